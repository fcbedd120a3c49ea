"""Sentences that tell what a word means (…とは…): candidates from running text go in, drafts come out.

Called by the extractive composer where a meaning is asked for, beside the glossary's entries of `prose.definition`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.compose import overlap, prose
from assistant.compose.asked import Asked
from assistant.compose.draft import Draft
from assistant.compose.prose import Candidate
from ingest.models import Kind
from ingest.normalise import nfkc, squeeze
from vectorstore.codec import StoredPassage

Document = Callable[[str], Sequence[StoredPassage]]
_TELLS = re.compile(r"^(?P<subject>[^。]{2,40}?)とは(?!異|違|別|いえ|言|限)、?[^。]{8,}")
_LABELS = re.compile(r"^[○●◎・■◆\s]*(?P<subject>[^。:]{2,24}):[^。]{8,}(?:こと|もの|の略|状態|考え方)。?$")
_FORMS = re.compile(r"[()]")  # a word and what stands in brackets behind it
_MARK = re.compile(r"^注\d*\s*")
_ASKED = re.compile(
    r"(?P<word>[A-Za-z0-9ァ-ヴー・一-鿿々]{2,24})[」』]?(?:\([^()]*\))?"
    r"(?:とは|って|という(?:言葉|用語|語)|の(?:定義|意味|捉え方|とらえ方|意義)|[はを](?:どう|どのように)(?:定義|説明))"
)
_WORD = re.compile(r"[^\s「」『』()、のるたなが]+[」』)]*$")
_OWN = re.compile(r"本県|当県|本市|当市|本町|本村|当町|当村")
_WHOSE = re.compile(r"(?:県|市|町|村)(?:の|が|では|として|に|は|庁)")


def own(asked: Asked, found: Sequence[Candidate], *, part: bool = False) -> list[Draft]:
    """What the authors themselves mean by a word, where the question (or its `part`) asks what they mean by it."""
    return _best(asked, found, whose=True) if part or _WHOSE.search(asked.text) else []


def exact(
    asked: Asked, ranked: Sequence[StoredPassage], document: Document, known: Sequence[Candidate] = ()
) -> list[Draft]:
    """The sentence that defines the very word, wherever it stands in the documents of the best passages.

    None where it is among the `known`: they tell it with what follows it.
    """
    found = _ASKED.search(asked.text)
    if found is None:
        return []
    word = found["word"]
    for source in dict.fromkeys(s.source.id for s in ranked):
        for stored in document(source):
            passage = stored.passage
            if word not in passage.text or passage.cells or passage.lists:
                continue
            for start, end, _ in prose.units(passage):
                text = _MARK.sub("", squeeze(nfkc(passage.text[start:end])))
                tells = _TELLS.match(text) or _LABELS.match(text)
                if tells and word in (form.strip("「」『』") for form in _FORMS.split(tells["subject"])):
                    if any(c.stored == stored and c.start == start for c in known):
                        return []
                    one = [Candidate(stored, start, end, 0.0, frozenset())]
                    return prose.entry(stored) if passage.kind is Kind.FOOTNOTE else prose.drafts(one)
    return []


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
