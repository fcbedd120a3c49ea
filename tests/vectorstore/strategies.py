"""Hypothesis strategies for passages and sources, with every character Python's strings can hold."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

from ingest.models import Cell, Kind, Passage, Source, Span

anything = st.text(st.characters(exclude_categories=()), max_size=30)
numbers = st.integers(0, 10**9)
spans = st.builds(Span, numbers, numbers)
cells = st.builds(
    Cell,
    column=anything,
    text=anything,
    spans=st.lists(spans, max_size=2).map(tuple),
    header_spans=st.lists(spans, max_size=2).map(tuple),
)
passages = st.builds(
    Passage,
    id=st.just("p"),
    document_id=st.just("d"),
    path=st.lists(anything, max_size=3).map(tuple),
    kind=st.sampled_from(Kind),
    text=anything,
    runs=st.lists(st.tuples(numbers, numbers, numbers, numbers), max_size=3).map(tuple),
    start=numbers,
    end=numbers,
    page=st.none() | numbers,
    record_id=st.none() | anything,
    cells=st.lists(cells, max_size=2).map(tuple),
    context=st.lists(spans, max_size=2).map(tuple),
    repeats=st.booleans(),
)
sources = st.builds(
    Source,
    id=st.just("d"),
    path=st.just(Path("/documents/d.txt")),
    title=anything,
    publisher=anything,
    audience=st.sampled_from(["public", "internal"]),
    edition=st.sampled_from(["official", "guide"]),
    issued=anything,
    effective_from=anything,
    effective_until=anything,
    period=anything,
    url=anything,
    contact=anything,
    official_id=anything,
    official_title=anything,
    official_url=anything,
)
