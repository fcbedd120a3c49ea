"""Desks with stand-ins for what answers, and apps with the chat in them, for the tests of the chat."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from fastapi import FastAPI, Request
from starlette.testclient import TestClient

from assistant.web.chat import asking
from assistant.web.chat.asking import Question, Step
from assistant.web.chat.desk import Desk
from assistant.web.chat.routes import HEADER, router
from assistant.web.chat.visitor import Visitors
from assistant.web.chat.words import words
from assistant.web.login.user import User, including
from tests.assistant.web.samples import PLAN, Answers, answer

JA = words("ja")
OURS = {HEADER: "chat"}


def desk(outcome: Any = None, passages: Sequence[Any] = (), **more: Any) -> Desk:
    answers = Answers(outcome or answer(), passages)
    return Desk(answers, "staff", lambda: [PLAN], answers.document, **more)


def asked(desk: Desk, text: str = "計画の期間は？", **more: Any) -> list[Step]:
    """All steps of a question."""
    given = {"owner": "visitor:a", "conversation": "c1", **more}

    async def collect() -> list[Step]:
        return [step async for step in asking.steps(desk, Question(text, **given), JA)]

    return asyncio.run(collect())


@contextmanager
def calling(desk: Desk, user: str | None = None) -> Iterator[TestClient]:
    """A client of the chat's own routes, without Gradio; `user` is what a login has found out."""
    app = FastAPI()
    app.include_router(router(desk, "/chat"))

    @app.get("/chat/")
    def page() -> str:
        return ""

    @app.get("/chat/own/who")
    def who(request: Request) -> str:
        return str(request.state.visitor)

    app.add_middleware(Visitors, chat="/chat")
    if user is not None:

        @app.middleware("http")
        async def log_in(request: Request, proceed: Any) -> Any:
            request.state.user = User(user, including("staff"))
            return await proceed(request)

    with TestClient(app, base_url="http://127.0.0.1") as client:
        yield client
