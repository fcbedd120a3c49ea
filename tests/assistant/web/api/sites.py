"""Apps with stand-ins for what answers, for the tests of the API."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.errors import UnknownAnswerError
from assistant.web import app as web
from assistant.web.api.routes import Side
from assistant.web.api.runs import Limits, Runs
from ingest.models import Source

JSON = {"content-type": "application/json"}


class Kept:
    """Keeps feedback; knows the answers in `known`, each with its audience."""

    def __init__(self, **known: str) -> None:
        self.known, self.said = known, []  # type: ignore[var-annotated]

    def feedback(
        self, answer_id: str, good: bool, reason: str | None = None, text: str = "", *, audience: str | None = None
    ) -> str:
        if self.known.get(answer_id) != audience:
            raise UnknownAnswerError("unknown")
        self.said.append((answer_id, good, reason, text))
        return "f" * 32


def side(name: Any, answering: Any, *, runs: Runs | None = None, sources: Sequence[Source] = (), **more: Any) -> Side:
    """A side of the API."""
    given = {"feedback": Kept(), **more}
    return Side(name, answering, lambda: sources, runs=runs or Runs(Limits()), **given)


def site(*sides: Side, **more: Any) -> FastAPI:
    """An app of these sides, which share their runs."""
    return web.create(web.Site(["127.0.0.1"], sides, runs=sides[0].runs, **more))


@contextmanager
def calling(app: FastAPI) -> Iterator[TestClient]:
    """A client of a running app; what it raises inside comes back as a response."""
    with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
        yield client


def events(text: str) -> list[tuple[str, str, str]]:
    """Id, name and data of each event of a stream; comments are left out."""
    found = []
    for block in text.split("\n\n"):
        lines = dict(line.split(": ", 1) for line in block.split("\n") if line and not line.startswith(":"))
        if lines:
            found.append((lines["id"], lines["event"], lines["data"]))
    return found
