"""Coverage by readings: what is typed in kana or misspelt meets what is written in kanji."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.analysis import terms_and_reading
from vectorstore.readings import PIECE, Readings, build, pieces

TEXTS = ["原子力防災アプリの導入", "結婚支援センターの運営", "河川流域情報システム", ""]


@pytest.fixture
def readings(tmp_path: Path) -> Readings:
    build(tmp_path, [terms_and_reading(text)[1] for text in TEXTS])
    return Readings(tmp_path, len(TEXTS))


@pytest.mark.parametrize(
    ("question", "best"),
    [("げんしりょくぼうさいあぷり", 0), ("けっこんしえん", 1), ("かせんりゅういき", 2), ("結婚支緩センター", 1)],
)
def test_kana_and_misspellings_find(readings: Readings, question: str, best: int) -> None:
    covered = readings.coverage(terms_and_reading(question)[1])
    assert covered.argmax() == best and covered[best] > 0


def test_nothing_in_common_is_zero(readings: Readings) -> None:
    for reading in ("", "ア", "ヌヌヌヌヌ"):
        assert not readings.coverage(reading).any()


def test_an_empty_index(tmp_path: Path) -> None:
    build(tmp_path, [])
    assert Readings(tmp_path, 0).coverage("アイウエオ").shape == (0,)


def test_an_index_of_other_passages_is_refused(tmp_path: Path) -> None:
    build(tmp_path, ["アイウエオ", "カキクケコ"])
    with pytest.raises(ValueError, match="do not fit"):
        Readings(tmp_path, 1)


@given(st.text("アイウエオカキ", max_size=30), st.lists(st.text("アイウエオカキ", max_size=30), max_size=5))
def test_coverage_is_a_share_and_full_for_itself(question: str, others: list[str]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        build(Path(name), [question, *others])
        covered = Readings(Path(name), 1 + len(others)).coverage(question)
    assert np.all((covered >= 0) & (covered <= 1 + 1e-6))
    assert covered[0] == pytest.approx(1.0 if len(question) >= PIECE else 0.0)
    assert np.all(covered <= covered[0] + 1e-6)


@given(st.text(max_size=40))
def test_pieces_are_distinct_and_ordered(text: str) -> None:
    found = pieces(text).tolist()
    assert found == sorted(set(found))
