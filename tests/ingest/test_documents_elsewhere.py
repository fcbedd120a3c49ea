"""The documents of the other two prefectures come back with every count that is known of them."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from ingest.models import Document, Kind
from ingest.normalise import heading_text
from tests.ingest import parsed
from tests.ingest.parsed import below, cell, children, of_kind, rows


class TestToyama:
    PILLARS = (6, 3, 5, 3)

    @pytest.fixture
    def doc(self, policy_documents: Path) -> Document:
        return parsed.document(policy_documents, "toyama-regional-strategy")

    @staticmethod
    def pillars(doc: Document) -> list[str]:
        return [t for t in children(doc) if t.startswith("戦略の柱") or t == "（見出しなし）"]

    def test_four_pillars_and_their_fields(self, doc: Document) -> None:
        pillars = self.pillars(doc)
        assert [p[:5] for p in pillars] == ["戦略の柱1", "戦略の柱2", "（見出しな", "戦略の柱4"]
        assert tuple(len(children(doc, p)) for p in pillars) == self.PILLARS
        for pillar, count in zip(pillars, self.PILLARS, strict=True):
            assert [t[-1] for t in children(doc, pillar)] == [str(n) for n in range(1, count + 1)]

    def test_fields_have_background_and_measures(self, doc: Document) -> None:
        for pillar in self.pillars(doc):
            fields = children(doc, pillar)
            for n, field in enumerate(fields):
                # The text has one 【背景・課題】 for the three fields of the fourth pillar: it stands in the first.
                whole = n == 0 or not pillar.startswith("戦略の柱4")
                wanted = ["【背景・課題】", "【主な取組み】"] if whole else ["【主な取組み】"]
                assert children(doc, pillar, field) == wanted, field
                assert all(below(doc, pillar, field, part) for part in wanted)

    def test_titles_that_follow_their_block(self, doc: Document) -> None:
        # Their 【背景・課題】 or heading stands above them in the text.
        pillar = self.pillars(doc)[1]
        field = children(doc, pillar)[2]
        title = next(h for h in doc.headings if h.path == (pillar, field))
        assert title.span.start > below(doc, pillar, field, "【背景・課題】")[0].start

    def test_twelve_notes(self, doc: Document) -> None:
        notes = of_kind(doc, Kind.FOOTNOTE)
        assert [p.text.split(" ")[0] for p in notes] == [f"注{n}" for n in range(1, 13)]
        assert all(p.context for p in notes)
        assert notes[8].text.startswith("注9 MaaS") and "新たなスタイルによる観光振興1" in notes[8].path

    def test_paths(self, doc: Document) -> None:
        assert children(doc)[:2] == ["現状と課題", "目指す方向"]
        assert [t[:3] for t in children(doc, "（見出しなし）", "交通の充実4", "【主な取組み】")] == [
            "(1)",
            "(2)",
            "(3)",
        ]


class TestMie:
    @pytest.fixture
    def doc(self, policy_documents: Path) -> Document:
        return parsed.document(policy_documents, "mie-digital-committee-2022-10")

    def test_six_agenda_items(self, doc: Document) -> None:
        assert [t[0] for t in children(doc)] == ["1", "2", "3", "4", "5", "6"]

    def test_16_policies_with_56_measures(self, doc: Document) -> None:
        listed = [p for p in rows(doc) if cell(p, "四本の柱")]
        assert len(listed) == 56
        policies = Counter(cell(p, "政策") for p in listed)
        assert len(policies) == 16
        numbers = [int(re.match(r"\d+", heading_text(name))[0]) for name in policies]  # type: ignore[index]
        assert numbers == list(range(1, 17))
        assert len({cell(p, "四本の柱") for p in listed}) == 4

    def test_four_tables_of_seven_indicators(self, doc: Document) -> None:
        indicators = [p for p in rows(doc) if any("目標値" in c.column for c in p.cells)]
        assert all(cell(p, "現状値") and p.cells[1].text for p in indicators)
        tables = Counter(p.path[:-1] for p in indicators)
        assert list(tables.values()) == [2, 2, 2, 1]
        names = Counter(next(c.text for c in p.cells if c.column == "項目") for p in indicators)
        assert sorted(names.values()) == [1, 1, 1, 1, 1, 2]
        assert len({p.id for p in indicators}) == 7

    def test_consultations_sum_to_54(self, doc: Document) -> None:
        table = [p for p in rows(doc) if cell(p, "相談件数")]
        assert len(table) == 6
        total = 0
        for row in table:
            count = cell(row, "相談件数")
            # 各5 counts five for each department that the row names.
            named = len(cell(row, "部局名").split("、")) if count.startswith("各") else 1
            total += named * int(count.lstrip("各"))
        assert total == 54

    def test_wrong_characters_stay(self, doc: Document) -> None:
        assert any("テンタル社会" in p.text for p in doc.passages)
        kinds = Counter(f.kind for f in doc.findings)
        assert kinds["unusual_word"] >= 1 and kinds["foreign_kanji"] >= 1
