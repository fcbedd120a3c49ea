"""An assistant with scripted answers on one origin and pages that embed the widget on another, in this process."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import uvicorn
from fastapi import FastAPI
from starlette.requests import Request

from assistant import faq
from assistant.answer import Answer, Sentence, Status
from assistant.faq import FaqEntry
from assistant.given import Given
from assistant.turn import Event, Said
from assistant.web import app as web
from assistant.web import mounts
from assistant.web.api.caller import Caller
from assistant.web.api.problems import ProblemError
from assistant.web.api.routes import Side
from assistant.web.api.runs import Limits, Runs
from assistant.web.pages.routes import resident_routes
from tests.assistant.web import samples
from tests.assistant.web.api.sites import Kept

ANSWER_ID = "ab" * 16
OFFICE = "青波県企画部情報課"
GUIDE = samples.citation(
    2, edition="guide", document_title="青波県デジタル計画（ガイド版・正文ではありません）", page=None, context=(),
    quote="計画の期間は、3年間です。", official_title="青波県デジタル計画", official_path=("第1章", "2期間"), url=None,
)  # fmt: skip
NOTICES = ("この回答はAIによる自動回答です。正確な内容は必ず出典をご確認ください。", f"お問い合わせ先：{OFFICE}")


def answer(question: str, **changed: Any) -> Answer:
    """An answered question with two sources."""
    given: dict[str, Any] = {
        "question": question,
        "sentences": (
            Sentence(text="計画の期間は、令和6年度から令和8年度までです。", citations=(1, 2)),
            Sentence(text="期間は3年間です。", citations=(2,)),
        ),
        "citations": (samples.citation(), GUIDE),
        "answer": "計画の期間は、令和6年度から令和8年度までです。[1][2]\n期間は3年間です。[2]",
        "notices": NOTICES,
        "contact": OFFICE,
        "audience": "resident",
        "audit_id": ANSWER_ID,
    }
    return samples.answer(**{**given, **changed})


class Script:
    """Answers by what is asked; `asked` keeps question and history, `go_on` lets slow answers end."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, tuple[str, ...]]] = []
        self.go_on = threading.Event()
        self.own: dict[str, Callable[[str], Answer]] = {}

    def stream(self, question: str, given: Given) -> Iterator[Event]:
        self.asked.append((question, given.history))
        made = self._answer(question)
        for n, sentence in enumerate(made.sentences):
            yield Said(sentence, made.citations)
            if n == 0 and "途中" in question:
                self.go_on.wait(30)
        if "遅い" in question:
            self.go_on.wait(30)
        yield made

    def _answer(self, question: str) -> Answer:
        for word, make in self.own.items():
            if word in question:
                return make(question)
        empty: dict[str, Any] = {"sentences": (), "citations": ()}
        if "遅い" in question:
            return answer(question, **empty)
        if "ないこと" in question:
            told = ("登録されている文書からは、お尋ねの内容を確認できませんでした。", *NOTICES)
            return answer(question, status=Status.NO_ANSWER, notices=told, **empty)
        if "だめなこと" in question:
            return answer(question, status=Status.REFUSED, notices=("お答えできない内容です。", *NOTICES), **empty)
        if "どれ" in question:
            choices = ("灯台計画の期間は？", "港計画の期間は？")
            asked_back = ("お尋ねの内容が複数考えられます。", *(f"・{choice}" for choice in choices), *NOTICES)
            return answer(question, status=Status.PARTIAL, choices=choices, notices=asked_back, **empty)
        return answer(question)


class Stage:
    """The origins: `at` is the assistant's, `pages` one that it knows, `strangers` one that it does not.

    `site` holds the pages of the other two by path. `failing`: why no question is let in (`limit`, `stopped`).
    """

    def __init__(self) -> None:
        self.script = Script()
        self.kept = Kept(**{ANSWER_ID: "resident"})
        self.failing = ""
        self.without_faq = False
        self.entries: tuple[FaqEntry, ...] = faq.load()
        self.site: dict[str, tuple[str, dict[str, str]]] = {}
        self.at = self.pages = self.strangers = ""

    def reset(self) -> None:
        """As it was at the beginning."""
        self.script.go_on.set()
        self.script = Script()
        self.kept.said.clear()
        self.failing, self.without_faq = "", False
        self.entries = faq.load()
        self.site.clear()

    def stream(self, question: str, given: Given) -> Iterator[Event]:
        return self.script.stream(question, given)

    def show(self, path: str, html: str, **headers: str) -> str:
        """Puts a page on the other origin; returns its address."""
        self.site[path] = (html, {name.replace("_", "-"): value for name, value in headers.items()})
        return f"{self.pages}{path}"

    async def admit(self, request: Request) -> Caller:
        """Lets a question in unless it is told to fail."""
        if self.failing == "limit":
            raise ProblemError(429, "too_many", retry_after=30)
        if self.failing:
            raise ProblemError(503, "stopped")
        return Caller()

    def app(self) -> FastAPI:
        runs = Runs(Limits())
        loaded = faq.as_json(self._entries)
        side = Side("public", self, lambda: (), self.kept, runs, loaded, self.admit)
        part = mounts.routes(resident_routes(self._entries, self.admit))
        return web.create(web.Site(["127.0.0.1"], [side], [part], None, runs, [self.pages]))

    def _entries(self) -> tuple[FaqEntry, ...]:
        if self.without_faq:
            raise OSError
        return self.entries


@contextmanager
def staged() -> Iterator[Stage]:
    """Both origins, serving."""
    stage = Stage()
    with _pages(stage) as stage.pages, _pages(stage) as stage.strangers, _serving(stage.app()) as stage.at:
        stage.reset()
        yield stage
        stage.script.go_on.set()


@contextmanager
def _serving(app: FastAPI) -> Iterator[str]:
    config = uvicorn.Config(app, port=0, log_config=None, access_log=False, lifespan="on", timeout_graceful_shutdown=5)
    with config.bind_socket() as listener:
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(30)


@contextmanager
def _pages(stage: Stage) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # noqa: N802
            html, headers = stage.site.get(self.path, ("", {}))
            self.send_response(200 if html else 404)
            for name, value in {"Content-Type": "text/html; charset=utf-8", **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, *_: Any) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://localhost:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join(10)
        server.server_close()
