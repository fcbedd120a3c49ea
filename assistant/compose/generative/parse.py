"""What a model proposes to say: its reply as far as it has come goes in, sentences with evidence numbers come out.

JSON is read object by object, so that a reply which is cut off, wrapped in words or not quite JSON still gives what is
whole; without any object its lines are read. What is read of a beginning is read of the whole as well, wherever a reply
is cut: a sentence is given once nothing behind it can change it. Pure; called by `assistant.compose.generative.writer`.
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
_OPEN = re.compile(r"\s*(?:[\[［(（【][^\]］)）】]{0,12})?$")  # behind a sentence: a mark may still come
MOST = 12  # sentences of one reply


@dataclass(frozen=True)
class Proposed:
    """A sentence as the model wrote it, with the evidence numbers that it gave."""

    text: str
    numbers: tuple[int, ...]


def proposals(reply: str, *, whole: bool) -> list[Proposed]:
    """The sentences that stand in a reply so far; `whole`: nothing more will come."""
    found = _objects(reply)
    if found or not whole:
        return found[:MOST]  # what stands before the JSON is no sentence of an answer
    return [p for line in _kept(reply) for p in _of_line(line)][:MOST]


def lines(reply: str, *, whole: bool) -> list[Proposed]:
    """The same for a model that was asked for lines: one with a number is a sentence as soon as it has ended.

    Of a reply that goes on in JSON, the lines with numbers before it and its objects are sentences; of any other, once
    it is whole, the lines without a number too, behind those that have one.
    """
    before, brace, _ = reply.partition("{")
    ended, _, cut = before.rpartition("\n")
    if not brace and whole:
        ended = before
    told = [p for line in ended.split("\n") if not line.startswith("```") for p in _of_line(line)]
    early = [p for p in told if p.numbers]
    objects = _objects(reply)
    if objects or not whole:
        return [*early, *objects][:MOST]
    rest = _kept(cut + brace + reply[len(before) + 1 :]) if brace else ()
    late = [*(p for p in told if not p.numbers), *(p for line in rest for p in _of_line(line))]
    return [*early, *late][:MOST]


def completed_sentences(reply: str, *, whole: bool) -> list[Proposed]:
    """The same for a completion model, which writes sentences behind one another with marks behind each."""
    first, end, _ = reply.partition("\n")
    return _of_line(first, ended=whole or bool(end))[:MOST]


def _objects(reply: str) -> list[Proposed]:
    return [p for m in _OBJECT.finditer(reply) for p in _of_object(m[0])]


def _kept(reply: str) -> list[str]:
    """The lines of a reply that are no JSON and no fence."""
    return [line for line in reply.split("\n") if not re.match(r"\s*(?:```|[{}\[\]\"])", line)]


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


def _of_line(line: str, *, ended: bool = True) -> list[Proposed]:
    """The sentences of a line with the marks in or behind them; if it has not ended, those that nothing can change."""
    out: list[Proposed] = []
    told = _BULLET.sub("", line.strip())
    for m in _SENTENCE.finditer(told):
        if not ended and _OPEN.match(told, m.end()):
            break
        numbers = [int(n) for mark in _MARK.finditer(m[0]) for n in _digits(mark[1])]
        text = _MARK.sub("", m[0]).strip()
        if any(c.isalnum() for c in text):
            out.append(Proposed(text, tuple(dict.fromkeys(numbers))))
    return out


def _digits(text: str) -> list[str]:
    return [n for n in re.findall(r"\d+", text) if len(n) <= 2]
