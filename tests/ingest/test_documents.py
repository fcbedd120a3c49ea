"""The three documents of Miyagi come back with every count that is known of them."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from ingest.models import Document, Kind, Passage
from ingest.normalise import heading_text, squeeze
from tests.ingest import parsed
from tests.ingest.parsed import below, cell, children, of_kind, rows


def sentence_with_mark(doc: Document, note: Passage) -> str:
    """What stands in the source right before the mark of a note, as the note's context gives it."""
    (first, *_) = note.context
    # The mark itself is no part of the sentence: it stands right behind the span when the sentence ends with it.
    return squeeze(doc.reader_text.text[first.start : note.context[-1].end + 3])


class TestMiyagiPolicy:
    @pytest.fixture
    def doc(self, policy_documents: Path) -> Document:
        return parsed.document(policy_documents, "miyagi-dx-policy-2025")

    def test_six_chapters_and_the_reference_part(self, doc: Document) -> None:
        *chapters, reference = children(doc)
        assert [t[:3] for t in chapters] == [f"第{n}章" for n in range(1, 7)]
        assert chapters[3] == "第4章取組方針"
        assert reference == "参考資料"
        assert [t[0] for t in children(doc, reference)] == ["1", "2", "3", "4"]

    @pytest.mark.parametrize(("pillar", "fields"), [("1暮らしのDX", 6), ("2産業・地域のDX", 7), ("3行政のDX", 7)])
    def test_pillars_and_fields(self, doc: Document, pillar: str, fields: int) -> None:
        chapter = "第4章取組方針"
        assert children(doc, chapter) == ["1暮らしのDX", "2産業・地域のDX", "3行政のDX"]
        found = children(doc, chapter, pillar)
        assert [title[:3] for title in found] == [f"({n})" for n in range(1, fields + 1)]
        for field in found:
            assert children(doc, chapter, pillar, field)[:2] == ["【現状・課題】", "【取組方針】"]
            for part in ("【現状・課題】", "【取組方針】"):
                assert below(doc, chapter, pillar, field, part)

    def test_guidelines_and_priorities(self, doc: Document) -> None:
        guidelines = children(doc, "第3章ポリシーの全体像", "2行動指針")
        assert len(guidelines) == 5
        assert guidelines[0] == "●マイナンバーカードを活用"
        assert [t[0] for t in children(doc, "第5章重点取組")] == ["1", "2", "3"]

    @pytest.mark.parametrize(
        ("number", "before", "says"),
        [
            (1, "計画", "都道府県官民データ"),
            (2, "白書2023」", "独立行政法人"),
            (3, "37.0％", "中小企業のＤＸ推進"),
            (4, "基本計画", "閣議決定"),
            (5, "次期基本計画」", "https"),
            (6, "ハッカソン", "ハッカソンとは"),
            (7, "デザイン思考", "デザイン思考とは"),
            (8, "EBPM", "EBPM"),
            (9, "デジタル", "デジタル手続法"),
        ],
    )
    def test_notes_hang_on_their_sentences(self, doc: Document, number: int, before: str, says: str) -> None:
        notes = [p for p in of_kind(doc, Kind.FOOTNOTE) if p.text.startswith(f"注{number} ")]
        assert len(of_kind(doc, Kind.FOOTNOTE)) == 9
        (note,) = notes
        assert heading_text(says) in heading_text(note.text)
        carried = heading_text(sentence_with_mark(doc, note))
        assert re.search(rf"{re.escape(heading_text(before))}[^。]*?{number}", carried), carried

    def test_a_mark_is_no_part_of_a_figure(self, doc: Document) -> None:
        assert not any("37.0%3" in p.text or "37.03" in p.text for p in doc.passages)
        (carrier,) = [p for p in doc.passages if "37.0%" in p.text and p.kind is not Kind.FOOTNOTE]
        note = next(p for p in of_kind(doc, Kind.FOOTNOTE) if p.text.startswith("注3 "))
        assert any(s.start <= note.start < s.end or note.start <= s.start < note.end for s in carrier.context)

    def test_glossary_terms_are_whole(self, doc: Document) -> None:
        terms = of_kind(doc, Kind.TERM)
        assert len(terms) == 45
        for term in terms:
            assert cell(term, "用語") and len(cell(term, "解説")) >= 15
            assert cell(term, "解説").endswith(("。", "）", ")")), cell(term, "解説")[-20:]
            assert heading_text(term.path[-1]) == heading_text(cell(term, "用語"))
        names = [cell(t, "用語") for t in terms]
        assert names[:4] == ["5G", "AI", "DX（デジタル・トランスフォーメーション）", "eLTAX（エルタックス）"]

    def test_population_table(self, doc: Document) -> None:
        table = rows(doc)
        assert [p.path[-1] for p in table] == [
            "全国", "北海道", "宮城県", "東京都", "愛知県", "大阪府", "広島県", "福岡県",
        ]  # fmt: skip
        for row in table:
            assert len(row.cells) == 8  # the name and seven figures
            assert all(re.search(r"\d{4}.*年", c.column) for c in row.cells[1:])
            assert "単位：千人" in row.text
        miyagi = table[2]
        assert cell(miyagi, "2050", "総人口") == "1,830"
        assert cell(miyagi, "2035", "増減率") == "-8.9%"

    def test_the_list_of_seven_is_a_list(self, doc: Document) -> None:
        assert not any("フロントヤード" in h.title for h in doc.headings)
        (passage,) = [p for p in doc.passages if "自治体フロントヤード改革" in p.text]
        assert "テレワークの推進" in passage.text
        assert passage.path[:3] == ("第2章現状と課題", "1デジタル化の進展と国の動向", "(2)国の動向")
        assert [line[:3] for line in passage.text.split("\n")[1:]] == [f"（{n}）" for n in range(1, 8)]

    def test_repeated_items_stand_alone(self, doc: Document) -> None:
        repeated = [p for p in doc.passages if p.repeats]
        assert sum(p.text.count("再掲") for p in repeated) == doc.reader_text.text.replace("\n", "").count("再掲")
        assert all(line.rstrip("。").endswith("）") for p in repeated for line in p.text.split("\n"))


