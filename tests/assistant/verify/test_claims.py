"""What the evidence carries passes in free wording; what it does not is named by its kind."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest

from assistant.answer import Citation, ContextSpan
from assistant.verify.claims import Kind, Support, check
from tests.assistant.verify.shelf import (
    CHANGE,
    HARBOUR,
    MISSED,
    PLAN,
    RATES,
    RESULT,
    SIGNED,
    TARGET,
    TWO_ITEMS,
    prose,
)


def _kinds(text: str, *support: Support) -> set[Kind]:
    return {f.kind for f in check(text, support).faults}


@pytest.mark.parametrize(
    ("text", "support"),
    [
        ("R5年度末の予約箇所数は1,023箇所でした。", [RESULT]),
        ("令和5年度末における桟橋の予約箇所数の実績は１０２３か所です。[1]", [RESULT]),
        ("2023年度末の実績値は1,023カ所となっています。", [RESULT]),
        ("「桟橋予約事業」の予約箇所数は、R5年度末の目標値が980箇所、実績値が1,023箇所です。", [TARGET, RESULT]),
        ("R5年度末の実績値は1,023箇所で、目標値の980箇所を上回りました。", [TARGET, RESULT]),
        ("「みなと県港湾計画（2021～2024）」によると、実績値は1,023箇所です。", [RESULT]),
        ("港の混雑を減らすために2022年度に「なみ予約」が導入され、待ち時間は30％短くなったとされています。", [HARBOUR]),
        ("県は「なみ予約」を導入しました。", [HARBOUR]),
        ("漁港にも広げることを検討するとしています。", [PLAN]),
        ("電子決裁率は、59.6％（R3）から79.2％（R5）に上がりました。", [RATES]),
        ("令和5年度の電子決裁率は79.2パーセントです。", [RATES]),
        ("船上勤務の回数は377人/年です。", [TWO_ITEMS]),
        ("宮城県の人口は2035年に20万5千人減ります。", [CHANGE]),
        ("目標は達成できませんでした。", [MISSED]),
        ("目標は未達成です。", [MISSED]),
        ("協定は2021年3月に結ばれました。", [SIGNED]),
    ],
)
def test_true_sentences_pass(text: str, support: Sequence[Support]) -> None:
    assert check(text, support).faults == ()


@pytest.mark.parametrize(
    ("text", "support", "kind"),
    [
        ("R5年度末の予約箇所数は1,024箇所でした。", [RESULT], Kind.NUMBER),
        ("R5年度末の予約箇所数は1,023人でした。", [RESULT], Kind.UNIT),
        ("R4年度末の予約箇所数は1,023箇所でした。", [RESULT], Kind.YEAR),
        ("令和5年末の予約箇所数は1,023箇所でした。", [RESULT], Kind.YEAR),
        ("予約箇所数の目標値は1,023箇所です。", [RESULT], Kind.LABEL),
        ("予約箇所数の目標値は1,023箇所、実績値は980箇所です。", [TARGET, RESULT], Kind.LABEL),
        ("R3の電子決裁率は79.2％です。", [RATES], Kind.LABEL),
        ("R5年度末の実績値は1,023箇所で、目標値の980箇所を下回りました。", [TARGET, RESULT], Kind.COMPARISON),
        ("受講者数の実績値は1,023箇所です。", [RESULT], Kind.SUBJECT),
        ("船上勤務の回数は16％です。", [TWO_ITEMS], Kind.SUBJECT),
        ("富山県の予約箇所数は1,023箇所です。", [RESULT], Kind.PUBLISHER),
        ("予約箇所数は1,023箇所ではありません。", [RESULT], Kind.NEGATION),
        ("宮城県の人口は2035年に20万5千人増えます。", [CHANGE], Kind.COMPARISON),
        ("宮城県の人口は2035年に205人減ります。", [CHANGE], Kind.UNIT),
        ("県は「かぜ予約」を導入しました。", [HARBOUR], Kind.NAME),
        ("待ち時間は3割長くなりました。", [HARBOUR], Kind.COMPARISON),
        ("「なみ予約」は導入されませんでした。", [HARBOUR], Kind.NEGATION),
        ("「なみ予約」で利用者の満足度が上がりました。", [HARBOUR], Kind.WORDS),
        ("漁港へ拡大しました。", [PLAN], Kind.TENSE),
        ("目標を達成しました。", [MISSED], Kind.NEGATION),
        ("周知は浸透しています。", [MISSED], Kind.NEGATION),
        ("協定は令和3年4月26日に結びました。", [SIGNED], Kind.DATE),
        ("協定は令和3年3月26日に佐藤さんと結びました。", [SIGNED], Kind.NAME),
    ],
)
def test_what_the_evidence_does_not_carry_is_named(text: str, support: Sequence[Support], kind: Kind) -> None:
    verdict = check(text, support)
    assert not verdict.ok
    assert kind in {f.kind for f in verdict.faults}


def test_without_support_nothing_is_said() -> None:
    assert _kinds("予約箇所数は1,023箇所です。") == {Kind.SUPPORT}
    assert _kinds("  ", RESULT) == {Kind.SUPPORT}


def test_a_figure_needs_quotation_or_context_not_a_heading() -> None:
    heading = Support("混雑が減りました。", (), ("第2章", "令和3年度に7港で始めた予約"), "計画", "宮城県")
    assert Kind.YEAR in _kinds("令和3年度に混雑が減りました。", heading)
    assert check("「令和3年度に7港で始めた予約」では、混雑が減りました。", [heading]).ok


def test_pieces_of_one_quotation_are_one() -> None:
    pieces = [prose("港の混雑を減らすため、令和4年度に予約を導入し、"), prose("待ち時間が3割短くなりました。")]
    assert check("港の混雑を減らすため、令和4年度に予約を導入し、待ち時間が3割短くなりました。", pieces).ok
    assert check("令和4年度の予約の導入で待ち時間が3割短くなりました。", pieces).ok


def test_a_citation_makes_a_support() -> None:
    citation = Citation(
        number=1,
        document_id="d",
        document_title="計画",
        publisher="宮城県",
        edition="official",
        path=("第1章",),
        page=None,
        quote="1,023",
        start=0,
        end=5,
        context=(ContextSpan(quote="予約箇所数（箇所）", start=6, end=15),),
    )
    made = Support.of(citation, period="令和5年度")
    assert made == Support("1,023", ("予約箇所数（箇所）",), ("第1章",), "計画", "宮城県", "令和5年度")
    assert check("予約箇所数は1,023箇所です。", [made]).ok


def test_a_footnote_keeps_its_number() -> None:
    note = prose("「なみ」とは、港の予約のこと。", "本県は「なみ」８を進めます。")
    assert check("注8 「なみ」とは、港の予約のこと。", [note]).ok
    assert _kinds("注9 「なみ」とは、港の予約のこと。", note) == {Kind.NUMBER}


def test_a_check_is_fast() -> None:
    check("予約箇所数は1,023箇所です。", [RESULT])
    begin = time.process_time()
    for n in range(100):
        check(f"R5年度末の予約箇所数の実績値は1,{n:03}箇所で、目標値の980箇所とは異なります。", [RESULT, TARGET])
    assert (time.process_time() - begin) / 100 < 0.05  # 1 ms here; a crowded machine takes longer
