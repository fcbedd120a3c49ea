"""Files to save: a conversation as Markdown or Word, an answer's tables as CSV; routes, added by `routes`."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Request, Response

from assistant.records.words import JAPAN
from assistant.web.chat import shown, tables, transcript
from assistant.web.chat.csvfile import csv_of
from assistant.web.chat.desk import Desk
from assistant.web.chat.history import HistoryError
from assistant.web.chat.markdown import markdown
from assistant.web.chat.visitor import owner_of
from assistant.web.chat.word import word
from assistant.web.chat.words import Words, words

_TYPES = {
    "md": "text/markdown; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def add(made: APIRouter, desk: Desk) -> None:
    """Adds the routes. Whoever does not own a conversation is told that there is none."""

    @made.get("/conversations/{conversation}.{kind}")
    def saved(request: Request, conversation: str, kind: Literal["md", "docx"], lang: str = "ja") -> Response:
        w = words(lang)
        try:
            kept = desk.history.turns(owner_of(request.state), conversation)
        except HistoryError:
            raise HTTPException(503) from None
        if not kept:
            raise HTTPException(404)
        turns = [(shown.of(k, desk.documents), k.at) for k in kept]
        whole = transcript.of(turns, datetime.now(UTC), w)
        return _file(markdown(whole, w).encode("utf-8", "replace") if kind == "md" else word(whole, w), kind, w)

    @made.get("/tables/{turn}.csv")
    def table(request: Request, turn: str, lang: str = "ja") -> Response:
        w = words(lang)
        try:
            kept = desk.history.turn(owner_of(request.state), turn)
        except HistoryError:
            raise HTTPException(503) from None
        found = tables.all_tables(shown.of(kept, desk.documents), w) if kept else []
        if not found:
            raise HTTPException(404)
        return _file(csv_of(found), "csv", w)


def _file(content: bytes, kind: str, w: Words) -> Response:
    name = quote(w("export.file", at=f"{datetime.now(JAPAN):%Y%m%d-%H%M}"))
    disposition = f"attachment; filename=\"policy-assistant.{kind}\"; filename*=UTF-8''{name}.{kind}"
    return Response(content, media_type=_TYPES[kind], headers={"Content-Disposition": disposition})
