"""Text that knows, for every character, where it stands in the source.

A `Mapped` comes in as a slice of the reader's text and goes out joined, trimmed or folded;
`outline`, `tables` and `passages` build on it so that an answer can quote verbatim.

Two foldings exist. `fold_width` is for reading: full-width letters and digits become
ASCII, half-width kana become full-width, everything else (①, ㎡, 〜) stays. `fold_nfkc` is
for search and comparison only and never reaches a quotation.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from ingest.models import Span

SPACES = " \t\u3000\u00a0\u2002\u2003\u2009\u200a\r\n\v\f\x85\u2028\u2029"


@dataclass(frozen=True)
class Mapped:
    """A string with, for each character, the source range it came from.

    `starts[i]:ends[i]` is the range of `text[i]`; an inserted character has an empty range.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __post_init__(self) -> None:
        if not len(self.text) == len(self.starts) == len(self.ends):
            raise ValueError("text and offsets differ in length")

    @staticmethod
    def of(source: str, start: int = 0, end: int | None = None) -> Mapped:
        """The slice `source[start:end]`, each character mapped to itself."""
        stop = len(source) if end is None else end
        return Mapped(source[start:stop], tuple(range(start, stop)), tuple(range(start + 1, stop + 1)))

    @staticmethod
    def at(text: str, offset: int) -> Mapped:
        """`text` as it stands in the source from `offset` on."""
        stop = offset + len(text)
        return Mapped(text, tuple(range(offset, stop)), tuple(range(offset + 1, stop + 1)))

    @staticmethod
    def inserted(text: str, at: int) -> Mapped:
        """Characters that the source does not have, placed at `at`."""
        return Mapped(text, (at,) * len(text), (at,) * len(text))

    @staticmethod
    def concat(parts: Iterable[Mapped]) -> Mapped:
        """The parts one after another."""
        items = list(parts)
        return Mapped(
            "".join(p.text for p in items),
            tuple(x for p in items for x in p.starts),
            tuple(x for p in items for x in p.ends),
        )

    def __len__(self) -> int:
        return len(self.text)

    def __add__(self, other: Mapped) -> Mapped:
        return Mapped.concat((self, other))

    def slice(self, start: int, end: int | None = None) -> Mapped:
        """The characters `[start:end]` with their places."""
        return Mapped(self.text[start:end], self.starts[start:end], self.ends[start:end])

    def keep(self, wanted: Callable[[int], bool]) -> Mapped:
        """Only the characters whose index satisfies `wanted`."""
        idx = [i for i in range(len(self.text)) if wanted(i)]
        return Mapped(
            "".join(self.text[i] for i in idx),
            tuple(self.starts[i] for i in idx),
            tuple(self.ends[i] for i in idx),
        )

    def without(self, spans: Iterable[Span]) -> Mapped:
        """Without the characters that stand in one of the source spans."""
        left_out = list(spans)
        if not left_out:
            return self
        return self.keep(lambda i: not any(s.start <= self.starts[i] < s.end for s in left_out))

    def strip(self, chars: str = SPACES) -> Mapped:
        """Without `chars` at both ends."""
        left = len(self.text) - len(self.text.lstrip(chars))
        right = len(self.text.rstrip(chars))
        return self.slice(left, max(left, right))

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """The smallest source range that covers `[start:end]`.

        Raises ValueError when no character of the range has a place in the source.
        """
        stop = len(self.text) if end is None else end
        placed = [i for i in range(start, stop) if self.ends[i] > self.starts[i]]
        if not placed:
            raise ValueError("no character of this range stands in the source")
        return Span(min(self.starts[i] for i in placed), max(self.ends[i] for i in placed))

    def spans(self, gap: int) -> tuple[Span, ...]:
        """Source ranges that cover the text in order, a new one where more than `gap` characters are skipped."""
        out: list[Span] = []
        for start, end in zip(self.starts, self.ends, strict=True):
            if end == start:
                continue
            if out and out[-1].start <= start <= out[-1].end + gap:
                out[-1] = Span(out[-1].start, max(out[-1].end, end))
            else:
                out.append(Span(start, end))
        return tuple(out)

    def runs(self) -> tuple[tuple[int, int, int, int], ...]:
        """The map in short: `(text_start, text_length, source_start, source_length)`.

        Inserted characters belong to no run. A run of equal lengths maps one to one.
        """
        out: list[list[int]] = []
        for i in range(len(self.text)):
            start, end = self.starts[i], self.ends[i]
            if end == start:
                continue
            if out:
                t, tn, s, sn = out[-1]
                if tn == sn and t + tn == i and s + sn == start and end - start == 1:
                    out[-1][1] += 1
                    out[-1][3] += 1
                    continue
                if t + tn == i and s == start and s + sn == end and sn == 1:
                    out[-1][1] += 1
                    continue
            out.append([i, 1, start, end - start])
        return tuple((a, b, c, d) for a, b, c, d in out)

    @staticmethod
    def from_runs(text: str, runs: Iterable[tuple[int, int, int, int]]) -> Mapped:
        """The inverse of `runs`; inserted characters get the end of what stands before them."""
        starts, ends = [-1] * len(text), [-1] * len(text)
        for t, tn, s, sn in runs:
            for k in range(tn):
                if tn == sn:
                    starts[t + k], ends[t + k] = s + k, s + k + 1
                else:
                    starts[t + k], ends[t + k] = s, s + sn
        last = 0
        for i in range(len(text)):
            if starts[i] < 0:
                starts[i] = ends[i] = last
            else:
                last = ends[i]
        return Mapped(text, tuple(starts), tuple(ends))


