"""Verified sentences in plain Japanese or English: an answer goes in, a `Rendering` beside it comes out.

Called by `assistant.chain` where somebody asks for it. Figures, years, dates, names and quotations are taken out before
a model sees a sentence and put back by code, so that they stay as they are; what does not pass the checks of
`assistant.rendered`, and everything where there is no model, stays in its own words, and the notice says so.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from langchain_core.runnables import Runnable

from assistant.answer import Answer, Rendering, Sentence
from assistant.errors import AssistantError
from assistant.models.call import Caller
from assistant.models.choice import EMBEDDED, choose
from assistant.models.errors import ModelError
from assistant.models.providers import model_for
from assistant.rendered import english, marks, plain
from assistant.settings import Settings
from assistant.verify.model import Support
from ingest.dates import years
from ingest.normalise import nfkc
from prompts import generation
from vectorstore.analysis import morphemes

Wanted = Literal["plain", "en"]
_QUOTED = re.compile(r"「[^「」]*」|『[^『』]*』|【[^【】]*】|\([^()]*\)")
_FIGURE = re.compile(r"\d+月(?:\d+日)?|\d+日|第?\d[\d,]*(?:\.\d+)?(?:千万|百万|十万|[兆億万千百])?%?")
_LINK = re.compile(r"https?:|www\.|\]\(|<[a-zA-Z/]")
_OBJECT = re.compile(r"\{[^{}]*\}", re.DOTALL)


@dataclass(frozen=True)
class Masked:
    """A sentence with marks such as ⟦1⟧ in the place of what must not change."""

    text: str
    pieces: tuple[str, ...]

    def restored(self, text: str) -> str:
        """A text with the pieces back in the place of their marks."""
        return marks.MARK.sub(lambda m: self.pieces[int(m[1]) - 1], text)


class Renderer:
    """Words sentences anew with one model; safe to share between threads."""

    def __init__(self, model: Runnable[Any, Any] | None, seconds: float, retries: int) -> None:
        """Without a model every rendering is the original with a notice."""
        self._caller = Caller(model, retries) if model is not None else None
        self._seconds = seconds

    @classmethod
    def opened(cls, settings: Settings) -> Renderer:
        """With the model of the settings, where it is one that follows orders and may be used."""
        model = None
        if settings.generator_provider not in ("", EMBEDDED):
            try:
                model = model_for(choose(settings), settings.data_dir)
            except AssistantError:
                model = None  # the notice of every rendering says that there is none
        return cls(model, settings.generator_timeout, settings.generator_retries)

    def render(self, answer: Answer, wanted: Wanted) -> Rendering:
        """The sentences of `answer` in other words, with the same citations."""
        if self._caller is None or not answer.sentences:
            return Rendering(kind=wanted, sentences=answer.sentences, notice=generation.NO_MODEL[wanted])
        given = [masked(s.text) for s in answer.sentences]
        try:
            replies = self._ask(given, wanted)
        except ModelError:
            replies = {}
        support = {c.number: Support.of(c) for c in answer.citations}
        out = []
        for n, (sentence, source) in enumerate(zip(answer.sentences, given, strict=True), 1):
            reply = replies.get(n, "")
            own = [support[c] for c in sentence.citations]
            out.append(_worded(sentence, source.restored(reply)) if kept(source, reply, wanted, own) else sentence)
        whole = all(a is not b for a, b in zip(out, answer.sentences, strict=True))
        notice = (generation.RENDERED if whole else generation.NOT_RENDERED)[wanted]
        return Rendering(kind=wanted, sentences=tuple(out), notice=notice)

    def _ask(self, given: Sequence[Masked], wanted: Wanted) -> dict[int, str]:
        assert self._caller is not None  # noqa: S101 (the only caller has looked)
        lines = "\n".join(f"{n}. {m.text}" for n, m in enumerate(given, 1))
        prompt = generation.RENDER[wanted].format(sentences=lines)
        return replies("".join(self._caller.stream(prompt, self._seconds)))


def masked(text: str) -> Masked:
    """A sentence with its quotations, figures, dates and names taken out."""
    folded = nfkc(text)
    spans = [m.span() for m in _QUOTED.finditer(folded)]
    spans += [(y.start, y.end) for y in years(folded)]
    spans += [m.span() for m in _FIGURE.finditer(folded)]
    spans += [(m.start, m.start + len(m.surface)) for m in morphemes(folded) if "固有名詞" in m.pos]
    spans += [m.span() for m in re.finditer(r"[A-Za-z][A-Za-z0-9.&+-]*", folded)]
    out, at, pieces = "", 0, list[str]()
    for start, end in sorted(spans, key=lambda s: (s[0], -s[1])):
        if start < at:
            if end > at and pieces:  # goes on where the last one ends in the middle of it
                pieces[-1] += folded[at:end]
                at = end
            continue
        pieces.append(folded[start:end])
        out += folded[at:start] + f"⟦{len(pieces)}⟧"
        at = end
    return Masked(out + folded[at:], tuple(pieces))


def replies(text: str) -> dict[int, str]:
    """The sentences of a model's reply by number; what is no JSON object with both is left out."""
    out: dict[int, str] = {}
    for found in _OBJECT.finditer(text):
        try:
            told = json.loads(found[0], strict=False)
        except (ValueError, RecursionError):
            continue
        if isinstance(told.get("text"), str) and isinstance(told.get("number"), int):
            out.setdefault(told["number"], " ".join(told["text"].split()))
    return out


def kept(source: Masked, reply: str, wanted: Wanted, support: Sequence[Support]) -> bool:
    """Whether a rendering keeps all that must not change."""
    own = marks.bare(reply)
    if _LINK.search(reply) or any(c.isdigit() for c in own) or not marks.kept(source.text, reply, source.pieces):
        return False
    if wanted == "en":
        return not english.faults(source.text, reply)
    return not plain.faults(source.text, reply, source.restored(reply), support)


def _worded(sentence: Sentence, text: str) -> Sentence:
    return sentence.model_copy(update={"text": text})
