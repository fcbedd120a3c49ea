"""What the fusion asks of passages: figures of the kind asked for, groups that a question names."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ingest.models import Cell, Kind, Span
from tests.vectorstore.shelf import entry, part, ranked, section, source
from vectorstore.facts import IN_A_ROW, Facts
from vectorstore.hybrid import HybridSearch, Weights

AONAMI = source("aonami")
COURSE = "港の講座は住民のために開かれ、使い方を教えます。"


def _listed(name: str, text: str) -> object:
    stored = section(name, text, AONAMI, Kind.ITEM, ())
    return replace(stored, passage=replace(stored.passage, lists=True))


ROW = section("row", "講座。参加は310。", AONAMI, Kind.ROW, ("第1章", "講座"))
PASSAGES = [
    entry("faq", "講座", "300人が参加します。", AONAMI),
    section("how", COURSE, AONAMI),
    _listed("office", "担当課室が港湾課のものは、次の2件です。\n・港の講座\n・船の貸出し"),
    _listed("other", "担当課室が商工課のものは、次の2件です。\n・市の開催\n・組合への助言"),
    section("people", "港の講座には延べ67回、1,300名が参加しました。", AONAMI),
    replace(ROW, passage=replace(ROW.passage, cells=(Cell("参加", "310", (Span(0, 3),)),))),
]


def _facts() -> Facts:
    return Facts(PASSAGES, ((), (), ()))  # type: ignore[arg-type]


def test_figures_of_the_kind_that_is_asked_for() -> None:
    facts = _facts()
    assert facts.figures("講座には何人が参加しましたか").tolist() == [0, 0, 0, 0, 1, float(facts._in_rows[5])]
    assert round(float(facts._in_rows[5]), 3) == IN_A_ROW
    assert facts.figures("何回、何円かかりましたか")[4] == 0.5
    assert not facts.figures("港の講座はどこで開かれますか").any()


def test_groups_that_a_question_for_all_of_them_names() -> None:
    facts = _facts()
    assert facts.groups("港湾課が担当する施策を全部挙げてください").tolist() == [0, 0, 1, 0, 0, 0]
    assert facts.groups("商工課港湾課が担当する施策を全部挙げてください").tolist() == [0, 0, 1, 0, 0, 0]
    assert not facts.groups("港湾課の電話番号は").any()
    assert not facts.groups("水道課が担当する施策を全部挙げて").any()


def test_they_decide_between_passages_that_fit_alike(tmp_path: Path) -> None:
    search = HybridSearch([part(tmp_path, PASSAGES)])  # type: ignore[list-item]
    question = "港の講座には何人が参加しましたか"
    assert ranked(search, question)[0] == "people"
    every = "港湾課が担当する港の施策を全部挙げてください"
    plain = HybridSearch(search._parts, weights=Weights(groups=0.0))
    assert ranked(search, every).index("office") <= ranked(plain, every).index("office")
    assert ranked(search, every)[0] == "office"
