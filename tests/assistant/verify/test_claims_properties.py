"""Properties: a quotation carries itself, a changed digit never passes, no input breaks the verifier."""

from __future__ import annotations

import re

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assistant.verify.claims import Kind, Support, check
from assistant.verify.folding import fold

FIGURES = st.one_of(
    st.integers(2, 99_999_999).map(lambda n: f"{n:,}"),
    st.integers(2, 1_899).map(str),
    st.decimals(1, 9_999, places=1).map(str),
)
UNITS = st.sampled_from(["人", "件", "箇所", "％", "回", "市町村", "千円", "時間"])
WORDS = st.text(
    st.sampled_from("港船橋の人口は増減R5令和年度月日1,203.％①（）「」、。ないません３AIか所未達成-〜 \n"), max_size=60
)


@settings(max_examples=150, deadline=None)
@given(WORDS, st.lists(WORDS, max_size=2))
def test_a_sentence_equal_to_its_quotation_passes(text: str, context: list[str]) -> None:
    assume(fold(text).strip())
    assert check(text, [Support(text, tuple(context))]).ok


@settings(max_examples=150, deadline=None)
@given(FIGURES, UNITS, st.data())
def test_a_changed_digit_fails(figure: str, unit: str, data: st.DataObject) -> None:
    place = data.draw(st.sampled_from([m.start() for m in re.finditer(r"\d", figure)]))
    digit = data.draw(st.sampled_from([d for d in "123456789" if d != figure[place]]))
    changed = figure[:place] + digit + figure[place + 1 :]
    evidence = [Support(f"港の利用は{figure}{unit}でした。", (), ("第1章港",), "計画", "宮城県")]
    assert check(f"港の利用は{figure}{unit}となりました。", evidence).ok
    verdict = check(f"港の利用は{changed}{unit}となりました。", evidence)
    assert {f.kind for f in verdict.faults} & {Kind.NUMBER, Kind.UNIT, Kind.YEAR}  # 1900 may be either


@settings(max_examples=100, deadline=None)
@given(st.integers(1990, 2060), st.integers(1990, 2060), st.booleans())
def test_years_are_compared_in_any_spelling(told: int, claimed: int, era: bool) -> None:
    def spelt(year: int) -> str:
        if not era:
            return f"{year}年度"
        return f"令和{year - 2018}年度" if year > 2019 else f"平成{year - 1988}年度" if year < 2019 else "令和元年度"

    evidence = [Support(f"{told}年度に港の予約を始めました。")]
    assert check(f"{spelt(claimed)}から港の予約が始まりました。", evidence).ok is (told == claimed)


@settings(max_examples=150, deadline=None)
@given(WORDS, st.lists(st.builds(Support, WORDS, st.tuples(WORDS)), max_size=3))
def test_no_input_breaks_it_and_it_is_pure(text: str, support: list[Support]) -> None:
    assert check(text, support) == check(text, support)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_is_borne(text: str, quote: str) -> None:
    check(text, [Support(quote)])
