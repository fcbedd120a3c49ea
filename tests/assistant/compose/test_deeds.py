"""What is done in a field in place of how it stands there, where the question asks for what is done."""

from __future__ import annotations

import pytest

from assistant.compose import deeds, prose
from assistant.compose.asked import read
from assistant.compose.prose import Candidate
from tests.assistant.compose.test_prose import passages

BOOK = passages("""# 青波市デジタル計画

## 港の管理

### 【現状・課題】

港の岸壁が古くなり、管理する人が足りません。岸壁の傷みも進んでいます。

### 【取組方針】

港の岸壁を無人機で調べます。岸壁の管理に市民が加わります。

## 学校

### 【現状・課題】

学校の端末が古くなっています。先生の手間も増えています。
""")


def candidates(*scores: float) -> list[Candidate]:
    units = [(p, a, b) for p in BOOK if p.passage.path and not p.passage.lists for a, b, _ in prose.units(p.passage)]
    found = [Candidate(p, a, b, s, frozenset()) for (p, a, b), s in zip(units, scores, strict=True)]
    return sorted(found, key=lambda c: -c.score)


def ordered(question: str, *scores: float) -> list[str]:
    found = candidates(*scores)
    field = deeds.field(read(question), found)
    return [c.text for c in (deeds.first(field, found, found) if field else found)]


DONE = ["港の岸壁の管理について市は何をしますか", "港の岸壁をどう管理していくつもりですか", "岸壁の老朽化への対策は"]
STANDS = ["港の岸壁の課題は何ですか", "港の岸壁はなぜ管理が難しいのですか", "港の岸壁は今どうなっていますか"]


@pytest.mark.parametrize("question", DONE)
def test_what_is_done_comes_in_place_of_the_situation(question: str) -> None:
    found = ordered(question, 3.0, 2.8, 2.6, 2.5, 1.0, 0.9)
    assert found[0] == "港の岸壁を無人機で調べます。"
    assert not any("足りません" in t or "傷み" in t for t in found) and "学校の端末が古くなっています。" in found


@pytest.mark.parametrize("question", STANDS)
def test_who_asks_for_the_situation_gets_it(question: str) -> None:
    assert ordered(question, 3.0, 2.8, 2.6, 2.5, 1.0, 0.9)[0].startswith("港の岸壁が古くなり")


def test_what_is_done_far_below_or_elsewhere_moves_nothing() -> None:
    assert ordered(DONE[0], 3.0, 2.8, 1.5, 1.4, 1.0, 0.9)[0].startswith("港の岸壁が古くなり")
    assert ordered("学校の端末について市は何をしますか", 1.0, 0.9, 2.0, 1.9, 3.0, 2.8)[0].startswith("学校の端末")