def squeeze(text: str) -> str:
    """`text` without any white space."""
    return "".join(text.split())


def is_japanese(char: str) -> bool:
    """Whether `char` is kana, a kanji or Japanese punctuation."""
    code = ord(char)
    return (
        0x3000 <= code <= 0x30FF
        or 0x3400 <= code <= 0x9FFF
        or 0xF900 <= code <= 0xFAFF
        or 0xFF00 <= code <= 0xFFEF
        or 0x20000 <= code <= 0x3FFFF
    )


# Radicals that PDF files hold in the place of kanji of the same shape and that NFKC leaves alone: the pairs of
# Unicode's EquivalentUnifiedIdeograph.txt whose kanji Japanese texts write.
RADICALS = str.maketrans(
    "⺃⺈⺊⺟⺠⺩⺫⺬⺮⻁⻃⻄⻆⻊⻑⻗⻘⻝⻟⻣⻤⻨⻩⻫⻭⻯⻲",
    "乙刀卜母民王目示竹虎西西角足長雨青食食骨鬼麦黄斉歯竜亀",
)
_RADICAL = re.compile("[⺀-⻳]")  # that block


@lru_cache(maxsize=65536)
def _nfkc_char(char: str) -> str:
    return unicodedata.normalize("NFKC", char).translate(RADICALS)


@lru_cache(maxsize=65536)
def _starts_cluster(char: str) -> bool:
    """Whether normalising can be cut in front of `char` (it combines with nothing before it)."""
    first = unicodedata.normalize("NFKD", char)[:1]
    if unicodedata.combining(first):
        return False
    if is_japanese(first) or first.isascii():
        return True
    # A few starters still compose with what stands before them (Hangul, Indic vowels).
    return not 0x1160 <= ord(first) <= 0x11FF and first not in _second_halves()


@lru_cache(maxsize=1)
def _second_halves() -> frozenset[str]:
    found = set()
    for code in range(0x20000):
        decomposition = unicodedata.decomposition(chr(code))
        if decomposition and not decomposition.startswith("<"):
            parts = decomposition.split()
            if len(parts) == 2:
                found.add(chr(int(parts[1], 16)))
    return frozenset(found)


# Runs that NFKC leaves alone, whatever follows: the last character may belong to what comes next, so it is no part.
_STABLE = "\\x00-\\x7f\u3041-\u3096\u30a1-\u30fc\u4e00-\u9fff"
_INERT = re.compile(f"[{_STABLE}、。「」]+(?=[{_STABLE}])")


