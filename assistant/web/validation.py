"""What a client is told of a request that does not fit: where and why, and nothing of what it sent.

FastAPI's own answer repeats the body, which may be a question with personal data. Called by `assistant.web.app`.
"""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.routing import Mount

from assistant.guardrails.input import displayed


def repeat_no_input(app: FastAPI) -> None:
    """Makes this app and those mounted in it answer 422 without the input."""
    app.add_exception_handler(RequestValidationError, _unfit)
    for route in app.routes:
        if isinstance(route, Mount) and isinstance(route.app, FastAPI):
            repeat_no_input(route.app)


async def _unfit(request: Request, error: Exception) -> JSONResponse:
    found = error.errors() if isinstance(error, RequestValidationError) else []
    # A key that is not known is the sender's own word.
    told = [{"type": e["type"], "loc": [displayed(str(part)) for part in e["loc"]]} for e in found]
    return JSONResponse({"detail": told}, status_code=422)
