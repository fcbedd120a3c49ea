"""What a model proposes to say: its reply as far as it has come goes in, sentences with evidence numbers come out.

JSON is read object by object, so that a reply which is cut off, wrapped in words or not quite JSON still gives what is
whole; without any object its lines are read. Pure; called by `assistant.compose.generative.writer`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_OBJECT = re.compile(r"\{[^{}]*\}", re.DOTALL)
_TEXTS = ("text", "sentence", "文", "content")
_NUMBERS = ("evidence", "citations", "sources", "numbers", "資料", "番号", "根拠")
_MARK = re.compile(r"[\[［【(（]\s*(?:資料|出典|根拠)?[:：\s]*((?:\d{1,2}\s*[,、，・]?\s*(?:資料)?\s*)+)[\]］】)）]")
_BULLET = re.compile(r"^\s*(?:[-*・●○]\s+|[・●○]|\d{1,2}[.)．）]\s+|答え[:： ]?\s*)")
_SENTENCE = re.compile(r"[^。！!？?]*[。！!？?](?:\s*[\[［(（【][^\]］)）】]{1,12}[\]］)）】])*|[^。！!？?]+$")
MOST = 12  # sentences of one reply


@dataclass(frozen=True)
class Proposed:
    """A sentence as the model wrote it, with the evidence numbers that it gave."""

    text: str
    numbers: tuple[int, ...]


def proposals(reply: str, *, whole: bool) -> list[Proposed]:
    """The sentences that stand in a reply so far; `whole`: nothing more will come."""
    if "{" in reply:
        found = [p for m in _OBJECT.finditer(reply) for p in _of_object(m[0])]
        if found or not whole:
            return found[:MOST]
    if not whole:
        return []  # what stands before the JSON is no sentence of an answer
    kept = (line for line in reply.split("\n") if not re.match(r"\s*(?:```|[{}\[\]\"])", line))
    return [p for line in kept for p in _of_line(line)][:MOST]


def lines(reply: str, *, whole: bool) -> list[Proposed]:
    """The same for a model that was asked for lines: one with a number is a sentence as soon as it has ended."""
    if "{" in reply:
        return proposals(reply, whole=whole)
    done = reply.split("\n") if whole else reply.split("\n")[:-1]
    return [p for line in done if not line.startswith("```") for p in _of_line(line) if whole or p.numbers][:MOST]


def completed_sentences(reply: str, *, whole: bool) -> list[Proposed]:
    """The same for a completion model, which writes sentences behind one another with marks behind each."""
    found = _of_line(reply.split("\n")[0])
    done = whole or "\n" in reply
    return list(found if done else [p for p in list(found)[:-1]])[:MOST]


def _of_object(text: str) -> Iterator[Proposed]:
    try:
        told = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return
    said = next((told[k] for k in _TEXTS if isinstance(told.get(k), str)), "")
    numbers = _numbers(next((told[k] for k in _NUMBERS if k in told), ()))
    for piece in _of_line(said):
        yield Proposed(piece.text, numbers or piece.numbers)


def _numbers(told: Any) -> tuple[int, ...]:
    given = told if isinstance(told, list | tuple) else [told]
    out = [int(n) for g in given if isinstance(g, int | str) and not isinstance(g, bool) for n in _digits(str(g))]
    return tuple(dict.fromkeys(out))


def _of_line(line: str) -> list[Proposed]:
    """The sentences of a line with the marks that stand in or behind them."""
    out: list[Proposed] = []
    for m in _SENTENCE.finditer(_BULLET.sub("", line.strip())):
        numbers = [int(n) for mark in _MARK.finditer(m[0]) for n in _digits(mark[1])]
        text = _MARK.sub("", m[0]).strip()
        if any(c.isalnum() for c in text):
            out.append(Proposed(text, tuple(dict.fromkeys(numbers))))
    return out


def _digits(text: str) -> list[str]:
    return [n for n in re.findall(r"\d+", text) if len(n) <= 2]