def fold_nfkc(mapped: Mapped) -> Mapped:
    """`nfkc` with offsets: equal to it character by character."""
    text = mapped.text
    if nfkc(text) == text:
        return mapped
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    i = 0
    while i < len(text):
        if inert := _INERT.match(text, i):
            j = inert.end()
            chars.append(inert.group())
            starts.extend(mapped.starts[i:j])
            ends.extend(mapped.ends[i:j])
            i = j
            continue
        j = i + 1
        while j < len(text) and not (text[j].isascii() or _starts_cluster(text[j])):
            j += 1
        folded = _nfkc_char(text[i]) if j == i + 1 else nfkc(text[i:j])
        chars.append(folded)
        starts.extend([min(mapped.starts[i:j])] * len(folded))
        ends.extend([max(mapped.ends[i:j])] * len(folded))
        i = j
    return Mapped("".join(chars), tuple(starts), tuple(ends))


def _wide_ascii(char: str) -> str:
    code = ord(char)
    if 0xFF10 <= code <= 0xFF19 or 0xFF21 <= code <= 0xFF3A or 0xFF41 <= code <= 0xFF5A:
        return chr(code - 0xFEE0)
    return {"％": "%", "＋": "+", "／": "/", "＆": "&", "＠": "@", "．": "."}.get(char, char)


def fold_width(mapped: Mapped) -> Mapped:
    """Letters, digits and a few signs to ASCII, half-width kana to full width."""
    text = mapped.text
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    i = 0
    while i < len(text):
        j = i + 1
        if "\uff61" <= text[i] <= "\uff9f":
            if text[i] < "\uff9e" and text[j : j + 1] in ("\uff9e", "\uff9f"):
                j += 1
            folded = unicodedata.normalize("NFKC", text[i:j])
        else:
            folded = _wide_ascii(text[i])
        chars.append(folded)
        starts.extend([mapped.starts[i]] * len(folded))
        ends.extend([mapped.ends[j - 1]] * len(folded))
        i = j
    return Mapped("".join(chars), tuple(starts), tuple(ends))


def tidy_spaces(mapped: Mapped) -> Mapped:
    """One blank for a run of them, and none beside a Japanese character."""
    text = mapped.text

    def wanted(i: int) -> bool:
        if text[i] not in SPACES:
            return True
        if i and text[i - 1] in SPACES:
            return False
        j = i
        while j < len(text) and text[j] in SPACES:
            j += 1
        before, after = text[i - 1] if i else "", text[j] if j < len(text) else ""
        if not before or not after:
            return False
        return not (is_japanese(before) or is_japanese(after))

    return mapped.keep(wanted)


def joins_with_blank(left: str, right: str) -> bool:
    """Whether two wrapped lines need a blank between them (Latin words do, Japanese does not)."""
    a, b = left.rstrip(SPACES)[-1:], right.lstrip(SPACES)[:1]
    if a.isdigit() and b.isdigit() and ("、" in left or "。" in left):
        return False  # running text that wraps within a figure
    return bool(a and b) and a.isascii() and b.isascii() and (a.isalnum() or a in ".,;:)") and b.isalnum()


def join_lines(parts: Iterable[Mapped]) -> Mapped:
    """Hard-wrapped lines as one, ready to read: joined, widths folded, blanks tidied."""
    out: list[Mapped] = []
    for part in parts:
        line = part.strip()
        if not line.text:
            continue
        if out and joins_with_blank(out[-1].text, line.text):
            out.append(Mapped.inserted(" ", line.starts[0]))
        out.append(line)
    return tidy_spaces(fold_width(Mapped.concat(out)))


def nfkc(text: str) -> str:
    """NFKC, and kanji for radicals (住⺠ as 住民); without offsets."""
    plain = unicodedata.normalize("NFKC", text)
    return plain.translate(RADICALS) if _RADICAL.search(plain) else plain


def heading_text(text: str) -> str:
    """A heading as it stands in a path: plain NFKC, without white space."""
    return squeeze(unicodedata.normalize("NFKC", text))


def display_width(text: str) -> int:
    """Columns that `text` takes in a fixed-width font: 2 for wide characters, 1 for others."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)
