"""Where to look: what was chosen in the page goes in, the search's filters come out. Called by `page`.

A fiscal year stands for the documents whose period, term or day of issue lies in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ingest.models import Kind, Source
from ingest.normalise import nfkc
from vectorstore.chroma import Filters

KINDS = tuple(Kind)
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "R": 2018, "H": 1988}
_YEAR = re.compile(r"(令和|平成|昭和|R|H)\s*(元|\d{1,2})|(?<!\d)((?:19|20)\d{2})(?!\d)")
_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?")
_NOTHING = "\0"  # an id that no document has: nothing fits all that was chosen


def of(
    documents: Sequence[str], publishers: Sequence[str], years: Sequence[int], kinds: Sequence[str],
    sources: Sequence[Source],
) -> Filters:  # fmt: skip
    """The filters; documents and years that fit no document together find nothing."""
    ids = tuple(documents)
    if years:
        fitting = [s.id for s in sources if years_of(s) & set(years)]
        ids = tuple(i for i in fitting if not documents or i in documents) or (_NOTHING,)
    return Filters(document_ids=ids, publishers=tuple(publishers), kinds=tuple(k for k in kinds if k in set(Kind)))


def years_of(source: Source) -> frozenset[int]:
    """The fiscal years that a document is about, in the Gregorian calendar."""
    if named := _years(source.period):
        return frozenset(range(min(named), max(named) + 1))
    terms = [y for y in (_fiscal(source.effective_from), _fiscal(source.effective_until)) if y]
    if terms:
        return frozenset(range(min(terms), max(terms) + 1))
    issued = _fiscal(source.issued)
    return frozenset({issued} if issued else ())


def all_years(sources: Iterable[Source]) -> list[int]:
    """All fiscal years of the documents, the newest first."""
    return sorted({year for source in sources for year in years_of(source)}, reverse=True)


def called(year: int) -> str:
    """A fiscal year as people write it."""
    era, first = ("令和", 2018) if year >= 2019 else ("平成", 1988)
    number = year - first
    return f"{era}{'元' if number == 1 else number}年度（{year}）"


def _years(period: str) -> list[int]:
    found = []
    for era, number, western in _YEAR.findall(nfkc(period)):
        found.append(int(western) if western else _ERAS[era] + (1 if number == "元" else int(number)))
    return found


def _fiscal(date: str) -> int | None:
    """The fiscal year of an ISO date, which begins in April."""
    found = _DATE.match(date)
    if found is None:
        return None
    return int(found[1]) - (found[2] is not None and int(found[2]) < 4)
