"""Lines joined to paragraphs, titles and items.

Lines go in (without tables, footnotes, furniture), `Block`s come out for `outline`. Hard-wrapped
lines become one block; a block never holds two items or a title with its text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest import marks
from ingest.lines import Line, is_page_number
from ingest.marks import Mark, Style
from ingest.models import Span
from ingest.normalise import SPACES, Mapped, join_lines

_OPENINGS = (
    "例えば・・・",
    "例えば…",
    "（例）",
    "例）",
    "出典",
    "資料：",
    "（参考）",
    "<参考>",
    "＜参考＞",
    "注）",
    "※",
)
_CLOSERS = "。．！？!?」）)】』"


@dataclass(frozen=True)
class Block:
    """One or more lines that belong together.

    `text` is ready to read and holds the whole block; `title` is the same without its mark.
    `gap` is the number of blank lines before it; `line_count` how many lines were joined.
    """

    first_line: int
    last_line: int
    text: Mapped
    raw: str
    mark: Mark | None
    gap: int
    line_count: int
    page_top: bool
    indent: int

    @property
    def is_sentence(self) -> bool:
        """Whether the block reads as sentences rather than as a title."""
        return marks.is_sentence(self.text.text)


@dataclass(frozen=True)
class Convention:
    """How this document sets its lines.

    `closing_blank`: a blank at a line's end closes a paragraph (as some PDF extractors leave it).
    `spacing`: the usual number of blank lines between two lines of one paragraph.
    """

    closing_blank: bool
    spacing: int


def build(lines: Sequence[Line], noted: Sequence[Span], heads: frozenset[int]) -> list[Block]:
    """The blocks of `lines` (those left over by tables and notes), marks of footnotes left out."""
    rule = convention(lines)
    near = _near_widths(lines, rule)
    groups: list[list[Line]] = []
    for line in lines:
        if is_page_number(line.stripped):
            continue
        if groups and _vertical(groups[-1], line):
            groups[-1].append(line)
            continue
        if (
            groups
            and len(line.stripped) > 1
            and groups[-1][-1].index not in heads
            and line.index not in heads
            and _joined(groups[-1], line, rule, near[line.index])
        ):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_block(group, noted) for group in groups]


def _near_widths(lines: Sequence[Line], rule: Convention) -> dict[int, int]:
    """For each line the width at which text near by wraps.

    In a text set with blank lines, lines without one between them are a box of its own width.
    """
    out = {line.index: max(x.width for x in lines[max(0, k - 5) : k + 5]) for k, line in enumerate(lines)}
    if rule.spacing:
        for run in _boxes(lines):
            widest = max(x.width for x in run)
            out.update((x.index, widest) for x in run)
    return out


def _boxes(lines: Sequence[Line]) -> list[list[Line]]:
    """Runs of three lines or more without a blank one between them."""
    runs: list[list[Line]] = []
    for line in lines:
        if runs and not line.blank_before and line.index == runs[-1][-1].index + 1:
            runs[-1].append(line)
        else:
            runs.append([line])
    return [run for run in runs if len(run) >= 3]


def _vertical(group: list[Line], line: Line) -> bool:
    """Vertical text: one character a line."""
    return (
        len(line.stripped) == 1
        and len(group) < 40
        and all(len(x.stripped) == 1 for x in group)
        and line.index - group[-1].index == 1
    )


def convention(lines: Sequence[Line]) -> Convention:
    """Learns how lines are set from those whose beginning is sure (marked lines)."""
    sure = [
        (a, b)
        for a, b in zip(lines, lines[1:], strict=False)
        if b.index == a.index + 1 and marks.parse(b.stripped) is not None
    ]
    closed = sum(a.text[-1:] in (" ", "\u3000") for a, _ in sure)
    overall = sum(line.text[-1:] in (" ", "\u3000") for line in lines)
    closing = len(sure) >= 10 and closed >= 0.8 * len(sure) and overall <= 0.75 * len(lines)
    gaps = [line.blank_before for line in lines[1:]]
    wide = [
        b.blank_before
        for a, b in zip(lines, lines[1:], strict=False)
        if a.stripped[-1:] not in _CLOSERS and a.width >= 50
    ]
    sample = wide or gaps
    counts = Counter(sample)
    spacing = max(sorted(counts), key=counts.__getitem__, default=0)
    return Convention(closing, min(spacing, 2))


def _joined(group: list[Line], line: Line, rule: Convention, near: int) -> bool:
    """Whether `line` goes on with the paragraph that `group` began."""
    last = group[-1]
    if line.index != last.index + 1 and line.index - last.index > 3:
        return False
    if _opens(line):
        return _cut_word(group, line, rule)
    first_mark = marks.parse(group[0].stripped)
    if first_mark and first_mark.style is Style.MARKDOWN:
        return False
    if rule.closing_blank and line.blank_before <= max(rule.spacing, 1):
        if last.text[-1:] in (" ", "\u3000"):
            # Items of a list carry the closing blank on each of their lines.
            item = first_mark and first_mark.style in (Style.BULLET, Style.SYMBOL, Style.NOTE)
            return bool(item) and last.width >= 60 and last.stripped[-1:] not in "。．"
        return not (first_mark and first_mark.style is Style.BRACKET)
    if line.text[:1] in ("\u3000", "\t") or line.blank_before > rule.spacing + 1:
        return False
    if line.blank_before > rule.spacing:
        # A box set wider than the text around it goes on over its blank lines.
        goes_on = last.width >= max(0.88 * near, 40) and _continuity(group, line, near) >= 3
        if last.blank_before != line.blank_before or not goes_on:
            return False
    if last.stripped[-1:] in "。．！？!?" or line.stripped[:1] in "【■●◆":
        return False
    if first_mark and first_mark.style is Style.BRACKET:
        return False
    return _continuity(group, line, near) >= 2


_TITLE_END = re.compile(
    r"(?:推進|整備|充実|支援|取組み?|について|方針|対策|促進|向上|活用|導入|強化|確保|概要|課題|状況|振興|育成|構築|保全|連携|見直し|改革|計画|事業|一覧|体制|目標|目的|要旨)$"
)
_DATA_START = re.compile(
    r"(?:R|Ｒ|H|令和|平成|20\d\d)\s?[\d０-９元]|[\d０-９]+\s?(?:件|人|事業|回|自治体|億|万|%|％)|[①-⑳]|目標|達成率"
)
_LINE_START_BANNED = "、。，．）」』】〕・ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々％%"


def _continuity(group: list[Line], line: Line, near: int) -> int:
    """How strongly `line` reads as the rest of what `group` began: 2 and more joins them."""
    last = group[-1]
    left, right = last.stripped, line.stripped
    score = 0
    own = [x.width for x in group[-8:]]
    if len(own) >= 2 and min(own) >= 0.85 * max(own):
        near = min(near, max(own))
    if last.width >= 0.88 * near and last.width >= 40:
        score += 2
    elif last.width >= 0.85 * near and last.width >= 14 and not line.blank_before:
        score += 1
    elif last.width < 0.6 * near:
        score -= 1
    if right[0] in _LINE_START_BANNED or is_hiragana(right[0]):
        score += 2
    if marks.ends_mid_phrase(left):
        score += 1
    kinds = (_script(left[-1]), _script(right[0]))
    if kinds == ("katakana", "katakana"):
        score += 2
    elif kinds in (("kanji", "kanji"), ("latin", "latin")):
        score += 1
    if _DATA_START.match(right) and not _cut_figure(group, right, near):
        score -= 2
    if _TITLE_END.search(left) and len(group) == 1:
        score -= 1
    return score


def _cut_figure(group: list[Line], right: str, near: int) -> bool:
    """Whether a full line of running text ends within a figure (条例定数62 / 0人に対し)."""
    left = group[-1].stripped
    running = len(group) > 1 or any(c in "。、" for c in left)
    return running and left[-1].isdigit() and right[0].isdigit() and group[-1].width >= 0.88 * near


def is_hiragana(char: str) -> bool:
    """Whether `char` is hiragana."""
    return "\u3041" <= char <= "\u309f"


def _script(char: str) -> str:
    if is_hiragana(char):
        return "hiragana"
    if "\u30a1" <= char <= "\u30ff":
        return "katakana"
    if "\u3400" <= char <= "\u9fff":
        return "kanji"
    return "latin" if char.isalpha() else "other"


def _opens(line: Line) -> bool:
    """Whether a line begins something of its own."""
    text = line.stripped
    mark = marks.parse(text)
    if mark is not None:
        return not (
            mark.style in (Style.NUMBER, Style.KANJI, Style.LATIN, Style.ROMAN)
            and marks.is_sentence(text)
            and len(mark.title) < 8
        )
    return text.startswith(_OPENINGS)


def _cut_word(group: list[Line], line: Line, rule: Convention) -> bool:
    """A line that only looks marked: the paragraph before it is plainly not at its end."""
    mark = marks.parse(line.stripped)
    if mark is None or mark.style not in (
        Style.PAREN,
        Style.HALF_PAREN,
        Style.NUMBER,
        Style.NOTE,
        Style.BULLET,
        Style.SYMBOL,
        Style.LABEL,
        Style.MULTI,
    ):
        return False
    last = group[-1]
    if rule.closing_blank:
        open_end = last.text[-1:] not in (" ", "\u3000") and last.stripped[-1:] != "。"
        return open_end and mark.style is not Style.BULLET and last.width >= 60
    return False


def _block(group: list[Line], noted: Sequence[Span]) -> Block:
    parts = [line.mapped.without(s for s in noted if s.start < line.end and s.end > line.start) for line in group]
    text = join_lines(parts)
    first = group[0]
    raw = " ".join(p.text.strip(SPACES) for p in parts) if len(parts) > 1 else parts[0].text.strip(SPACES)
    return Block(
        first.index,
        group[-1].index,
        text,
        raw,
        marks.parse(parts[0].text.strip(SPACES)) if len(parts) == 1 else _long_mark(parts),
        first.blank_before,
        len(group),
        first.page_top,
        len(first.text) - len(first.text.lstrip(SPACES)),
    )


def _long_mark(parts: Sequence[Mapped]) -> Mark | None:
    """The mark of a block of several lines, its title over all of them."""
    mark = marks.parse(parts[0].text.strip(SPACES))
    if mark is None:
        return None
    rest = "".join(p.text.strip(SPACES) for p in parts[1:])
    return Mark(mark.style, mark.key, mark.value, mark.numbers, mark.title + rest, mark.title_start)
