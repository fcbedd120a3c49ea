"""The routes of one side, for residents or for staff: what answers goes in, an APIRouter comes out.

Called by `assistant.web.app`. Every error is a problem (`assistant.web.api.problems`).
"""

from __future__ import annotations

import asyncio
import hashlib
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Protocol

from fastapi import APIRouter, Depends, Header, Request
from fastapi.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from assistant.answer import Answer
from assistant.errors import AuditError, UnknownAnswerError
from assistant.web.api import bodies, examples, given
from assistant.web.api.caller import Caller
from assistant.web.api.events import EventStream, left, place_of
from assistant.web.api.faq import FaqLoader
from assistant.web.api.problems import MEDIA_TYPE, ProblemError
from assistant.web.api.runs import Run, Runs, Streaming

_KEY = secrets.token_bytes(32)  # of this process: nothing that is made with it outlives it


class FeedbackKeeper(Protocol):
    """What records feedback: `assistant.records.recorder.Recorder`, or a stand-in in tests."""

    def feedback(
        self, answer_id: str, good: bool, reason: str | None = None, text: str = "", *, audience: str | None = None
    ) -> str:
        """The id of the entry; raises AuditError."""
        ...


async def anybody(request: Request) -> Caller:
    """Lets everyone in, and knows nobody."""
    return Caller()


@dataclass(frozen=True)
class Side:
    """What one side of the API needs.

    `admit` lets a request in or raises ProblemError, and says who calls; every route but the FAQ asks it, which asks
    `known`, and lets everyone in. `faq` is None where there is no such route.
    """

    name: Literal["public", "staff"]
    answering: Streaming
    sources: given.Sources
    feedback: FeedbackKeeper
    runs: Runs
    faq: FaqLoader | None = None
    admit: Callable[[Request], Awaitable[Caller]] = anybody
    known: Callable[[Request], Awaitable[Caller]] = anybody

    @property
    def audience(self) -> Literal["resident", "staff"]:
        """Whose answers these are."""
        return "resident" if self.name == "public" else "staff"


def router(side: Side) -> APIRouter:
    """The routes under `/api/public` or `/api/staff`."""
    made = APIRouter(prefix=f"/api/{side.name}", tags=[side.name], responses=_problems(413, 422, 500))
    made.add_api_route(
        "/ask", _ask(side), methods=["POST"], summary="Ask, and get the whole answer", operation_id=f"{side.name}_ask",
        response_model=Answer, responses={**_example(examples.ANSWER), **_problems(408, 415, 429, 503)},
    )  # fmt: skip
    made.add_api_route(
        "/ask/stream", _stream(side), methods=["POST"], summary="Ask, and get sentence by sentence",
        operation_id=f"{side.name}_ask_stream", response_class=EventStream, status_code=200, description=_STREAM,
        responses={200: _EVENTS, **_problems(408, 415, 429, 503)},
    )  # fmt: skip
    made.add_api_route(
        "/feedback", _feedback(side), methods=["POST"], summary="Say what is good or bad about an answer",
        status_code=201, response_model=bodies.FeedbackKept, operation_id=f"{side.name}_feedback",
        responses=_problems(404, 408, 415, 429, 503),
    )  # fmt: skip
    if side.faq is not None:
        made.add_api_route(
            "/faq", _faq(side.faq, side.known), methods=["GET"], summary="Frequent questions with their answers",
            response_model=bodies.Faq, operation_id="public_faq",
            responses={**_example(examples.FAQ), **_problems(503)},
        )  # fmt: skip
    return made


_Handler = Callable[..., Awaitable[Any]]
_STREAM = (
    "Events: `status` (`state`: accepted, waiting, answering), `sentence` (one verified sentence with the numbers of"
    " its citations), `citations`, `done` (the whole answer), and `error` (a problem, the last event) where it fails"
    " on the way. A comment is sent where nothing else is to be said for a while. A client that was cut off sends the"
    " same body again with `Last-Event-ID`, and gets what came behind that event; an id that is not known any more"
    " asks anew."
)
_EVENTS: dict[str, Any] = {
    "description": "The stream",
    "content": {"text/event-stream": {"schema": {"type": "string"}, "example": examples.STREAM}},
}
_LastEventId = Annotated[str | None, Header(alias="Last-Event-ID", max_length=100)]


