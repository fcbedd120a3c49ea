"""Where to look: what was chosen in the page goes in, the search's filters come out. Called by `page`.

A fiscal year stands for the documents that hold good in it, by the rule of the API.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.verify.folding import fold
from assistant.verify.times import times
from assistant.web.api.given import NOWHERE, covers
from ingest.models import Kind, Source
from vectorstore.chroma import Filters

KINDS = tuple(Kind)
_ISO = re.compile(r"(?<!\d)((?:19|20)\d{2})(?=-|\s|$)")


def of(
    documents: Sequence[str],
    publishers: Sequence[str],
    years: Sequence[int],
    kinds: Sequence[str],
    sources: Sequence[Source],
) -> Filters:
    """The filters; documents and years that fit no document together find nothing."""
    ids = tuple(documents)
    if years:
        fitting = [s.id for s in sources if any(covers(s, year) for year in years)]
        ids = tuple(i for i in fitting if not documents or i in documents) or NOWHERE
    return Filters(document_ids=ids, publishers=tuple(publishers), kinds=tuple(kinds))


def all_years(sources: Sequence[Source]) -> list[int]:
    """All fiscal years that a document holds good in, the newest first, as far as the documents name years."""
    told = " ".join(f"{s.period} {s.effective_from} {s.effective_until} {s.issued}" for s in sources)
    named = [y.year for y in times(fold(told)).years] + [int(y) for y in _ISO.findall(told)]
    if not named:
        return []
    return [year for year in range(max(named), min(named) - 2, -1) if any(covers(s, year) for s in sources)]


def called(year: int) -> str:
    """A fiscal year as people write it."""
    era, first = ("令和", 2018) if year >= 2019 else ("平成", 1988)
    number = year - first
    return f"{era}{'元' if number == 1 else number}年度（{year}）"
