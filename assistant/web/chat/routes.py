"""What the chat's own scripts and links ask for: feedback, the history, what stands around a quotation, downloads.

Gradio's file routes stay closed; these stand beside it, below the same path, so that a login in front of the chat is in
front of them too. Whatever changes something wants a header that no other site can send. Called by
`assistant.web.mounts`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Literal, TypeVar

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import HTMLResponse, JSONResponse
from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.errors import AuditError
from assistant.records.feedback import MAX_TEXT, Reason
from assistant.web.chat import downloads, reading, sources
from assistant.web.chat.desk import Desk
from assistant.web.chat.history import HistoryError
from assistant.web.chat.listing import listed
from assistant.web.chat.visitor import owner_of
from assistant.web.chat.words import words

T = TypeVar("T")
HEADER = "X-Policy-Assistant"
_MOST_BYTES = 32_768


class Judged(BaseModel):
    """Feedback on one answer."""

    model_config = ConfigDict(extra="forbid")

    turn: str
    good: bool
    reason: Reason | None = None
    text: str = ""


def own_request(request: Request) -> None:
    """Refuses what another site's page may have sent."""
    if request.headers.get(HEADER) != "chat":
        raise HTTPException(403)


async def judged(request: Request) -> Judged:
    """The body, bounded; 413 and 422 repeat nothing of it."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST_BYTES:
            raise HTTPException(413)
    try:
        given = Judged.model_validate_json(body)
    except ValidationError:
        raise HTTPException(422) from None
    if given.good == (given.reason is not None) or len(given.text) > MAX_TEXT:
        raise HTTPException(422)
    return given


def router(desk: Desk, chat: str) -> APIRouter:
    """The routes. `chat`: where Gradio is mounted."""
    made = APIRouter(prefix=f"{chat}/own", include_in_schema=False)

    @made.get("/reading")
    def read(document: str, start: int, end: int, reach: Literal["near", "section"], lang: str = "ja") -> HTMLResponse:
        """The passages around a quotation."""
        w, passages = words(lang), desk.documents(document)
        place = reading.holding(passages, start, end)
        if place is None:
            raise HTTPException(404)
        return HTMLResponse(sources.reach(passages, place, [(start, end)], reach == "section", w))

    @made.get("/conversations")
    def conversations(request: Request, lang: str = "ja") -> HTMLResponse:
        w = words(lang)
        return HTMLResponse(_safely(lambda: listed(desk.history.conversations(owner_of(request.state)), desk.days, w)))

    @made.delete("/conversations", dependencies=[Depends(own_request)])
    def delete_all(request: Request) -> JSONResponse:
        return JSONResponse({"deleted": _safely(lambda: desk.history.delete(owner_of(request.state)))})

    @made.delete("/conversations/{conversation}", dependencies=[Depends(own_request)])
    def delete_one(request: Request, conversation: str) -> JSONResponse:
        gone = _safely(lambda: desk.history.delete(owner_of(request.state), conversation))
        return JSONResponse({"deleted": gone}, status_code=200 if gone else 404)

    downloads.add(made, desk)

    @made.post("/feedback", dependencies=[Depends(own_request)])
    def feedback(request: Request, given: Annotated[Judged, Depends(judged)]) -> JSONResponse:
        return _told(_judge(desk, owner_of(request.state), given))

    return made


def _safely(read: Callable[[], T]) -> T:
    try:
        return read()
    except HistoryError:
        raise HTTPException(503) from None


def _judge(desk: Desk, owner: str, given: Judged) -> str:
    """Joins feedback to its answer; the word for what became of it. An answer takes one."""
    try:
        kept = desk.history.turn(owner, given.turn)
        if kept is None:
            return "unknown"
        if desk.recorder is None or not kept.answer.audit_id:
            return "unrecorded"
        if not desk.history.rate(owner, kept.id, given.reason.value if given.reason else "good"):
            return "already"
        try:
            desk.recorder.feedback(kept.answer.audit_id, given.good, given.reason, given.text)
        except AuditError:
            desk.history.rate(owner, kept.id, None)
            raise
    except (HistoryError, AuditError):
        return "failed"
    return "thanks"


def _told(word: str) -> JSONResponse:
    status = {"thanks": 200, "unknown": 404, "already": 409, "unrecorded": 409, "failed": 503}[word]
    return JSONResponse({"told": word}, status_code=status)