class TestProgressReport:
    @pytest.fixture
    def doc(self, policy_documents: Path) -> Document:
        return parsed.document(policy_documents, "miyagi-ict-policy-r5-progress")

    @staticmethod
    def row(doc: Document, name: str) -> Passage:
        (found,) = [p for p in rows(doc) if cell(p, "施策名").startswith(name)]
        return found

    def test_27_rows_with_30_indicators(self, doc: Document) -> None:
        assert len(rows(doc)) == 27
        indicators = [cell(p, "項目") for p in rows(doc)]
        assert sum(max(1, len(re.findall("[①②③]", text))) for text in indicators) == 30
        assert sum("②" in text for text in indicators) == 3

    def test_every_row_has_every_cell(self, doc: Document) -> None:
        for row in rows(doc):
            for words in (
                ("施策名",),
                ("担当",),
                ("項目",),
                ("基準値",),
                ("R6", "目標"),
                ("R5", "目標"),
                ("R5", "実績"),
            ):
                assert cell(row, *words), (row.path[-1], words)
            assert cell(row, "要因分析").startswith("【")
            assert re.search(r"[（(].+[)）]", cell(row, "項目")), "an indicator names its unit"
            assert row.path[-1] == heading_text(cell(row, "施策名"))

    def test_verdicts(self, doc: Document) -> None:
        verdicts = Counter(re.findall(r"^【(.+?)】", cell(p, "要因分析"))[0] for p in rows(doc))
        assert verdicts == {"達成": 18, "未達成": 7, "一部達成": 2}

    def test_free_wifi(self, doc: Document) -> None:
        row = self.row(doc, "無料公衆無線")
        assert cell(row, "基準値") == "915（R2.12）"
        assert (cell(row, "R6", "目標"), cell(row, "R5", "目標"), cell(row, "R5", "実績")) == (
            "2,003",
            "1,731",
            "1,023",
        )
        assert cell(row, "担当") == "企画部 デジタルみやぎ推進課"

    def test_5g_has_three_dashes(self, doc: Document) -> None:
        row = self.row(doc, "地域課題を解決する5G")
        assert [cell(row, y, k) for y, k in (("R6", "目標"), ("R5", "目標"), ("R5", "実績"))] == ["ー"] * 3

    def test_a_date_that_strayed_goes_back_to_its_baseline(self, doc: Document) -> None:
        row = self.row(doc, "テレビ会議")
        assert squeeze(cell(row, "基準値")).replace("(", "（") == "2（R2.12）"
        assert cell(row, "要因分析").endswith("。")
        baseline = next(c for c in row.cells if c.column.startswith("基準値"))
        assert len(baseline.spans) == 2

    def test_two_measures_and_two_divisions_in_one_row(self, doc: Document) -> None:
        row = self.row(doc, "ペーパーレス会議")
        assert "総合文書システム" in cell(row, "施策名")
        assert cell(row, "担当").split(" ") == ["総務部", "行政経営企画課", "総務部", "県政情報・文書課"]
        assert cell(row, "R5", "実績").count("①") == cell(row, "R5", "実績").count("②") == 1

    def test_a_wrong_number_stays_as_it_stands(self, doc: Document) -> None:
        row = self.row(doc, "AI・IoT")
        assert "③" in cell(row, "要因分析") and "②" not in cell(row, "要因分析")
        assert cell(row, "R5", "実績") == "①12件 ②100%"

    def test_the_ict_teaching_indicator_appears_twice(self, doc: Document) -> None:
        twice = [p for p in rows(doc) if "授業にICTを活用" in cell(p, "項目")]
        assert len(twice) == 2 and len({p.id for p in twice}) == 2

    def test_the_heading_behind_its_table_holds_it(self, doc: Document) -> None:
        assert any("庁内の人材育成" in "".join(self.row(doc, "DX推進研修").path) for _ in (0,))
        last = self.row(doc, "ICT人材育成の推進")
        assert last.path[-2].endswith("庁内の人材育成")

    def test_figures_of_the_overview_are_passages(self, doc: Document) -> None:
        prose = "\n".join(p.text for p in doc.passages if p.kind in (Kind.PROSE, Kind.ITEM))
        for figure in ("20.2億円", "62.4億円", "177件", "78.34%", "1,768人", "12,328h", "10,740回"):
            assert figure in prose, figure


