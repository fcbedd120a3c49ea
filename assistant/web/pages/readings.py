"""Furigana: texts go in, their parts with readings come out; SudachiPy's. Called by `routes`, from several threads.

A part is what is written and its reading in hiragana, empty where none is needed; put together, what is written is the
text again. Kana at both ends of a word carry no reading: 届ける is 届(とど) and ける.
"""

from __future__ import annotations

import re
import threading
from typing import Any

Part = tuple[str, str]
_HIRAGANA = str.maketrans({chr(c): chr(c - 0x60) for c in range(0x30A1, 0x30F7)})
_KANJI = re.compile(r"[々〇㐀-䶿一-鿿豈-﫿\U00020000-\U0003FFFF]")
_KANA = "[ぁ-ゖァ-ヶー]"
_local = threading.local()


def parts(text: str) -> list[Part]:
    """The parts of one text."""
    found: list[Part] = []
    for morpheme in _tokenizer().tokenize(text):
        found += _word(morpheme.surface(), _hiragana(morpheme.reading_form()))
    return _joined(found)


def _word(written: str, reading: str) -> list[Part]:
    if not _KANJI.search(written) or not re.fullmatch(r"[ぁ-ゖー]+", reading):
        return [(written, "")]
    # Kana stand in the reading as they are written; what lies between them is read by the kanji there.
    runs = re.findall(rf"{_KANA}+|[^ぁ-ゖァ-ヶー]+", written)
    shape = "".join(re.escape(_hiragana(run)) if re.match(_KANA, run) else "(.+?)" for run in runs)
    found = re.fullmatch(shape, reading)
    if not found:
        return [(written, reading)]
    read = iter(found.groups())
    return [(run, "" if re.match(_KANA, run) else next(read)) for run in runs]


def _hiragana(text: str) -> str:
    return text.translate(_HIRAGANA)


def _joined(found: list[Part]) -> list[Part]:
    out: list[Part] = []
    for written, reading in found:
        if not written:
            continue
        if out and not reading and not out[-1][1]:
            out[-1] = (out[-1][0] + written, "")
        else:
            out.append((written, reading))
    return out


def _tokenizer() -> Any:
    """One for each thread: Sudachi's may not be shared."""
    if not hasattr(_local, "tokenizer"):
        from sudachipy import Dictionary, SplitMode

        _local.tokenizer = Dictionary().tokenizer(mode=SplitMode.C)
    return _local.tokenizer
