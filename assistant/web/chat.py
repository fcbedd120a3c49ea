"""The Gradio chat: something that answers goes in, a page comes out; called by `assistant.web.app`.

The page shows what `assistant.web.render` makes; its look is in `chat.css`, what the keyboard needs in `chat.js`.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from importlib import resources
from typing import Any, Literal, Protocol

import gradio as gr

from assistant.answer import Answer
from assistant.chain import MAX_QUESTION
from assistant.errors import AssistantError, IndexDamagedError, IndexMissingError, IndexOutdatedError, NotRecordedError
from assistant.given import NOTHING, Given
from assistant.guardrails.private import displayed
from assistant.stopping import StoppedError
from assistant.web import render
from prompts import texts
from vectorstore.errors import VectorStoreError

AT_ONCE = 4  # questions that are answered at the same time; further ones wait
WAITING = 64  # questions that may wait
FONTS = ["system-ui", "Hiragino Sans", "Yu Gothic UI", "Meiryo", "Noto Sans CJK JP", "IPAPGothic", "sans-serif"]
Panels = tuple[str, str]  # HTML of the answer, HTML of its sources
_log = logging.getLogger(__name__)
# On narrow screens the answer is below the examples.
_SHOW_ANSWER = "() => document.getElementById('pa-answer')?.scrollIntoView({ block: 'nearest' })"
_IN_BRACKETS = re.compile(r"[（(][^（）()]*[）)].*$")


class Answering(Protocol):
    """What answers: `assistant.web.live.LiveChain`, or a stand-in in tests."""

    def ask(self, question: str, given: Given = NOTHING) -> Answer:
        """The answer to one question."""
        ...


def page(answering: Answering, audience: Literal["staff", "resident"], titles: Sequence[str]) -> gr.Blocks:
    """The page. `titles`: the documents that it names and that its example questions are about."""

    def ask(question: str) -> Iterator[Panels]:
        yield from panels(answering, question)

    def ask_example(question: str) -> Iterator[tuple[str, str, str]]:
        for shown in panels(answering, question):
            yield (question, *shown)

    blocks = gr.Blocks(title=texts.CHAT_TITLE, analytics_enabled=False, fill_width=True)
    with blocks:
        _html(render.header(audience, titles), "pa-header")
        _html(render.notice(), "pa-notice-bar")
        question, send = _question_row()
        examples = _examples_row(titles)
        answer, sources = _result_row()
        quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        events = [gr.on([question.submit, send.click], ask, question, [answer, sources], **quiet)]
        events += [e.click(ask_example, e, [question, answer, sources], **quiet) for e in examples]
        for event in events:
            event.then(None, js=_SHOW_ANSWER)
    blocks.queue(max_size=WAITING, default_concurrency_limit=AT_ONCE)
    return blocks


def _question_row() -> tuple[gr.Textbox, gr.Button]:
    with gr.Row(elem_id="pa-asking", equal_height=False):
        question = gr.Textbox(
            label=texts.CHAT_QUESTION, placeholder=texts.CHAT_PLACEHOLDER, info=texts.CHAT_HINT,
            lines=1, max_lines=6, autofocus=True, scale=5, min_width=200, elem_id="pa-question",
        )  # fmt: skip
        send = gr.Button(texts.CHAT_ASK, variant="primary", scale=1, min_width=140, elem_id="pa-send")
    return question, send


def _examples_row(titles: Sequence[str]) -> list[gr.Button]:
    with gr.Row(elem_id="pa-examples", visible=bool(titles)):
        _html(render.examples_label(), "pa-examples-label")
        return [gr.Button(text, size="sm", min_width=160) for text in examples_for(titles)]


def _result_row() -> tuple[gr.HTML, gr.HTML]:
    answer_first, sources_first = render.waiting()
    with gr.Row(elem_id="pa-result", equal_height=False):
        with gr.Column(scale=3, min_width=280):
            answer = _html(answer_first, "pa-answer-panel", live=True)
        with gr.Column(scale=2, min_width=280):
            sources = _html(sources_first, "pa-sources-panel")
    return answer, sources


def panels(answering: Answering, question: str) -> Iterator[Panels]:
    """What the page shows from the moment a question is asked: first that it is at work, then the answer or why not."""
    refusal = refusal_of(question)
    if refusal is not None:
        yield render.failure(refusal)
        return
    question, raw = displayed(question), question  # the page is kept in the browser's history
    yield render.busy(question)
    try:
        answer = answering.ask(raw)
    except (AssistantError, VectorStoreError) as error:
        _log.warning("chat: %s", error)
        yield render.failure(_told(error), question)
    except Exception as error:  # the page must say so; a question has no place in the log, so no message and no trace
        _log.error("chat: %s at %s; this is a defect, please report it", type(error).__name__, _place(error))
        yield render.failure(texts.ERROR_OTHER, question)
    else:
        yield render.answered(answer)


def refusal_of(question: str) -> str | None:
    """Why a question cannot be asked, in words for whoever asked it; None where it can."""
    if not question.strip():
        return texts.ERROR_EMPTY
    if len(question) > MAX_QUESTION:
        return texts.ERROR_TOO_LONG.format(count=len(question), limit=MAX_QUESTION)
    try:
        question.encode()
    except UnicodeEncodeError:  # half a surrogate pair
        return texts.ERROR_NO_TEXT
    return None


def examples_for(titles: Sequence[str]) -> list[str]:
    """Example questions on the first document, which is called by its title without what stands in brackets."""
    if not titles:
        return []
    title = _IN_BRACKETS.sub("", titles[0]).strip() or titles[0]
    return [question.format(title=title) for question in texts.EXAMPLE_QUESTIONS]


def theme() -> gr.themes.Base:
    """System fonts only: the themes' own would be fetched from elsewhere."""
    return gr.themes.Base(primary_hue="blue", neutral_hue="slate", font=FONTS, font_mono=FONTS, radius_size="sm")


def style() -> str:
    """The page's style sheet."""
    return _resource("chat.css")


def script() -> str:
    """A JavaScript function that runs once when the page is loaded."""
    return _resource("chat.js")


def _html(content: str, elem_id: str, live: bool = False) -> gr.HTML:
    template = '<div role="log" aria-live="polite">${value}</div>' if live else "${value}"
    return gr.HTML(content, html_template=template, js_on_load=None, apply_default_css=False, elem_id=elem_id)


def _told(error: AssistantError | VectorStoreError) -> str:
    if isinstance(error, IndexMissingError):
        return texts.ERROR_NO_INDEX
    if isinstance(error, IndexDamagedError | IndexOutdatedError | VectorStoreError):
        return texts.ERROR_INDEX
    if isinstance(error, NotRecordedError):
        return texts.ERROR_NOT_RECORDED
    if isinstance(error, StoppedError):
        return texts.ERROR_STOPPED
    return texts.ERROR_OTHER


def _place(error: BaseException) -> str:
    at = error.__traceback__
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    return f"{at.tb_frame.f_code.co_filename}:{at.tb_lineno}" if at is not None else "an unknown place"


def _resource(name: str) -> str:
    return resources.files("assistant.web").joinpath(name).read_text("utf-8")