class TestListOfMeasures:
    GROUPS = (
        ("DforCitizen", 60, "2,022,951"),
        ("DforLocal", 63, "1,600,857"),
        ("DforBusiness", 16, "288,236"),
        ("市町村の情報化", 7, "101,190"),
        ("県行政の情報化", 31, "2,228,604"),
    )

    @pytest.fixture
    def doc(self, policy_documents: Path) -> Document:
        return parsed.document(policy_documents, "miyagi-ict-policy-r5-measures")

    def test_177_rows_in_five_groups(self, doc: Document) -> None:
        groups = Counter(p.path[-2] for p in rows(doc))
        assert list(groups.values()) == [60, 63, 16, 7, 31]
        assert all(name.startswith(start) for name, (start, _, _) in zip(groups, self.GROUPS, strict=True))

    def test_every_row_is_complete(self, doc: Document) -> None:
        for row in rows(doc):
            assert [c.column for c in row.cells] == ["番号", "事業名", "概要・目的", "部局", "担当課室"], row.path
            assert cell(row, "番号").isdigit() and len(cell(row, "概要")) >= 10
            assert row.path[-1] == heading_text(cell(row, "番号") + cell(row, "事業名"))
            assert all(c.header_spans for c in row.cells)

    @pytest.mark.parametrize(("start", "count", "total"), GROUPS)
    def test_sum_of_each_group(self, doc: Document, start: str, count: int, total: str) -> None:
        sums = [p for p in doc.passages if not p.cells and not p.lists and p.path and p.path[-1].startswith(start)]
        (passage,) = sums
        assert f"{count}事業" in passage.text and f"{total}千円" in passage.text

    def test_numbers_run_on_in_each_group(self, doc: Document) -> None:
        for start, count, _ in self.GROUPS:
            numbers = [int(cell(p, "番号")) for p in rows(doc) if p.path[-2].startswith(start)]
            assert numbers == list(range(1, count + 1))

    def test_two_rows_of_one_measure_stay_two(self, doc: Document) -> None:
        names = Counter(cell(p, "事業名") for p in rows(doc))
        assert max(names.values()) >= 2
        assert len({p.id for p in rows(doc)}) == 177
