"""Numbers that only their run explains: イ ロ ハ, a number at a title's end, a heading repeated on a continued page.

Items go in, the same items come out, such headings read as what their run shows them to be. Called
by `headings`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest import marks
from ingest.items import STRUCTURAL, Item, Key
from ingest.marks import Style
from ingest.normalise import heading_text, nfkc
from ingest.titles import has_body, is_title

_NUMBER = Key(Style.NUMBER)
_APART = re.compile(r"(?P<n>\d{1,2})\s+[^\W\d]{4,}")
ENDS_IN_NUMBER = re.compile(r"^(?P<title>.*[^\d\s,.．、年月第約\-－~～:：/])(?P<n>\d{1,2})$")


def without_continued(found: list[Item]) -> list[Item]:
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


def counters(found: list[Item]) -> list[Item]:
    """A number in front of a word that is counted elsewhere (3 年間換算削減時間) where a run of headings goes on.

    The number stands apart, and the last heading of its kind has the number before.
    """
    out = list(found)
    latest = 0
    for i, item in enumerate(found):
        if item.key == _NUMBER:
            latest = item.value
        elif item.key is not None and item.key.style in STRUCTURAL:
            latest = 0
        block = item.block
        if item.key or block is None or block.mark or not block.gap or block.line_count > 1 or not is_title(block):
            continue
        number = _APART.match(nfkc(block.raw))
        if number and int(number.group("n")) == latest + 1 > 1 and _has_text(found, i):
            latest += 1
            out[i] = replace(item, key=_NUMBER, value=latest, numbers=(latest,), title=block.text.text)
    return out


def _has_text(found: Sequence[Item], i: int) -> bool:
    """Whether a text or a table stands below item `i`."""
    below = found[i + 1] if i + 1 < len(found) else None
    return below is not None and below.key is None and (below.table is not None or below.block is not None)


def iroha(found: list[Item]) -> list[Item]:
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


def trailing(found: list[Item]) -> list[Item]:
    """Titles with their number at the end, if such numbers run on over the document."""
    candidates: list[tuple[int, int]] = []
    for i, item in enumerate(found):
        block = item.block
        if block is None or (item.key and not (item.key.style is Style.LABEL and block.mark and not block.mark.title)):
            continue
        if block.mark and not item.key:
            continue
        text = nfkc(block.text.text)
        m = ENDS_IN_NUMBER.match(text)
        if (
            not m
            or not is_title(block)
            or len(m.group("title")) < 2
            or re.search(r"[()（）]$", m.group("title"))
            and len(text) < 6
        ):
            continue
        if item.key is None and not (_followed_by_structure(found, i) or has_body(found, i)):
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
