"""A reranker for real: a small CrossEncoder orders what was found; what is none is told in one line."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.vectorstore import cross_encoders, shelf
from vectorstore.chroma import Filters
from vectorstore.codec import StoredPassage
from vectorstore.errors import CrossEncoderError
from vectorstore.hybrid import HybridSearch, Part
from vectorstore.reranker import TOP, Reranker

pytestmark = pytest.mark.skipif(find_spec("sentence_transformers") is None, reason="needs the extra `models`")
QUESTION = "港の混雑はどこで分かりますか"
HOME, OTHER = shelf.source("a"), shelf.source("b", publisher="白浜県")
PASSAGES = [
    shelf.section(f"p{n:02}", f"港の混雑の案内は{w}です。", HOME) for n, w in enumerate("あいうえおかきくけこさしす")
]
PASSAGES += [
    shelf.section(f"q{n:02}", f"港の波高の公開は{w}です。", OTHER) for n, w in enumerate("たちつてとなにぬねのまみ")
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return cross_encoders.build(tmp_path_factory.mktemp("models") / "reranker")


@pytest.fixture(scope="module")
def part(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Part]:
    made = shelf.part(tmp_path_factory.mktemp("index"), PASSAGES)
    yield made
    made.dense.close()


@pytest.fixture(scope="module")
def reranker(folder: Path) -> Reranker:
    return Reranker.opened(str(folder))


def _expected(folder: Path, question: str, passages: list[StoredPassage]) -> list[str]:
    """The order that the library itself gives."""
    from sentence_transformers import CrossEncoder

    model = CrossEncoder(str(folder), local_files_only=True)
    told = model.predict([(question, p.passage.embedding_text) for p in passages], show_progress_bar=False)
    return [p.passage.id for _, p in sorted(zip(-told, passages, strict=True), key=lambda pair: float(pair[0]))]


def test_the_model_decides_the_order_of_what_was_found(folder: Path, part: Part, reranker: Reranker) -> None:
    plain, with_it = HybridSearch([part], "青波県"), HybridSearch([part], "青波県", reranker=reranker)
    vector = shelf.Pieces().embed_queries([QUESTION])[0]
    before = plain.search(QUESTION, vector, TOP)
    after = with_it.search(QUESTION, vector, TOP)
    assert [p.passage.id for p, _ in after] == _expected(folder, QUESTION, [p for p, _ in before])
    assert [p.passage.id for p, _ in after] != [p.passage.id for p, _ in before]
    assert {p.passage.id for p, _ in after} == {p.passage.id for p, _ in before}
    assert [score for _, score in after] == [score for _, score in before]  # they fall as before
    assert shelf.ranked(with_it, QUESTION, 3) == [p.passage.id for p, _ in after[:3]]


def test_only_the_first_are_read_and_filters_hold(part: Part, reranker: Reranker) -> None:
    found = [(p, 1.0 - n / 100) for n, p in enumerate([*PASSAGES, *PASSAGES])]
    after = reranker.reordered(QUESTION, found)
    assert after[TOP:] == found[TOP:] and {p.passage.id for p, _ in after[:TOP]} == {
        p.passage.id for p, _ in found[:TOP]
    }
    search = HybridSearch([part], "青波県", reranker=reranker)
    only = shelf.ranked(search, QUESTION, 5, Filters(publishers=("白浜県",)))
    assert len(only) == 5 and all(name.startswith("q") for name in only)
    assert reranker.reordered(QUESTION, []) == [] and shelf.ranked(search, QUESTION, 0) == []


def test_named_publishers_still_take_turns(part: Part, reranker: Reranker) -> None:
    search = HybridSearch([part], "青波県", reranker=reranker)
    first = shelf.ranked(search, "青波県と白浜県の港の混雑", 6)
    assert [name[0] for name in first] in (list("pqpqpq"), list("qpqpqp"))


def test_odd_questions_and_threads(reranker: Reranker) -> None:
    found = [(p, 0.5) for p in PASSAGES]
    asked = ["", "\0\ud800", "あ" * 5000, "🎌", QUESTION]
    expected = [reranker.reordered(q, found) for q in asked]
    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(lambda q: reranker.reordered(q, found), asked)) == expected


def _refused(name: str, said: str) -> None:
    with pytest.raises(CrossEncoderError, match=said) as error:
        Reranker.opened(name)
    assert "\n" not in str(error.value)


def test_what_is_no_reranker_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "config.json").write_bytes(b"\xff\xfe{")
    _refused(str(tmp_path / "nowhere"), "no such folder.*set reranker")
    _refused(str(tmp_path / "empty"), "holds no model.*set reranker")
    _refused(str(tmp_path / "broken"), "holds no model.*set reranker")
    _refused("aonami/no-such-reranker", "the reranker .* is not on this machine.*set reranker")
    _refused(str(cross_encoders.build_encoder(tmp_path / "encoder")), "not trained to compare.*set reranker")
    _refused(str(cross_encoders.build(tmp_path / "nli", cross_encoders.LABELS)), "gives 3 scores.*another model")
