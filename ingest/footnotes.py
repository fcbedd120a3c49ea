"""Footnotes: which lines hold them, and which sentence carries their mark.

Lines go in, `Footnote`s come out. A numbered line is a footnote only when its number stands as
a mark in the text before it (`37.0％3`, `（ＤＸ）１`), glued to a word or a closing bracket; the mark is
then no part of the figure or word that it hangs on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.lines import Line
from ingest.models import Span
from ingest.normalise import SPACES, Mapped, heading_text, join_lines, nfkc, squeeze

REACH = 6000  # code points before a footnote in which its mark is looked for
_NUMBERED = re.compile(
    r"[（(]?(?P<sign>[※*＊†]|注\s?)?[（(]?(?P<n>[0-9０-９]{1,3}|[⁰¹²³⁴-⁹]{1,3})[)）]?(?P<dot>\s*[.．:：])?(?P<gap>[\s\u3000]*)(?P<body>.*)$"
)
_STARRED = re.compile(r"[※*＊†]\s*(?P<body>\S.*)$")
_TERM = re.compile(r"(?P<term>.{1,40}?)(?:とは|は、)")
_PARTICLE = re.compile(r"\s*(?:に|は|を|が|の|で|も|と|や|など|から|へ|、|。|，|．|」|）|\)|】|』|$)")
_COUNTED = re.compile(
    r"\s*(?:年|月|日|時|分(?!野)|人(?!材)|つ|件|号|条|項|章|節|回|位|社|者|校|か|カ|ヶ|箇|%|％|億|万|千|円|倍|割|歳|以上|以下|都|道|府|県|市|町|村|[0-9０-９,，.．])"
)
_THRESHOLD = 2
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True)
class Footnote:
    """A footnote: its number as shown, its text, its lines, the place of its mark in the text."""

    number: str
    text: Mapped
    lines: frozenset[int]
    mark: Span


def find(source: str, lines: Sequence[Line], taken: frozenset[int] = frozenset()) -> list[Footnote]:
    """All footnotes in order. A footnote whose mark is not found is left in the text."""
    notes: list[Footnote] = []
    expected = 1
    free_from = 0
    i = 0
    while i < len(lines):
        line = lines[i]
        note = None if line.index in taken else _numbered(source, lines, i, expected, free_from, taken)
        if note is None and expected > 1 and line.index not in taken:
            note = _numbered(source, lines, i, 1, free_from, taken)
        if note is None and line.index not in taken:
            note = _starred(source, lines, i, free_from, taken)
        if note is None:
            i += 1
            continue
        notes.append(note)
        if note.number.isdigit():
            expected = int(note.number) + 1
        free_from = note.mark.end
        i = max(note.lines) + 1
        while i < len(lines) and lines[i].index <= max(note.lines):
            i += 1
    return notes


def _numbered(
    source: str, lines: Sequence[Line], i: int, expected: int, free_from: int, taken: frozenset[int]
) -> Footnote | None:
    found = _NUMBERED.match(lines[i].stripped)
    if not found or int(nfkc(found.group("n"))) != expected:
        return None
    body = found.group("body")
    if not body and i + 1 < len(lines):
        # The number stands alone, the text below it.
        if lines[i + 1].blank_before or found.group("sign"):
            return None
        body = lines[i + 1].stripped
    if not _reads_like_note(body) or _COUNTED.match(body) and not found.group("gap"):
        return None
    mark = _mark(source, lines[i].start, free_from, expected, body, found.group("sign") or "")
    if mark is None:
        return None
    used = _extent(lines, i, expected, taken)
    parts = [lines[k].mapped for k in used]
    lead = len(lines[i].text) - len(lines[i].text.lstrip(SPACES))
    parts[0] = parts[0].slice(lead + found.start("body"))
    return Footnote(str(expected), join_lines(parts), frozenset(lines[k].index for k in used), mark)


def _starred(source: str, lines: Sequence[Line], i: int, free_from: int, taken: frozenset[int]) -> Footnote | None:
    """`※語とは…` below a text that holds `語※`."""
    found = _STARRED.match(lines[i].stripped)
    if not found:
        return None
    body = found.group("body")
    term = _TERM.match(body)
    name = squeeze(nfkc(term.group("term") if term else body))
    if len(name) < 2 or len(name) > 40:
        return None
    before = source[max(0, lines[i].start - REACH) : lines[i].start]
    at = max(0, lines[i].start - REACH)
    for m in reversed(list(re.finditer(r"[※*＊]", before))):
        left = squeeze(nfkc(before[max(0, m.start() - 60) : m.start()])).rstrip("」』）)")
        if left.endswith(name.rstrip("」』）)")):
            used = _extent(lines, i, 0, taken)
            if not term and len(used) == 1 and i + 1 < len(lines) and lines[i + 1].index not in taken:
                used = [*used, i + 1]
            parts = [lines[k].mapped for k in used]
            lead = len(lines[i].text) - len(lines[i].text.lstrip(SPACES))
            parts[0] = parts[0].slice(lead + found.start("body"))
            return Footnote(
                "※", join_lines(parts), frozenset(lines[k].index for k in used), Span(at + m.start(), at + m.end())
            )
    return None


def _reads_like_note(body: str) -> bool:
    """Whether a text is an explanation or a source rather than a title of a section."""
    text = heading_text(body)
    if len(text) < 6:
        return False
    return bool(
        re.search(
            r"とは|https?:|[。」】)）]$|より$|発行$|決定$|制定$|改正$|公表$|第\d+号$|(?:こと|もの|概念|略|規定|参照|抜粋|出典|資料)[。]?$",
            text,
        )
        or len(text) >= 28
    )


def _extent(lines: Sequence[Line], i: int, number: int, taken: frozenset[int]) -> list[int]:
    """The lines of the note at `i`: until a gap, the next note, or a marked line."""
    used = [i]
    k = i + 1
    full = lines[i].width
    while k < len(lines) and len(used) < 12:
        line, previous = lines[k], lines[k - 1]
        if line.index in taken or line.blank_before >= 2 or _starts_else(line, number):
            break
        full = max(full, previous.width)
        closed = previous.stripped.endswith(("。", "．", "）")) and previous.width < 0.9 * full
        if line.blank_before and (closed or previous.stripped.endswith("。")):
            break
        if (
            not line.blank_before
            and line.text[:1] == " "
            and previous.stripped.endswith(("。", "定", "より"))
            and previous.text[-1:] == " "
        ):
            break
        if k - 1 > i and closed:
            break
        if closed and k - 1 == i and previous.width < 0.6 * 60:
            break
        used.append(k)
        k += 1
    return used


def _starts_else(line: Line, number: int) -> bool:
    text = line.stripped
    found = _NUMBERED.match(text)
    if (
        found
        and number
        and int(nfkc(found.group("n"))) == number + 1
        and (found.group("body") or not line.blank_before)
    ):
        return True
    return bool(
        re.match(
            r"第\s*[0-9０-９一二三四五六七八九十]+\s*[章節編部]|[【■●◆○◎]|[（(][0-9０-９]+[)）]|#|[0-9０-９]{1,2}[\s\u3000]",
            text,
        )
    )


def _mark(source: str, end: int, free_from: int, number: int, body: str, sign: str) -> Span | None:
    """The best place of the mark before `end`, or None when no place is good enough."""
    begin = max(free_from, end - REACH)
    digits = str(number)
    wide = digits.translate({ord(str(d)): chr(0xFF10 + d) for d in range(10)})
    term = _TERM.match(body.strip(SPACES))
    name = squeeze(nfkc(term.group("term"))).strip("「」『』") if term else ""
    best: tuple[int, int, Span] | None = None
    raised = digits.translate(_RAISED)
    for found in re.finditer(rf"(?<![0-9０-９.．,，])(?:{digits}|{wide}|{raised})(?![0-9０-９])", source[begin:end]):
        at = begin + found.start()
        # A raised figure is nothing but a mark.
        score = 5 if found.group() == raised else _score(source, at, begin + found.end(), name, sign)
        if score >= _THRESHOLD and (best is None or (score, at) > best[:2]):
            best = (score, at, _whole_mark(source, at, begin + found.end(), sign))
    return best[2] if best else None


def _whole_mark(source: str, start: int, end: int, sign: str) -> Span:
    """The mark with what belongs to it: its sign (※, 注) and the brackets around it."""
    name = sign.strip()
    left = source[max(0, start - 8) : start].rstrip(" \u3000")
    if name and left.endswith(name):
        start = max(0, start - 8) + len(left) - len(name)
    if source[end : end + 1] in ("）", ")"):
        opened = source[start - 1 : start] in ("（", "(")
        if opened or "（" not in source[max(0, start - 40) : start] and "(" not in source[max(0, start - 40) : start]:
            start, end = start - opened, end + 1
    return Span(start, end)


def _score(source: str, start: int, end: int, term: str, sign: str) -> int:
    before = source[max(0, start - 60) : start]
    after = source[end : end + 8]
    score = 0
    left = before.rstrip(" \u3000")
    if sign and left.endswith(sign.strip()):
        return 5 if left[: -len(sign.strip())].rstrip(" \u3000")[-1:] not in ("", "\n") else -1
    if "\n" in before[len(left) :] or not left or left.endswith("\n"):
        return -1
    glued = len(before) - len(left)
    squeezed = squeeze(nfkc(left))
    if term and squeezed.rstrip("」』）)").endswith(term.rstrip("」』）)")):
        score += 3
    last = left[-1]
    if last in "」』）)】％%":
        score += 2
    elif re.match(r"[\u4e00-\u9fff\u30a0-\u30ffA-Za-zＡ-Ｚａ-ｚー]", last) and not re.search(
        r"(?:第|令和|平成|昭和|約|計|全|各|毎|最大|上位|戦略の柱|図|表|施策|目標|別冊|別紙|別添|別表|資料|様式|参考|政策|グループ|方針|目標値)$",
        left,
    ):
        score += 1
    else:
        score -= 1
    if glued and last not in "」』）)】":
        score -= 2
    if _PARTICLE.match(after):
        score += 1
    if _COUNTED.match(after):
        score -= 3
    return score
