"""Mail addresses, also with blanks around the sign or the sign spelt out. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.guardrails.personal.folded import Folded
from assistant.guardrails.personal.model import Certainty, Finding, Kind

_LOCAL = r"(?<![A-Za-z0-9._%+])[A-Za-z0-9](?:[A-Za-z0-9._%+\-]{0,62}[A-Za-z0-9_%+\-.])?"
_DOT = r"(?:\.|\s?[\[(](?:dot|ドット)[\])]\s?|\s(?:dot|ドット)\s|(?<=[a-z0-9])ドット)"
_TOP = r"(?:[a-z]{2,12}(?![a-z0-9])|[A-Z]{2,12}(?![A-Za-z0-9]))"
_DOMAIN = rf"[A-Za-z0-9\-]{{1,63}}(?:{_DOT}[A-Za-z0-9\-]{{1,63}}){{0,5}}{_DOT}{_TOP}"
_SIGN = (
    r"(?:\s?@\s?|\s?[\[({<](?:at|アット|アットマーク|あっと|@)[\])}>]\s?|\s(?:at|AT)\s|"
    r"アットマーク|(?<=[a-z0-9])アット)"
)
_MAIL = re.compile(_LOCAL + _SIGN + _DOMAIN)


def find(folded: Folded) -> Iterator[Finding]:
    """Mail addresses in a folded text."""
    for match in _MAIL.finditer(folded.text):
        yield folded.finding(Kind.MAIL, match.start(), match.end(), Certainty.SURE)
