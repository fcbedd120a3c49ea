"""Every passage of the five real documents: its place, its bounds, and that no text is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest import tokens
from ingest.models import Document, Kind
from ingest.normalise import squeeze
from tests.ingest import parsed

IDS = (
    "miyagi-dx-policy-2025",
    "miyagi-ict-policy-r5-progress",
    "miyagi-ict-policy-r5-measures",
    "toyama-regional-strategy",
    "mie-digital-committee-2022-10",
)
# Least share of the text that passages and headings hold. What is missing: numbers of notes, captions of glossaries.
LEAST = 0.998


@pytest.fixture(params=IDS)
def doc(request: pytest.FixtureRequest, policy_documents: Path) -> Document:
    return parsed.document(policy_documents, request.param)


def test_places_hold_what_passages_say(doc: Document) -> None:
    assert parsed.faults_of_places(doc) == []


def test_a_quotation_is_the_slice_without_white_space(doc: Document) -> None:
    text = doc.reader_text.text
    for passage in doc.passages:
        for _, length, start, size in passage.runs:
            quote = text[start : start + size]
            assert length and squeeze(quote) == squeeze(text[start : start + size]) and quote.strip()


def test_no_prose_crosses_a_section(doc: Document) -> None:
    assert parsed.prose_across_sections(doc) == []


def test_passages_are_bounded(doc: Document) -> None:
    for passage in doc.passages:
        # Rows stay whole, and small tables.
        most = parsed.MAX_TOKENS * (4 if passage.kind in (Kind.ROW, Kind.TERM) else 2 if passage.lists else 1)
        assert tokens.count(passage.text) <= most, passage.id
        assert all(0 < s.end - s.start <= 200 for s in passage.context), passage.id


def test_ids_are_unique_and_pages_unknown(doc: Document) -> None:
    ids = [p.id for p in doc.passages]
    assert len(ids) == len(set(ids))
    assert {p.page for p in doc.passages} == {None}


def test_no_text_is_lost(doc: Document) -> None:
    share, missing = parsed.lost(doc)
    print(f"{doc.source.id}: {share:.5f} held; not: {missing}")
    assert share >= LEAST, missing
