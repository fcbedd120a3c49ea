"""A sentence as the checks read it: folded, with the parts that only name a cited heading set aside.

Made by `claims.check`; every check takes a `Claim` and an `Evidence`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant.verify.evidence import Evidence
from assistant.verify.folding import blanked, fold
from assistant.verify.quantities import Quantity, quantities
from assistant.verify.times import Times, times
from assistant.verify.words import Word, content_words
from ingest.normalise import nfkc

_MARKS = re.compile(r"\[\d{1,3}\]")
_NOTE = re.compile(r"^(?:注\s*(?P<n>\d+)\s|※)\s*")  # the mark of a footnote at its beginning
_QUOTED = re.compile(r"「([^「」]+)」|『([^『』]+)』|“([^“”]+)”|\"([^\"]+)\"")
_NUMBERING = re.compile(r"^(?:第\d+[章節項部]|\(?\d+(?:-\d+)*\)?[.、]?|[ivx]+\.?|[a-z]\.|[●◆■◇○])(?=\D)")
_TAIL = re.compile(r"(?<=.)\([^()]*\)$")


@dataclass(frozen=True)
class Claim:
    """One sentence: `text` folded, `rest` without the mentions of cited headings and titles (blanks in their place).

    `note` is its number where it is a footnote.
    """

    text: str
    rest: str
    note: str = ""

    @cached_property
    def times(self) -> Times:
        """Years and dates outside the mentioned headings."""
        return times(self.rest)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Figures outside the mentioned headings."""
        return quantities(self.rest)

    @cached_property
    def quoted(self) -> tuple[tuple[int, int, str], ...]:
        """What stands in quotation marks: start, end (marks included), content."""
        return tuple((m.start(), m.end(), next(g for g in m.groups() if g)) for m in _QUOTED.finditer(self.rest))

    @cached_property
    def words(self) -> list[Word]:
        """The content words that stand outside figures, times and mentioned headings."""
        spans = [*self.times.spans, *((q.start, q.end) for q in self.quantities)]
        return [w for w in content_words(self.rest) if not any(a < w.end and w.start < b for a, b in spans)]


def claim_of(text: str, evidence: Evidence) -> Claim:
    """The claim that a sentence makes against `evidence`."""
    folded = fold(_MARKS.sub("", text))
    note = _NOTE.match(nfkc(text.lstrip()))
    if note:
        folded = fold(_MARKS.sub("", nfkc(text.lstrip())[note.end() :]))
    spans = [m.span() for name in evidence.headings for m in _spelt(name).finditer(folded)]
    return Claim(folded, blanked(folded, spans), (note["n"] or "") if note else "")


@lru_cache(maxsize=4096)
def _spelt(name: str) -> re.Pattern[str]:
    """A heading with or without its number and what is bracketed at its end, with or without blanks inside."""
    plain = _NUMBERING.sub("", name)
    forms = [f for f in dict.fromkeys((name, plain, _TAIL.sub("", name), _TAIL.sub("", plain))) if len(f) > 3]
    return re.compile("|".join(r"\s?".join(map(re.escape, f.replace(" ", ""))) for f in forms) or r"(?!)")
