"""The guide tells what the official sections name: figures, names in brackets, proper nouns, key terms."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest import parse_document, sources
from tests.ingest import guide_coverage
from tests.ingest.guide_coverage import KINDS, Share
from tests.ingest.guide_files import Section

FLOORS = {"figures": 0.9, "brackets": 0.85, "names": 0.9, "terms": 0.84}  # of each document
WORST = 10  # facts of one kind that a section may lack at most where they are more than half of it


@pytest.fixture(scope="module")
def found(policy_documents: Path) -> list[Share]:
    return guide_coverage.shares(policy_documents)


@pytest.mark.parametrize("kind", KINDS)
def test_the_guide_tells_most_of_each_document(kind: str, found: list[Share]) -> None:
    totals = guide_coverage.totals(found)
    assert len({document for document, _ in totals}) == 5
    short = {key: share for key, share in totals.items() if key[1] == kind and share < FLOORS[kind]}
    assert short == {}


def test_no_section_is_left_untold(found: list[Share]) -> None:
    untold = [s for s in found if len(s.missing) > WORST and len(s.missing) * 2 > s.total]
    assert untold == []


def test_what_is_missing_is_found_out(tmp_path: Path) -> None:
    text = "# 計画\n\n## 交通\n\n令和5年度に「やまびこ号」を120便動かし、交通渋滞対策とスタンプラリーを行います。\n"
    (tmp_path / "plan.md").write_text(text, encoding="utf-8")
    source = sources.find(tmp_path / "plan.md").sources[0]
    document = parse_document(source, source.path.read_bytes())
    place = document.passages[0].path
    told = "「やまびこ号」を令和5年度に走らせ、交通渋滞対策を行います。"
    missing = {s.kind: s.missing for s in guide_coverage.of(document, [Section(source.id, place, told)])}
    assert missing["brackets"] == missing["terms"] == ()
    assert missing["names"] == ("スタンプラリー",)
    assert len(missing["figures"]) == 1 and "120" in missing["figures"][0]
