"""The Gradio page: a desk goes in, blocks come out; called by `assistant.web.app`.

What is shown is made by `asking`, `answers` and `frame`; `looks` holds theme, style and scripts. Buttons inside the
HTML reach the server through the events of `bridge`, or through `routes`.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from typing import Any

import gradio as gr

from assistant.web.chat import answers, asking, filters, frame, shown
from assistant.web.chat.asking import Question
from assistant.web.chat.desk import Desk
from assistant.web.chat.history import HistoryError
from assistant.web.chat.visitor import owner_of, person_of
from assistant.web.chat.words import Words, words
from prompts import texts

_BRIDGE = "window.policyAssistant = Object.fromEntries(['ask', 'open', 'fresh', 'language']" + (
    ".map((name) => [name, (data) => trigger(name, data)]));"
)
_IN_BRACKETS = re.compile(r"[（(][^（）()]*[）)].*$")
_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
_Update = dict[str, Any]


class Page:
    """The blocks of one app and what their events do."""

    def __init__(self, desk: Desk) -> None:
        """Lays the page out; `blocks` is what Gradio mounts."""
        self._desk = desk
        self.blocks = gr.Blocks(title=texts.CHAT_TITLE, analytics_enabled=False, fill_width=True)
        with self.blocks:
            self._lay_out(words("ja"))
            self._wire()
        self.blocks.queue(max_size=None, default_concurrency_limit=None)  # `room` lets in, and says who waits

    def _lay_out(self, w: Words) -> None:
        titles = self._desk.titles()
        self._conversation, self._language = gr.State(""), gr.State("ja")
        self._bridge = _html("", "pa-bridge", script=_BRIDGE)
        self._header = _html(frame.header(self._desk.looks, self._desk.audience, titles, w), "pa-header")
        self._notice = _html(frame.notice(w), "pa-notice-bar")
        with gr.Row(elem_id="pa-asking", equal_height=False):
            self._question = gr.Textbox(
                **_question(w), lines=1, max_lines=6, autofocus=True, scale=5, min_width=200, elem_id="pa-question"
            )
            self._send = gr.Button(w("ask.send"), variant="primary", scale=1, min_width=120, elem_id="pa-send")
            self._stop = gr.Button(w("ask.stop"), scale=0, min_width=80, elem_id="pa-stop")
        self._lay_out_filters(w)
        with gr.Row(elem_id="pa-examples", visible=bool(titles)):
            self._examples_label = _html(frame.label(w("ask.examples"), "pa-label"), "pa-examples-label")
            self._examples = [gr.Button(text, size="sm", min_width=160) for text in examples_for(titles)]
        with gr.Column(elem_id="pa-result"):
            self._current = _html(answers.waiting(w), "pa-current")
            self._exports = _html("", "pa-exports")
            self._past = _html("", "pa-past")

    def _lay_out_filters(self, w: Words) -> None:
        with gr.Accordion(w("ask.filters"), open=False, elem_id="pa-filters") as self._accordion, gr.Row():
            self._filters = [
                gr.Dropdown(**given, multiselect=True, value=[], min_width=220, elem_id=f"pa-filter-{name}")
                for name, given in self._choices(w).items()
            ]

    def _wire(self) -> None:
        told = [self._question, self._current, self._past, self._exports, self._conversation]
        context = [*self._filters, self._conversation, self._language]
        typed = gr.on([self._question.submit, self._send.click], self._ask, [self._question, *context], told, **_QUIET)
        asked = [typed, self._bridge.ask(self._ask_chosen, context, told, **_QUIET)]
        asked += [example.click(self._ask, [example, *context], told, **_QUIET) for example in self._examples]
        for event in asked:
            event.failure(None, js="() => window.policyAssistantFailed()")
        stopped = [self._current, self._exports]
        self._stop.click(self._stopped, [self._language], stopped, cancels=asked, **_QUIET)
        opened = [self._current, self._past, self._exports, self._conversation]
        self._bridge.open(self._open, [self._language], opened, cancels=asked, **_QUIET)
        self._bridge.fresh(self._fresh, [self._language], opened, cancels=asked, **_QUIET)
        self.blocks.load(self._greet, [self._language], [self._header], **_QUIET)
        dressed = [
            self._language, self._header, self._notice, self._question, self._send, self._stop, self._accordion,
            *self._filters, self._examples_label, *opened[:3],
        ]  # fmt: skip
        self._bridge.language(self._dress, [self._conversation, *self._filters], dressed, cancels=asked, **_QUIET)

    # What the events do.

    async def _ask(
        self, text: str, documents: list[str], publishers: list[str], years: list[int], kinds: list[str],
        conversation: str, language: str, request: gr.Request, alone: bool = False,
    ) -> AsyncGenerator[tuple[Any, ...]]:  # fmt: skip
        desk, w = self._desk, words(language)
        owner, conversation = owner_of(request.state), conversation or uuid.uuid4().hex
        where = filters.of(documents, publishers, years, kinds, desk.sources())
        question = Question(text, owner, conversation, session_of(request), where, alone)
        past = self._earlier(owner, conversation, w)
        emptied: Any = ""
        async with aclosing(asking.steps(desk, question, w)) as steps:
            async for step in steps:
                field = text if step.failed else emptied
                emptied = gr.skip()
                yield field, step.html, past, gr.skip(), conversation
                past = gr.skip()
        yield gr.skip(), gr.skip(), gr.skip(), self._saving(owner, conversation, w), conversation

    async def _ask_chosen(
        self, documents: list[str], publishers: list[str], years: list[int], kinds: list[str], conversation: str,
        language: str, request: gr.Request, event: gr.EventData,
    ) -> AsyncGenerator[tuple[Any, ...]]:  # fmt: skip
        """A question that the page's own buttons send: it stands for itself."""
        text = str(_given(event).get("question", ""))
        chosen = self._ask(text, documents, publishers, years, kinds, conversation, language, request, alone=True)
        async with aclosing(chosen) as steps:
            async for step in steps:
                yield step

    def _stopped(self, language: str) -> tuple[Any, ...]:
        w = words(language)
        return answers.failure(w("answer.stopped"), w, stopped=True), gr.skip()

    def _open(self, language: str, request: gr.Request, event: gr.EventData) -> tuple[Any, ...]:
        conversation = str(_given(event).get("conversation", ""))
        return *self._shown(owner_of(request.state), conversation, words(language)), conversation

    def _fresh(self, language: str) -> tuple[Any, ...]:
        return answers.waiting(words(language)), "", "", ""

    def _dress(
        self, conversation: str, documents: list[str], publishers: list[str], years: list[int], kinds: list[str],
        request: gr.Request, event: gr.EventData,
    ) -> tuple[Any, ...]:  # fmt: skip
        """Everything in the language that was chosen."""
        w = words(str(_given(event).get("language", "ja")))
        chosen = (documents, publishers, years, kinds)
        dropdowns = [gr.update(**g, value=v) for g, v in zip(self._choices(w).values(), chosen, strict=True)]
        return (
            w.language,
            self._greet(w.language, request),
            frame.notice(w),
            gr.update(**_question(w)),
            gr.update(value=w("ask.send")),
            gr.update(value=w("ask.stop")),
            gr.update(label=w("ask.filters")),
            *dropdowns,
            frame.label(w("ask.examples"), "pa-label"),
            *self._shown(owner_of(request.state), conversation, w),
        )

    def _greet(self, language: str, request: gr.Request) -> str:
        """The header for whoever has logged in."""
        desk = self._desk
        return frame.header(desk.looks, desk.audience, desk.titles(), words(language), person_of(request.state))

    # What they use.

    def _shown(self, owner: str, conversation: str, w: Words) -> tuple[str, str, str]:
        """Current answer, earlier ones and links of a conversation as it is kept."""
        try:
            kept = self._desk.history.turns(owner, conversation)
        except HistoryError:
            return answers.failure(w("history.failed"), w), "", ""
        if not kept:
            return answers.waiting(w), "", ""
        turns = [shown.of(k, self._desk.documents) for k in kept]
        return answers.answered(turns[-1], w), answers.earlier(turns[:-1], w), frame.exports(conversation, w)

    def _earlier(self, owner: str, conversation: str, w: Words) -> str:
        try:
            kept = self._desk.history.turns(owner, conversation)
        except HistoryError:
            return ""
        return answers.earlier([shown.of(k, self._desk.documents) for k in kept], w)

    def _saving(self, owner: str, conversation: str, w: Words) -> str:
        try:
            kept = self._desk.history.turns(owner, conversation)
        except HistoryError:
            return ""
        return frame.exports(conversation, w) if kept else ""

    def _choices(self, w: Words) -> dict[str, _Update]:
        """Label and choices of each filter."""
        sources = self._desk.sources()
        publishers = sorted({s.publisher for s in sources if s.publisher})
        years = [(filters.called(year), year) for year in filters.all_years(sources)]
        return {
            "document": {"label": w("ask.document"), "choices": [(s.title, s.id) for s in sources]},
            "publisher": {"label": w("ask.publisher"), "choices": publishers},
            "period": {"label": w("ask.period"), "choices": years},
            "kind": {"label": w("ask.kind"), "choices": [(w(f"ask.kind_{k.value}"), k.value) for k in filters.KINDS]},
        }


def examples_for(titles: Sequence[str]) -> list[str]:
    """Example questions on the first document, which is called by its title without what stands in brackets."""
    if not titles:
        return []
    title = _IN_BRACKETS.sub("", titles[0]).strip() or titles[0]
    return [question.format(title=title) for question in texts.EXAMPLE_QUESTIONS]


def session_of(request: gr.Request) -> str:
    """By what the records know a session: the login's own mark, else Gradio's for an open page."""
    return getattr(request.state, "session", "") or request.session_hash or ""


def _question(w: Words) -> _Update:
    return {"label": w("ask.question"), "placeholder": w("ask.placeholder"), "info": w("ask.hint")}


def _given(event: gr.EventData) -> dict[str, Any]:
    return event._data if isinstance(event._data, dict) else {}


def _html(content: str, elem_id: str, script: str | None = None) -> gr.HTML:
    return gr.HTML(content, js_on_load=script, apply_default_css=False, elem_id=elem_id)
