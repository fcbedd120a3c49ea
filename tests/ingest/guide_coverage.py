"""What share of an official section's facts stands in the guide: figures, names in brackets, proper nouns, key terms.

Both editions go in, one `Share` for each section and kind comes out, the largest gap first.
`python -m tests.ingest.guide_coverage ID…` prints the totals and what the sections of these official documents lack;
tests/ingest/test_guide_coverage.py holds the floors. A section of the official text is what stands below a place that
the guide names and below no deeper one; its facts are looked for at that place, beside it (notes and examples stand
elsewhere on the page) and in the places above.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.models import Document, Passage
from ingest.normalise import nfkc
from tests.conftest import DOCUMENTS
from tests.ingest import guide_files
from tests.ingest.guide_files import Section
from tests.ingest.test_guide_figures import unsupported
from vectorstore.analysis import tokenizer

KINDS = ("figures", "brackets", "names", "terms")
_BRACKET = re.compile(r"[「『]([^「」『』]{2,40})[」』]")
_NAME = re.compile(r"[ァ-ヴー]{3,}|[A-Za-z][A-Za-z0-9]{2,}")  # katakana and Latin words
_BLANK = re.compile(r"[\s・、,，]")
_GLUED = re.compile(r"^(?:ため|それぞれ|こと)|(?:等|毎|とも)$")  # what the tokenizer leaves on a term
_MARK = re.compile(r"^(?:注?\d+(?=\D)|\(\d+\))", re.MULTILINE)  # numbers of notes and list items are no figures
_TERM_LENGTHS = range(4, 13)  # characters


@dataclass(frozen=True)
class Share:
    """One kind of facts in one official section: how many there are, and which the guide does not tell."""

    document: str
    path: tuple[str, ...]
    kind: str
    total: int
    missing: tuple[str, ...]


def shares(folder: Path) -> list[Share]:
    """The shares of all sections of the official documents in `folder`, those that lack most first."""
    by_document: dict[str, list[Section]] = {}
    for section in guide_files.sections():
        by_document.setdefault(section.document, []).append(section)
    official = guide_files.official(folder)
    found = [s for name, own in by_document.items() for s in of(official[name], own)]
    return sorted(found, key=lambda s: -len(s.missing))


def totals(found: Iterable[Share]) -> dict[tuple[str, str], float]:
    """The share of all facts that the guide tells, by document and kind."""
    counts: dict[tuple[str, str], tuple[int, int]] = {}
    for s in found:
        total, missing = counts.get((s.document, s.kind), (0, 0))
        counts[s.document, s.kind] = (total + s.total, missing + len(s.missing))
    return {key: 1 - missing / total for key, (total, missing) in sorted(counts.items()) if total}


def of(document: Document, sections: Sequence[Section]) -> Iterator[Share]:
    """The shares of one official document, of which `sections` of the guide tell."""
    for path, passages in _by_place(document, {s.path for s in sections}).items():
        near = [s.text for s in sections if _near(s.path, path)]
        given, told = _MARK.sub("", "\n".join(p.text for p in passages)), _plain("\n".join(near))
        figures = unsupported(given, near)
        yield Share(document.source.id, path, "figures", len(unsupported(given, [])), tuple(figures))
        for kind, words in _words(given).items():
            missing = tuple(sorted(w for w in words if _plain(w) not in told))
            yield Share(document.source.id, path, kind, len(words), missing)


def _by_place(document: Document, named: set[tuple[str, ...]]) -> Mapping[tuple[str, ...], list[Passage]]:
    out: dict[tuple[str, ...], list[Passage]] = {}
    for p in document.passages:
        if not p.lists and not p.repeats:
            above = (p.path[:n] for n in range(len(p.path), 0, -1))
            out.setdefault(next((a for a in above if a in named), guide_files.BEGINNING), []).append(p)
    return out


def _near(guide: tuple[str, ...], path: tuple[str, ...]) -> bool:
    beside = path[: max(1, len(path) - 1)]
    return guide[: len(beside)] == beside or path[: len(guide)] == guide


def _words(text: str) -> dict[str, set[str]]:
    """Names in brackets, proper nouns and compounds of nouns of a text."""
    text = nfkc(text)
    terms, proper = _nouns(text)
    names = set(_NAME.findall(text)) | proper
    return {"brackets": set(_BRACKET.findall(text)), "names": names, "terms": terms - names}


def _nouns(text: str) -> tuple[set[str], set[str]]:
    terms: set[str] = set()
    proper: set[str] = set()
    for line in text.splitlines():
        run = ""
        for m in tokenizer().tokenize(line):
            part, surface = m.part_of_speech(), m.surface()
            if part[:2] == ("名詞", "固有名詞") and len(surface) > 1:
                proper.add(surface)
            if part[0] == "名詞" and part[1] != "数詞" or run and part[0] in ("接頭辞", "接尾辞"):
                run += surface
            else:
                terms.add(_GLUED.sub("", run))
                run = ""
        terms.add(_GLUED.sub("", run))
    return {t for t in terms if len(t) in _TERM_LENGTHS}, proper


def _plain(text: str) -> str:
    return _BLANK.sub("", nfkc(text)).lower()


def main(names: Sequence[str]) -> None:
    """Prints the totals, and what the sections of the documents `names` lack, the largest gap first."""
    found = shares(DOCUMENTS)
    for (document, kind), share in totals(found).items():
        print(f"{document:32} {kind:9} {share:.3f}")
    for s in found:
        if s.missing and s.document in names:
            place = " > ".join(s.path)
            print(f"\n{s.document} {place}\n  {s.kind} {len(s.missing)} of {s.total}: {' / '.join(s.missing)}")


if __name__ == "__main__":
    main(sys.argv[1:])
