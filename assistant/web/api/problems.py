"""Errors as problem+json (RFC 9457): an error goes in, a response that repeats nothing of the request comes out.

Called by the routes, by the middlewares, and for whatever FastAPI and Starlette refuse themselves.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from assistant.chain import QuestionError
from assistant.errors import AssistantError, IndexDamagedError, IndexMissingError, IndexOutdatedError, NotRecordedError
from assistant.stopping import StoppedError
from prompts import problems as words
from vectorstore.errors import VectorStoreError

PREFIX = "urn:policy-assistant:problem:"
MEDIA_TYPE = "application/problem+json"
_BY_STATUS = {404: "not_found", 405: "method", 413: "too_large", 415: "media_type"}
_log = logging.getLogger(__name__)


class ProblemError(Exception):
    """A request ends here. `kind` is a stable word of `prompts.problems.PROBLEMS`."""

    def __init__(self, status: int, kind: str, *, retry_after: float | None = None, errors: Any = None) -> None:
        """`retry_after`: seconds until it makes sense to ask again."""
        super().__init__(kind)
        self.status, self.kind = status, kind
        self.retry_after, self.errors = retry_after, errors

    @property
    def content(self) -> dict[str, Any]:
        """The problem as JSON values."""
        title, detail = words.PROBLEMS[self.kind]
        told: dict[str, Any] = {"type": PREFIX + self.kind, "title": title, "status": self.status, "detail": detail}
        return told if self.errors is None else {**told, "errors": self.errors}

    def response(self, headers: dict[str, str] | None = None) -> JSONResponse:
        """The response; whole seconds in Retry-After, at least one."""
        more = {} if self.retry_after is None else {"Retry-After": str(max(1, -int(-self.retry_after // 1)))}
        return JSONResponse(self.content, self.status, {**(headers or {}), **more}, media_type=MEDIA_TYPE)


def of(error: Exception) -> ProblemError:
    """What a client is told of an error; what nobody expected is logged by type and place alone."""
    if isinstance(error, ProblemError):
        return error
    if isinstance(error, QuestionError):
        return ProblemError(422, "question")
    kind = "defect"
    if isinstance(error, IndexMissingError):
        kind = "no_index"
    elif isinstance(error, IndexDamagedError | IndexOutdatedError | VectorStoreError):
        kind = "index"
    elif isinstance(error, NotRecordedError):
        kind = "not_recorded"
    elif isinstance(error, StoppedError):
        return ProblemError(503, "stopped", retry_after=300)
    if kind == "defect" and not isinstance(error, AssistantError):
        # A question has no place in the log, so no message and no trace.
        _log.error("api: %s at %s; this is a defect, please report it", type(error).__name__, place(error))
        return ProblemError(500, "defect")
    _log.warning("api: %s", error)
    return ProblemError(503, kind, retry_after=60)


def place(error: BaseException) -> str:
    """File and line at which an error was raised."""
    at = error.__traceback__
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    return f"{at.tb_frame.f_code.co_filename}:{at.tb_lineno}" if at is not None else "an unknown place"


def install(app: FastAPI, known: Iterable[str]) -> None:
    """Makes the app answer every error with a problem. `known`: names that a message may repeat."""
    spoken = frozenset(known) | {"body", "query", "path", "header", "cookie"}

    async def unfit(request: Request, error: Exception) -> JSONResponse:
        found = error.errors() if isinstance(error, RequestValidationError) else []
        told = [{"type": e["type"], "loc": [_shown(part, spoken) for part in e["loc"]]} for e in found]
        return ProblemError(422, "unfit", errors=told).response()

    async def refused(request: Request, error: Exception) -> JSONResponse:
        status = error.status_code if isinstance(error, HTTPException) else 500
        headers = dict(error.headers or {}) if isinstance(error, HTTPException) else {}
        return ProblemError(status, _BY_STATUS.get(status, "request")).response(headers)

    async def problem(request: Request, error: Exception) -> JSONResponse:
        return of(error).response()

    app.add_exception_handler(RequestValidationError, unfit)
    app.add_exception_handler(HTTPException, refused)
    app.add_exception_handler(ProblemError, problem)


def _shown(part: str | int, spoken: frozenset[str]) -> str | int:
    # A name that is not known is the sender's own word.
    return part if isinstance(part, int) or part in spoken else "…"