def _ask(side: Side) -> _Handler:
    admitted = Depends(side.admit)

    async def ask(body: bodies.Ask, request: Request, caller: Caller = admitted) -> Response:
        run = await _begun(side, body, caller)
        return JSONResponse(bodies.json_of(await _outcome(side.runs, run, request)), headers=_told(caller))

    return ask


def _stream(side: Side) -> _Handler:
    admitted = Depends(side.admit)

    async def stream(body: bodies.Ask, caller: Caller = admitted, last_event_id: _LastEventId = None) -> Response:
        if place := place_of(last_event_id):
            run = side.runs.find(place[0], _owner(side, body, caller))
            if run is not None:
                return EventStream(side.runs, run, place[1], headers=_told(caller))
        return EventStream(side.runs, await _begun(side, body, caller), headers=_told(caller))

    return stream


def _feedback(side: Side) -> _Handler:
    admitted = Depends(side.admit)

    async def feedback(body: bodies.Feedback, caller: Caller = admitted) -> Response:
        if body.good == (body.reason is not None):
            raise ProblemError(422, "feedback")
        try:
            kept = await run_in_threadpool(
                side.feedback.feedback, body.answer_id, body.good, body.reason, body.text, audience=side.audience
            )
        except UnknownAnswerError:
            raise ProblemError(404, "answer_unknown") from None
        except AuditError as error:
            raise ProblemError(503, "not_recorded", retry_after=60) from error
        return JSONResponse({"id": kept}, 201, headers=_told(caller))

    return feedback


def _faq(load: FaqLoader, known: Callable[[Request], Awaitable[Caller]]) -> _Handler:
    seen = Depends(known)

    async def faq(caller: Caller = seen) -> Response:
        try:
            entries = await run_in_threadpool(load)
        except (OSError, ValueError) as error:
            raise ProblemError(503, "no_faq", retry_after=60) from error
        return JSONResponse({"entries": [dict(entry) for entry in entries]}, headers=_told(caller))

    return faq


def _told(caller: Caller) -> dict[str, str]:
    return {"Content-Language": "ja", **caller.headers}


async def _begun(side: Side, body: bodies.Ask, caller: Caller) -> Run:
    # In a thread: former questions are searched for personal data, and sources may be read.
    found = await run_in_threadpool(given.given_of, body, side.sources, caller.session)
    return side.runs.begin(side.answering, body.question, found, _owner(side, body, caller))


def _owner(side: Side, body: bodies.Ask, caller: Caller) -> str:
    """Who may go on with a stream: whoever sends the same words, and is the same person where that is known."""
    told = "\0".join((side.name, caller.owner, body.model_dump_json()))
    return hashlib.blake2b(told.encode(), key=_KEY, digest_size=16).hexdigest()


async def _outcome(runs: Runs, run: Run, request: Request) -> Answer:
    """The answer, or a problem; a question whose client has left is given up."""
    leaving = asyncio.create_task(left(request.receive))
    waiting = asyncio.create_task(runs.outcome(run))
    try:
        await asyncio.wait({leaving, waiting}, return_when=asyncio.FIRST_COMPLETED)
        if not waiting.done():
            raise ProblemError(499, "request")  # nobody is there to read it
        return waiting.result()
    finally:
        for task in (leaving, waiting):
            task.cancel()
        await asyncio.gather(leaving, waiting, return_exceptions=True)


def _problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    return {
        status: {
            "description": _WHY[status],
            "model": bodies.Problem,
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for status in statuses
    }


_WHY = {
    404: "No answer of this id is recorded",
    408: "The body came too slowly",
    413: "The body is too large",
    415: "The body is no JSON",
    422: "The request does not fit",
    429: "Too many questions; Retry-After says when to ask again",
    500: "A defect",
    503: "No answer can be given now: stopped, no index, no record, or it took too long",
}


def _example(value: Any) -> dict[int | str, dict[str, Any]]:
    return {200: {"description": "Done", "content": {"application/json": {"example": value}}}}
