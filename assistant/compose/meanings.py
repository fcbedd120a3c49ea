"""Sentences that tell what a word means (…とは…): candidates from running text go in, drafts come out.

Called by the extractive composer where a meaning is asked for, beside the glossary's entries of `prose.definition`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose import overlap, prose
from assistant.compose.asked import Asked
from assistant.compose.draft import Draft
from assistant.compose.prose import Candidate
from ingest.normalise import nfkc, squeeze

_TELLS = re.compile(r"^(?P<subject>[^。]{2,40}?)とは(?!異|違|別|いえ|言|限)、?[^。]{8,}")
_LABELS = re.compile(r"^[○●◎・■◆\s]*(?P<subject>[^。:]{2,24}):[^。]{8,}(?:こと|もの|の略|状態|考え方)。?$")
_WORD = re.compile(r"[^\s「」『』()、のるたなが]+[」』)]*$")
_OWN = re.compile(r"本県|当県|本市|当市|本町|本村|当町|当村")
_WHOSE = re.compile(r"(?:県|市|町|村)(?:の|が|では|として|に|は|庁)")


def own(asked: Asked, found: Sequence[Candidate], *, part: bool = False) -> list[Draft]:
    """What the authors themselves mean by a word, where the question (or its `part`) asks what they mean by it."""
    return _best(asked, found, whose=True) if part or _WHOSE.search(asked.text) else []


def told(asked: Asked, found: Sequence[Candidate]) -> list[Draft]:
    """What running text says that a word means."""
    return _best(asked, found, whose=False)


def _best(asked: Asked, found: Sequence[Candidate], *, whose: bool) -> list[Draft]:
    question = overlap.plain(asked.text)
    for candidate in found:
        text = squeeze(nfkc(candidate.text))
        told = _TELLS.match(text) or _LABELS.match(text)
        if told is None:
            continue
        subject = told["subject"]
        publisher = candidate.stored.source.publisher
        if whose and not (_OWN.search(subject) or publisher in subject):
            continue
        word = _WORD.search(subject)
        name = overlap.plain(word.group()) if word else ""
        if len(name) > 1 and name in question:
            return prose.drafts([candidate])
    return []
