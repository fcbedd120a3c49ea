"""Which blocks could be headings: the candidates that `levels` then sets into a tree.

Blocks and tables go in, `Item`s come out. A marked block is a candidate when it reads as a title; a
numbered or symbol run with nothing between its members is a list; a block without mark is a
candidate when it is short, stands alone and a text, a list or a table follows; a title may
carry its number at its end when such numbers run on (1, 2, 3, 1, 2 …).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest import marks
from ingest.blocks import Block
from ingest.marks import COUNTED, Mark, Style
from ingest.normalise import heading_text, nfkc, squeeze
from ingest.tables.model import Table

MAX_TITLE = 64
_TRAILING = re.compile(r"^(?P<title>.*[^\d\s,.．、年月第約\-－~～:：/])(?P<n>\d{1,2})$")
_STRUCTURAL = {Style.PART, Style.CHAPTER, Style.SECTION, Style.SUBSECTION, Style.MARKDOWN, Style.HEAD, Style.CONTENTS}
_ITEM_STYLES = {Style.BULLET, Style.NOTE}
_FIGURE_LINE = re.compile(
    r"(?:\d[\d,.]*\s?(?:千円|万円|億円|円|件|人|回|事業|箇所|%|h|者|自治体|社|台)\s*)+$|^[\d,.%～~\-−－/ ]+$"
)
_NO_TITLE_START = re.compile(
    r"^(?:※|＊|出典|資料[:：]|注[)）:：]|例えば|など|また、|なお、|さらに|～|~|↗|→|＼|\$|<u>|[（(](?!参考|案|資料|仮))|^[\d,.％%]+$"
)


@dataclass(frozen=True)
class Key:
    """What kind of heading: marks of one kind stand on one level within their parent."""

    style: Style
    form: str = ""


@dataclass(frozen=True)
class Item:
    """A block or a table in reading order; `key` is set where it is a heading."""

    block: Block | None = None
    table: Table | None = None
    key: Key | None = None
    value: int = 0
    numbers: tuple[int, ...] = ()
    title: str = ""
    missing: bool = False
    opens_appendix: bool = False
    tags: frozenset[str] = field(default=frozenset())

    @property
    def is_heading(self) -> bool:
        """Whether the item is (a candidate for) a heading."""
        return self.key is not None

    @property
    def counts(self) -> bool:
        """Whether it carries a number that tells its place among its like."""
        return self.value > 0 and self.key is not None and self.key.style in COUNTED | {Style.CONTENTS, Style.MARKDOWN}

    @property
    def line(self) -> int:
        """The first line, for ordering."""
        if self.block:
            return self.block.first_line
        return self.table.first_line if self.table else -1


def items(
    blocks: Sequence[Block], tables: Sequence[Table], heads: frozenset[int], contents: dict[str, int]
) -> list[Item]:
    """Blocks and tables in reading order, with the candidates for headings marked.

    `contents` maps a folded title of the table of contents to its level from 0.
    """
    merged: list[Item] = sorted(
        [*(Item(block=b) for b in blocks), *(Item(table=t) for t in tables)], key=lambda item: item.line
    )
    spaced = blocks_are_spaced(blocks)
    out = _without_continued([_marked(item, heads, contents) for item in merged])
    out = _iroha(out)
    out = _trailing(out)
    out = _without_item_symbols(out)
    out = _plain(out, spaced)
    out = _without_lists(out)
    out = _without_bodiless_symbols(out)
    out = _without_cover(out)
    out = _without_front(out)
    return _appendices(out)


def _without_continued(found: list[Item]) -> list[Item]:
    """A numbered heading that comes again before the next of its kind heads a continued page."""
    latest: dict[Key, Item] = {}
    out: list[Item] = []
    for item in found:
        if item.key is not None and item.counts:
            last = latest.get(item.key)
            if last is not None and last.value == item.value and heading_text(last.title) == heading_text(item.title):
                continue
            latest[item.key] = item
        out.append(item)
    return out


def blocks_are_spaced(blocks: Sequence[Block]) -> bool:
    """Whether blank lines stand between most blocks, so that a title without one is none."""
    return sum(b.gap > 0 for b in blocks) >= 0.45 * len(blocks)


def _without_item_symbols(found: list[Item]) -> list[Item]:
    """A symbol that mostly opens sentences marks items, also where one of them is short."""
    uses: dict[str, list[bool]] = {}
    for item in found:
        mark = item.block.mark if item.block else None
        if item.block and mark and mark.style is Style.SYMBOL:
            uses.setdefault(mark.key, []).append(item.key is not None)
    items_only = {form for form, titles in uses.items() if sum(titles) <= 0.5 * len(titles)}
    return [
        replace(item, key=None) if item.key and item.key.style is Style.SYMBOL and item.key.form in items_only else item
        for item in found
    ]


def _without_cover(found: list[Item]) -> list[Item]:
    """In front of the first title that the table of contents lists there is no section."""
    first = next((i for i, item in enumerate(found) if item.key and item.key.style is Style.CONTENTS), None)
    if first is None:
        return found
    return [replace(item, key=None) if i < first else item for i, item in enumerate(found)]


def _without_front(found: list[Item]) -> list[Item]:
    """In front of the first counted heading a plain title needs a text of its own.

    Title, date and office on a cover, or the first of a running head, open nothing. They do
    where plain titles further down open the same numbering: then they stand above it.
    """
    first = next((i for i, item in enumerate(found) if item.key and item.key.style in COUNTED), None)
    if first is None or found[first].value != 1:
        return found
    plain = (Style.PLAIN, Style.HEAD)
    opened_again = any(
        a.key and a.key.style in plain and b.key == found[first].key and b.value == 1
        for a, b in zip(found[first:], found[first + 1 :], strict=False)
    )
    if opened_again:
        return found
    out = list(found)
    for i in range(first):
        key, below = found[i].key, found[i + 1]
        own = below.table is not None or bool(
            not below.is_heading and below.block and (below.block.is_sentence or below.block.mark)
        )
        if key is not None and key.style in plain and not own:
            out[i] = replace(found[i], key=None)
    return out


def _marked(item: Item, heads: frozenset[int], contents: dict[str, int]) -> Item:
    block = item.block
    if block is None:
        return item
    folded = heading_text(block.text.text)
    if folded in contents:
        mark = block.mark
        return replace(
            item, key=Key(Style.CONTENTS, listed_form(contents[folded], mark)), value=mark.value if mark else 0,
            numbers=mark.numbers if mark else (), title=block.text.text,
        )  # fmt: skip
    numbered = block.mark is not None and block.mark.style in COUNTED
    if block.first_line in heads and not numbered:
        return replace(item, key=Key(Style.HEAD), title=block.text.text)
    mark = block.mark
    if mark is None or mark.style in _ITEM_STYLES:
        return item
    if mark.style is Style.MARKDOWN:
        inner = marks.parse(mark.title)
        counted = inner is not None and inner.style in COUNTED
        return replace(
            item, key=Key(Style.MARKDOWN, mark.key), title=mark.title, value=inner.value if inner and counted else 0,
            numbers=inner.numbers if inner and counted else (),
        )  # fmt: skip
    title = block.text.text
    if not is_title(block) or (mark.style is Style.ARTICLE and len(title) > 30):
        return item
    if mark.style is Style.LABEL and not mark.title and _TRAILING.match(title):
        # May be a title with its number at the end; `_trailing` decides.
        return replace(item, key=Key(Style.LABEL, mark.key), value=mark.value, numbers=mark.numbers, title=title)
    return replace(item, key=Key(mark.style, mark.key), value=mark.value, numbers=mark.numbers, title=title)


def listed_form(level: int, mark: Mark | None) -> str:
    """Level and style of a title that the table of contents lists: 参考資料 does not count as a chapter."""
    return f"{level}/{mark.style if mark else Style.PLAIN}"


def is_title(block: Block) -> bool:
    """Whether a block reads as a title: short, one or two lines, no sentence."""
    text = block.text.text
    limit = MAX_TITLE if block.mark and block.mark.style in COUNTED | {Style.BRACKET} else 45
    if block.mark and block.mark.style is Style.SYMBOL and "、" in text and len(text) > 20:
        return False
    return block.line_count <= 2 and len(text) <= limit and not block.is_sentence and not re.search(r"[、，,]$", text)


def _iroha(found: list[Item]) -> list[Item]:
    """Kana marks イ, ロ, ハ counted in イロハ order where that is what they follow."""
    out = list(found)
    for style in (Style.KANA, Style.PAREN_KANA):
        kana = [i for i, item in enumerate(found) if item.key and item.key.style is style]
        letters = [marks.KANA_ORDER[found[i].value - 1] for i in kana]
        if "ロ" not in letters or "ア" in letters:
            continue
        for i, letter in zip(kana, letters, strict=True):
            value = marks.iroha_value(letter)
            out[i] = replace(out[i], key=Key(Style.IROHA, style.value), value=value, numbers=(value,))
    return out


def _trailing(found: list[Item]) -> list[Item]:
    """Titles with their number at the end, if such numbers run on over the document."""
    candidates: list[tuple[int, int]] = []
    for i, item in enumerate(found):
        block = item.block
        if block is None or (item.key and not (item.key.style is Style.LABEL and block.mark and not block.mark.title)):
            continue
        if block.mark and not item.key:
            continue
        text = nfkc(block.text.text)
        m = _TRAILING.match(text)
        if (
            not m
            or not is_title(block)
            or len(m.group("title")) < 2
            or re.search(r"[()（）]$", m.group("title"))
            and len(text) < 6
        ):
            continue
        if item.key is None and not (_followed_by_structure(found, i) or _has_body(found, i)):
            continue
        candidates.append((i, int(m.group("n"))))
    values = [v for _, v in candidates]
    steps = sum(v in (1, p + 1, p) for p, v in zip([0, *values], values, strict=False))
    if len(values) < 3 or max(values) < 2 or 1 not in values or steps < 0.7 * len(values):
        return found
    labels = [i for i, _ in candidates if found[i].key]
    if len(labels) > 0.5 * len(candidates):
        return found
    out = list(found)
    for i, value in candidates:
        block = out[i].block
        out[i] = replace(
            out[i], key=Key(Style.TRAILING), value=value, numbers=(value,), title=block.text.text if block else ""
        )
    return out


def _followed_by_structure(found: Sequence[Item], i: int) -> bool:
    """Whether a heading or a marked block comes directly behind item `i`."""
    if i + 1 >= len(found):
        return False
    following = found[i + 1]
    return following.is_heading or following.table is not None or bool(following.block and following.block.mark)


def _plain(found: list[Item], spaced: bool) -> list[Item]:
    """Titles without any mark."""
    out = list(found)
    for i in range(len(found) - 1, -1, -1):
        item = found[i]
        block = item.block
        if block is None or item.key or block.mark or not _is_plain_title(block):
            continue
        before = found[i - 1] if i else None
        if before and before.block and not before.is_heading and _runs_on(before.block):
            continue
        if not _has_body(out, i) or spaced and i and not (block.gap or block.page_top or block.indent):
            continue
        out[i] = replace(item, key=Key(Style.PLAIN), title=block.text.text)
    return out


def _is_plain_title(block: Block) -> bool:
    text = block.text.text
    bare = squeeze(text)
    if "、" in text and len(bare) > 28:
        return False
    if not (2 <= len(bare) <= 42) or block.line_count > 1 or block.is_sentence:
        return False
    if (
        _NO_TITLE_START.match(text)
        or _FIGURE_LINE.search(nfkc(text))
        or marks.ends_mid_phrase(text)
        and not text.endswith("とは")
    ):
        return False
    return not re.search(r"[：:]|[!！?？]$|など$|https?:|@|\d{1,2}/\d{1,2}|[氏様]$", text) and not re.fullmatch(
        r"[\d\W]+", bare
    )


def _runs_on(block: Block) -> bool:
    """Whether the block before stops in the middle of a phrase."""
    return marks.ends_mid_phrase(block.text.text) and not block.is_sentence


def _has_body(found: Sequence[Item], i: int) -> bool:
    """Whether a text, a list, a table or a marked heading stands directly below item `i`."""
    if i + 1 >= len(found):
        return False
    below = found[i + 1]
    if below.table is not None:
        return True
    block = below.block
    if block is None:
        return False
    if below.key is not None:
        if below.key.style is Style.PLAIN:
            return any(item.table is not None for item in found[i + 2 : i + 4])
        return below.value in (0, 1)
    if block.mark and block.mark.style in _ITEM_STYLES | {Style.SYMBOL}:
        return True
    if re.match(r"https?:", block.text.text):
        return False
    if block.is_sentence and len(block.text.text) >= 24 or len(block.text.text) >= 60:
        return True
    # Figures of a group ("63事業 1,600,857千円") below its name, a table below them.
    return bool(_FIGURE_LINE.search(nfkc(block.text.text))) and i + 2 < len(found) and _table_near(found, i + 2)


def _table_near(found: Sequence[Item], i: int) -> bool:
    """Whether a table, or a heading whose content it is, comes at item `i` or right behind."""
    return any(item.table is not None or item.key is not None and item.value == 1 for item in found[i : i + 2])


def _without_lists(found: list[Item]) -> list[Item]:
    """Numbered runs with nothing between their members are lists, not headings."""
    out = list(found)
    i = 0
    while i < len(out):
        key = out[i].key
        if key is None or key.style not in COUNTED or key.style in _STRUCTURAL:
            i += 1
            continue
        j = i
        while j + 1 < len(out) and out[j + 1].key == key and _next_number(out[j], out[j + 1]):
            j += 1
        if j > i and _is_list(out, i, j):
            for k in range(i, j + 1):
                out[k] = replace(out[k], key=None, tags=out[k].tags | {"list"})
        i = j + 1
    return out


def _next_number(first: Item, second: Item) -> bool:
    return second.value == first.value + 1 and first.numbers[:-1] == second.numbers[:-1]


def _is_list(found: Sequence[Item], i: int, j: int) -> bool:
    """Whether the run `i..j` of adjacent numbered titles is a list.

    It is none when its numbering goes on behind a text (they are headings, the first ones without
    body), unless it began anew inside a section that has the number before.
    """
    key = found[i].key
    if found[i].value != 1:
        return False
    behind = next((item for item in found[j + 1 :] if item.key == key), None)
    before = next((item for item in reversed(found[:i]) if item.key == key), None)
    goes_on = behind is not None and behind.value == found[j].value + 1 and behind.numbers[:-1] == found[j].numbers[:-1]
    if goes_on and before is not None and before.value + 1 == behind.value if behind else False:
        goes_on = False
    if goes_on:
        return False
    below = found[j + 1] if j + 1 < len(found) else None
    has_body = below is not None and not below.is_heading and bool(below.table or below.block)
    lead = found[i - 1].block if i else None
    introduced = bool(
        lead
        and not found[i - 1].is_heading
        and re.search(r"(?:以下|次の|下記|つ(?:が|の|を|で)|とおり|通り)[^。]*[。：:]?$|[：:]$", lead.text.text)
    )
    if introduced:
        return True
    if has_body and below is not None and below.block is not None and below.block.mark is not None and j - i < 2:
        # The last one has a list of its own: the others are headings without body.
        return False
    return j - i >= 2 or (j > i and not has_body)


def _without_bodiless_symbols(found: list[Item]) -> list[Item]:
    """Symbols (○, ■) lead a heading only where they have a text below; a run without is a list."""
    out = list(found)
    by_form: dict[str, list[int]] = {}
    for i, item in enumerate(found):
        if item.key and item.key.style is Style.SYMBOL:
            by_form.setdefault(item.key.form, []).append(i)
    for places in by_form.values():
        for run in _near_runs(places):
            with_body = [i for i in run if _has_text_below(found, i)]
            if len(with_body) < 0.6 * len(run):
                for i in run:
                    if i not in with_body or len(with_body) < 0.5 * len(run):
                        out[i] = replace(out[i], key=None)
    return out


def _near_runs(places: list[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for place in places:
        if runs and place - runs[-1][-1] <= 12:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def _has_text_below(found: Sequence[Item], i: int) -> bool:
    for below in found[i + 1 : i + 3]:
        if below.table is not None:
            return True
        block = below.block
        if block is None or below.key and below.key.style is not Style.PLAIN:
            # A deeper heading below is a body as well.
            return bool(
                below.key
                and below.key.style not in (Style.SYMBOL,)
                and below.value in (0, 1)
                and below.key.style is not Style.CONTENTS
                and below.key.style not in _STRUCTURAL
                and below.key.style is not Style.NUMBER
            )
        if (
            block.is_sentence
            and len(block.text.text) >= 20
            or block.mark
            and block.mark.style in _ITEM_STYLES
            or len(block.text.text) >= 40
        ):
            return True
    return False


def _appendices(found: list[Item]) -> list[Item]:
    """A plain title right in front of a numbering that starts again stands above that numbering."""
    out = list(found)
    seen: dict[Key, int] = {}
    for i, item in enumerate(found):
        if item.key and item.key.style is Style.PLAIN and i + 1 < len(found):
            below = found[i + 1]
            if (
                below.key
                and below.key.style in COUNTED
                and below.value == 1
                and seen.get(below.key, 0) >= 1
                and len(item.title) <= 20
            ):
                out[i] = replace(item, opens_appendix=True)
        if item.key:
            seen[item.key] = seen.get(item.key, 0) + 1
    return out
