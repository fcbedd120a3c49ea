"""The shipped guide: its front matter, how it is built, how plain it is, and that no official row is missing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from ingest import places, sentences
from ingest.models import Document, Kind
from prompts.texts import GUIDE_MARK
from tests.ingest import guide_files
from tests.ingest.guide_files import plain

LONGEST = 95  # characters of a sentence
SIZE = 1_000_000
_HEADING = re.compile(r"^#{2,6} .+\n(?P<next>.*)$", re.MULTILINE)
_DOUBLE_NEGATIVE = re.compile(
    r"ない(?:わけ|こと|もの)(?:では|は|も)ない|なくは(?:ない|ありません)|ないとは(?:言え|限[らり])|ざるを得|ないわけにはいか|"
    r"(?:ない|ません)(?:わけ|こと|もの)?で?(?:は|も)(?:ない|ありません)|ずには(?:い|お)"
)
_OFFICIAL_WORDS = re.compile(
    r"に鑑み|に資する|図られたい|等の推進を図る|及びその他|に係る(?!要因分析|手順書|研修|業務継続計画)|以下に掲げる|講じ|踏まえつつ"
)


@pytest.fixture(params=guide_files.guide(), ids=lambda d: d.source.id)
def document(request: pytest.FixtureRequest) -> Document:
    found: Document = request.param
    return found


def test_front_matter(document: Document) -> None:
    source = document.source
    assert source.edition == "guide" and source.audience == "public" and source.publisher
    assert source.id == f"guide-{source.official_id}" and source.path.stem == source.official_id
    assert GUIDE_MARK in source.title and source.official_title
    assert not source.official_url or source.official_url.startswith("https://")
    assert "正文ではありません" in document.reader_text.text[document.reader_text.body_start :]
    assert source.path.stat().st_size < SIZE


def test_every_section_names_its_place(document: Document) -> None:
    text = document.reader_text.text
    bare = [m[0] for m in _HEADING.finditer(text) if not m["next"].startswith("<!-- 正文：")]
    assert bare == []
    assert all(all(part.strip() for part in path) for _, path in places.places(text))


def test_comments_are_in_no_passage(document: Document) -> None:
    assert not [p.id for p in document.passages if "<!--" in p.text or "正文：" in p.text]


def test_the_guide_stands_for_the_listed_documents(policy_documents: Path) -> None:
    official = guide_files.official(policy_documents)
    assert {d.source.official_id for d in guide_files.guide()} == set(official)
    for document in guide_files.guide():
        source, other = document.source, official[document.source.official_id].source
        told = (source.official_title, source.publisher, source.period, source.official_url, source.contact)
        assert told == (other.title, other.publisher, other.period, other.url, other.contact)
        assert source.issued == other.issued


def told(document: Document) -> list[str]:
    """The sentences of prose, lists and text cells."""
    out = []
    for p in document.passages:
        if p.lists or p.kind is Kind.FOOTNOTE:
            continue
        texts = [c.text for c in p.cells] if p.cells else [p.text]
        out += [t[a:b] for t in texts for a, b in sentences.split(t)]
    return out


def test_sentences_are_short(document: Document) -> None:
    assert [s for s in told(document) if len(s) > LONGEST] == []


def test_plain_wording(document: Document) -> None:
    text = document.reader_text.text
    assert [m[0] for m in _DOUBLE_NEGATIVE.finditer(text)] == []
    assert [text[m.start() - 20 : m.end()] for m in _OFFICIAL_WORDS.finditer(text)] == []


@pytest.mark.parametrize(
    "text", ["できないわけではない", "必要がなくはない", "しないとは限りません", "言わざるを得ません"]
)
def test_double_negatives_are_found_out(text: str) -> None:
    assert _DOUBLE_NEGATIVE.search(text)


def of(official_id: str) -> Document:
    return next(d for d in guide_files.guide() if d.source.official_id == official_id)


def cells(document: Document, names: Sequence[str]) -> list[tuple[str, ...]]:
    """The cells below the columns `names`, without blanks and signs, of every row that has them all."""
    out = []
    for p in document.passages:
        own = {c.column: c.text for c in p.cells}
        if all(n in own for n in names):
            out.append(tuple(plain(own[n]) for n in names))
    return out


KPI = ["施策名", "担当所属", "項目（単位）", "基準値（時点）", "R6年度末目標値", "R5年度末目標値", "R5年度末実績値"]


def test_every_kpi_row(policy_documents: Path) -> None:
    name = "miyagi-ict-policy-r5-progress"
    given, own = cells(guide_files.official(policy_documents)[name], KPI), cells(of(name), KPI)
    assert len(given) == 27 and own == given
    indicators = [next(c.text for c in p.cells if c.column == KPI[2]) for p in of(name).passages if len(p.cells) == 8]
    assert sum(max(1, len(re.findall("[①-⑳]", text))) for text in indicators) == 30


def test_every_kpi_verdict(policy_documents: Path) -> None:
    name, columns = "miyagi-ict-policy-r5-progress", ["施策名", "進捗状況に係る要因分析"]
    verdicts = [
        {row: re.findall(r"【\S+?】", text)[0] for row, text in cells(document, columns)}
        for document in (guide_files.official(policy_documents)[name], of(name))
    ]
    assert verdicts[0] == verdicts[1]
    assert sorted(verdicts[1].values()).count("【一部達成】") == 2


def test_every_measure(policy_documents: Path) -> None:
    name, columns = "miyagi-ict-policy-r5-measures", ["番号", "事業名", "部局", "担当課室"]
    given, own = cells(guide_files.official(policy_documents)[name], columns), cells(of(name), columns)
    assert len(given) == 177 and own == given
    assert all(len(text[0]) > 5 for text in cells(of(name), ["概要・目的"]))


def test_every_term(policy_documents: Path) -> None:
    name = "miyagi-dx-policy-2025"
    terms = [
        [plain(p.path[-1]) for p in document.passages if p.kind is Kind.TERM]
        for document in (guide_files.official(policy_documents)[name], of(name))
    ]
    assert len(terms[0]) == 45 and terms[0] == terms[1]


def test_the_population_table(policy_documents: Path) -> None:
    name, rows = "miyagi-dx-policy-2025", []
    for document in (guide_files.official(policy_documents)[name], of(name)):
        found = [p for p in document.passages if p.kind is Kind.ROW and len(p.cells) == 8]
        rows.append(sorted(sorted(plain(c.text) for c in p.cells) for p in found))
    assert len(rows[0]) == 8 and rows[0] == rows[1]


def test_every_policy_and_measure_of_mie(policy_documents: Path) -> None:
    name = "mie-digital-committee-2022-10"
    below = [
        {plain(p.path[-1]) for p in document.passages if p.kind is Kind.ROW and re.match(r"\d+-\d", p.path[-1])}
        for document in (guide_files.official(policy_documents)[name], of(name))
    ]
    assert len(below[0]) == 56 and below[0] == below[1]
