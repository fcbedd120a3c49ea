"""Personal data in a text: one module a kind of datum, `find` over all of them. Pure; keeps no value.

Called by `assistant.guardrails.masking`. Every finder reads a `Folded` text (NFKC, invisible characters dropped, dashes
and kanji variants made equal) and answers with places in the text as it was given.
"""

from assistant.guardrails.personal.find import find
from assistant.guardrails.personal.model import Certainty, Finding, Kind

__all__ = ["Certainty", "Finding", "Kind", "find"]
