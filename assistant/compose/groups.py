"""What can be said of a passage: its sentences, long items, and groups of short lines.

A passage goes in, places in its text come out; called by `assistant.compose.prose`. Lines that ingest has told to
belong together (`ingest.layout`) stand in the passage as one line with inserted blanks: such a line is a unit, whole.
"""

from __future__ import annotations

import re

from ingest import sentences
from ingest.models import Passage
from ingest.normalise import Mapped

SHORT_LINE, GROUP = 24, 110  # characters of a line that says nothing alone, and of a group of such lines
_EMPTY = re.compile(r"^\W*(?:例えば|例)?\W*$|(?:・・・|…|：|:)$")
_BRACKETED = re.compile(r"^\W?[（(][^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*[）)]$")
_ENDS = re.compile(r"(?:[。！？!?]|ます|です|ました|でした|ません|である|だ)[」』）)]?$")


def units(passage: Passage) -> list[tuple[int, int, bool]]:
    """Where in the text of a passage what can be said stands.

    Lines of a page whose layout is lost (a label, a year, a figure) mean nothing alone: each begins a group with what
    follows it, up to a line that is whole. The flag marks groups.
    """
    text = passage.text
    mapped = Mapped.from_runs(text, passage.runs)
    found = [
        (a, b)
        for a, b in sentences.split(text)
        if any(mapped.ends[i] > mapped.starts[i] for i in range(a, b)) and not _EMPTY.search(text[a:b])
    ]
    joined = {(a, b) for a, b in found if not is_sentence(text[a:b]) and _is_joined(mapped, a, b)}
    running = any(is_sentence(text[a:b]) for a, b in found)
    out: list[tuple[int, int, bool]] = []
    for n, (start, end) in enumerate(found):
        if running and _BRACKETED.match(text[start:end]):
            continue  # a remark on what stands before it
        if (start, end) in joined or not _is_line(text[start:end]):
            out.append((start, end, False))
            continue
        last = end
        for a, b in found[n + 1 :]:
            if b - start > GROUP or (a, b) in joined or not _is_line(text[a:b]):
                break
            last = b
        out.append((start, last, last > end))
    return out


def is_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return _ENDS.search(text.strip()) is not None


def _is_line(text: str) -> bool:
    return len(text) <= SHORT_LINE and not is_sentence(text)


def _is_joined(mapped: Mapped, start: int, end: int) -> bool:
    """Whether a blank stands there that the source has not."""
    return any(mapped.text[i] == " " and mapped.ends[i] == mapped.starts[i] for i in range(start, end))
