"""Text keeps its places through every step: folding, joining, slicing, and the short form of the map."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ingest.models import Span
from ingest.normalise import (
    RADICALS,
    Mapped,
    fold_nfkc,
    fold_width,
    heading_text,
    join_lines,
    nfkc,
    squeeze,
    tidy_spaces,
)

# Characters that decompose, compose, or take two code units elsewhere.
ODD = "⺠⻑⻲ｶﾞﾊﾟﾎﾟｱﾞ㎡①②㈱ﷺ各각각กำ\u0301\u0323\u3099\u309aか゛が髙﨑𠮷𩸽👨\u200d👩Ⅳ½㍻ﬁÅÅ～〜－ー　 \u00a0"
texts = st.text(st.one_of(st.characters(), st.sampled_from(ODD)), max_size=60)
spaced = st.text(st.sampled_from("あ漢ABｱﾞ12％ \u3000\t①。"), max_size=40)


@given(texts)
@example("ｶﾞｷﾞ ㎡①ﷺ")
@example("각" + "\u1100\u1161\u11a8")
@example("\u0301\u0323a\u0323\u0301")
@example("か\u3099は\u309a𠮷")
@example("\ud800a")
def test_nfkc_is_that_of_unicodedata(text: str) -> None:
    assert fold_nfkc(Mapped.of(text)).text == nfkc(text) == unicodedata.normalize("NFKC", text).translate(RADICALS)


@given(texts)
def test_every_folded_character_comes_from_its_range(text: str) -> None:
    for fold in (fold_nfkc, fold_width):
        folded = fold(Mapped.of(text))
        for i, char in enumerate(folded.text):
            stands = Mapped.of(text, folded.starts[i], folded.ends[i])
            assert char in fold(stands).text
            assert 0 <= folded.starts[i] < folded.ends[i] <= len(text)


@given(texts)
def test_places_never_go_back(text: str) -> None:
    folded = fold_nfkc(Mapped.of(text))
    assert list(folded.starts) == sorted(folded.starts)
    assert list(folded.ends) == sorted(folded.ends)


def test_width_folding_keeps_what_readers_need() -> None:
    assert fold_width(Mapped.of("ＡＢ１２．５％ｶﾞﾊﾟｯ①㎡〜")).text == "AB12.5%ガパッ①㎡〜"


@given(st.lists(spaced, min_size=1, max_size=6))
def test_joined_lines_keep_every_character_but_blanks(lines: list[str]) -> None:
    source = "\n".join(lines)
    parts, at = [], 0
    for line in lines:
        parts.append(Mapped.at(line, at))
        at += len(line) + 1
    joined = join_lines(parts)
    assert squeeze(fold_nfkc(joined).text) == squeeze(nfkc("".join(lines)))
    for start, end in zip(joined.starts, joined.ends, strict=True):
        assert 0 <= start <= end <= len(source)


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["情報シス", "テム"], "情報システム"),
        (["Digital", "Transformation は"], "Digital Transformationは"),
        (["令和 5", "年度"], "令和5年度"),
        (["  字下げ ", "", "　続き"], "字下げ続き"),
        (["ｶ", "ﾞ"], "\u30ac"),
    ],
)
def test_hard_wraps(lines: list[str], joined: str) -> None:
    at = 0
    parts = []
    for line in lines:
        parts.append(Mapped.at(line, at))
        at += len(line) + 1
    assert join_lines(parts).text == joined


@given(texts, st.integers(0, 5))
def test_runs_give_the_map_back(text: str, offset: int) -> None:
    folded = fold_nfkc(Mapped.at(text, offset))
    again = Mapped.from_runs(folded.text, folded.runs())
    assert (again.starts, again.ends) == (folded.starts, folded.ends)


@given(st.lists(spaced, min_size=1, max_size=5))
def test_runs_of_joined_lines_give_the_map_back(lines: list[str]) -> None:
    at, parts = 0, []
    for line in lines:
        parts.append(Mapped.at(line, at))
        at += len(line) + 1
    joined = join_lines(parts)
    again = Mapped.from_runs(joined.text, joined.runs())
    placed = [i for i in range(len(joined)) if joined.ends[i] > joined.starts[i]]
    assert [(again.starts[i], again.ends[i]) for i in placed] == [(joined.starts[i], joined.ends[i]) for i in placed]


@given(texts, st.integers(0, 60), st.integers(0, 60))
def test_slices_and_spans_stay_inside(text: str, a: int, b: int) -> None:
    whole = fold_width(Mapped.of(text))
    part = whole.slice(min(a, b), max(a, b))
    assert part.text == whole.text[min(a, b) : max(a, b)]
    if part.text:
        span = part.span()
        assert 0 <= span.start < span.end <= len(text)
        assert fold_width(Mapped.of(text, *span)).text.find(part.text) >= 0
        assert part.spans(0)[0].start == span.start and part.spans(0)[-1].end == span.end


@given(spaced)
def test_strip_takes_blanks_off_both_ends(text: str) -> None:
    stripped = Mapped.of(text).strip()
    assert stripped.text == text.strip(" \t\u3000")
    assert all(text[s:e] == c for s, e, c in zip(stripped.starts, stripped.ends, stripped.text, strict=True))


@given(spaced, st.integers(0, 40), st.integers(0, 40))
def test_without_and_keep(text: str, a: int, b: int) -> None:
    left_out = Span(min(a, b), max(a, b))
    assert Mapped.of(text).without([left_out]).text == text[: left_out.start] + text[left_out.end :]
    kept = Mapped.of(text).keep(lambda i: not left_out.start <= i < left_out.end)
    assert kept == Mapped.of(text).without([left_out])
    assert Mapped.of(text).without([]) == Mapped.of(text)


@given(spaced)
def test_tidied_blanks(text: str) -> None:
    tidied = tidy_spaces(Mapped.of(text)).text
    assert squeeze(tidied) == squeeze(text)
    assert "  " not in tidied and tidied == tidied.strip()


def test_spans_split_where_much_is_skipped() -> None:
    source = "12" + "あ" * 30 + "(R2)"
    mapped = Mapped.of(source, 0, 2) + Mapped.of(source, 32)
    assert mapped.spans(20) == (Span(0, 2), Span(32, 36))
    assert mapped.spans(40) == (Span(0, 36),)


def test_inserted_characters_have_no_place() -> None:
    mapped = Mapped.of("あい") + Mapped.inserted("、", 2)
    assert mapped.runs() == ((0, 2, 0, 2),)
    assert mapped.span() == Span(0, 2)
    with pytest.raises(ValueError, match="no character"):
        mapped.slice(2).span()
    with pytest.raises(ValueError, match="length"):
        Mapped("あ", (), ())


def test_a_radical_is_found_as_the_kanji_that_it_looks_like() -> None:
    text = "住⺠の⻘い⾏政"
    assert nfkc(text) == fold_nfkc(Mapped.of(text)).text == "住民の青い行政"
    assert all(0x4E00 <= ord(kanji) <= 0x9FFF for kanji in "".join(map(chr, RADICALS.values())))
    assert heading_text("住⺠ の 窓口") == "住⺠の窓口"  # a path is compared from outside, by NFKC alone
