"""The FAQ file: what the shipped entries are held to, and what is said about a file that cannot be used."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from assistant import faq
from assistant.faq import FaqEntry, FaqError
from ingest import sources
from tests.ingest import guide_files
from tests.ingest.test_guide_figures import unsupported

ENTRIES = faq.load()
LONGEST = 95  # characters of a sentence, as in the guide
QUOTE = "波高計は、令和7年度に3台を更新します。"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, matter in (("plan", "title: 計画\ncontact: 海岸課"), ("inner", "audience: internal")):
        (tmp_path / f"{name}.md").write_text(f"---\nid: {name}\n{matter}\n---\n\n## 1 更新\n\n{QUOTE}\n", "utf-8")
    return tmp_path


def entry(**changed: Any) -> dict[str, Any]:
    cited = {"document_id": "plan", "path": ["1更新"], "quote": QUOTE}
    told = {"id": "buoys", "category": "海", "question": "何台ですか？", "answer": "3台です。", "citations": [cited]}
    return told | changed


def written(folder: Path, *lines: Any) -> Path:
    path = folder / sources.FAQ
    text = "\n".join(line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines)
    path.write_text(text, "utf-8")
    return path


def test_there_are_enough_of_several_kinds() -> None:
    assert len(ENTRIES) >= 40
    assert len({entry.category for entry in ENTRIES}) >= 5
    assert len({entry.question for entry in ENTRIES}) == len({entry.answer for entry in ENTRIES}) == len(ENTRIES)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e.id)
def test_an_entry_rests_on_the_guide(entry: FaqEntry) -> None:
    for citation in entry.citations:
        document = next(d for d in guide_files.guide() if d.source.id == citation.document_id)
        held = "".join(document.reader_text.text[citation.start : citation.end].split())
        assert held == "".join(citation.quote.split())
        sections = {passage.path for passage in document.passages}
        assert any(path[: len(citation.path)] == citation.path for path in sections), citation.path
        assert citation.official_title and citation.official_path
        inside = [p for p in document.passages if p.start <= citation.start < p.end]
        assert any(p.path[: len(citation.path)] == citation.path for p in inside), "the quote stands in that section"


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e.id)
def test_every_figure_of_an_answer_stands_in_its_quotations(entry: FaqEntry) -> None:
    # A section's heading tells the fiscal year of all that stands in it.
    given = [citation.quote for citation in entry.citations] + [" ".join(c.path) for c in entry.citations]
    assert unsupported(entry.answer, given) == []


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e.id)
def test_answers_are_plain_and_our_own_words(entry: FaqEntry) -> None:
    sentences = [s for s in re.split(r"(?<=。)", entry.answer) if s]
    assert all(s.endswith("。") and len(s) <= LONGEST for s in sentences)
    assert entry.question.endswith("？")
    assert all(entry.answer != citation.quote for citation in entry.citations)


def test_an_answer_that_adds_a_figure_is_found_out() -> None:
    assert unsupported("令和7年度に4台を更新します。", [QUOTE])
    assert unsupported("令和7年度に3台を更新します。", [QUOTE]) == []


def test_a_faq_of_ones_own(folder: Path) -> None:
    (found,) = faq.load(written(folder, "", entry(), ""))
    (citation,) = found.citations
    assert (found.contact, citation.document_title, citation.edition) == ("海岸課", "計画", "official")
    assert not found.from_guide


def test_the_guides_entries_can_be_kept_back() -> None:
    assert faq.load(None, with_guide=False) == ()


def test_the_file_is_no_document_of_its_folder(folder: Path) -> None:
    written(folder, entry())
    found = sources.find(folder)
    assert not found.skipped and {s.id for s in found.sources} == {"plan", "inner"}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "is no JSON object"),
        ("[" * 100_000, "is no JSON object"),
        ("[1]", "entry: "),
        (entry(answer=""), "answer: string should have at least 1 character"),
        (entry(colour="red"), "colour: extra inputs are not permitted"),
        (entry(id="Ä"), "id: string should match"),
        (entry(citations=[]), "citations: tuple should have at least 1 item"),
        (entry(citations=[{"document_id": "none", "path": ["1"], "quote": QUOTE}]), "none: no public document"),
        (entry(citations=[{"document_id": "inner", "path": ["1"], "quote": QUOTE}]), "inner: no public document"),
        (entry(citations=[{"document_id": "plan", "path": ["1"], "quote": "4台を更新"}]), "does not stand in plan"),
        (entry(citations=[{"document_id": "plan", "path": ["1"], "quote": "    "}]), "does not stand in plan"),
    ],
    ids=range(11),
)
def test_what_cannot_be_is_told_in_one_line(folder: Path, line: Any, said: str) -> None:
    path = written(folder, entry(id="first"), line)
    with pytest.raises(FaqError) as caught:
        faq.load(path)
    assert said in str(caught.value) and "\n" not in str(caught.value)
    assert str(caught.value).startswith(f"{path} line 2: ")


def test_an_id_stands_once(folder: Path) -> None:
    with pytest.raises(FaqError, match="line 2: the id buoys is taken by line 1"):
        faq.load(written(folder, entry(), entry()))


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"", "holds no entry"), (b"\xff\xfe\x00", "is not UTF-8"), (b" " * 2_000_001, "2000001 bytes long")],
)
def test_files_that_are_none(folder: Path, data: bytes, said: str) -> None:
    (folder / sources.FAQ).write_bytes(data)
    with pytest.raises(FaqError, match=said):
        faq.load(folder / sources.FAQ)


def test_a_missing_file(folder: Path) -> None:
    with pytest.raises(FaqError, match="cannot be read"):
        faq.load(folder / sources.FAQ)
