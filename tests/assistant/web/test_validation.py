"""A request that does not fit is told where and why, and nothing of it is repeated."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel, ConfigDict

from assistant.web.validation import repeat_no_input

RAW = "私は佐藤花子です。電話は090-0000-1234です。"


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid")
    question: str


def test_bodies_are_not_repeated() -> None:
    inner, app = FastAPI(), FastAPI()

    async def ask(body: Body) -> str:
        return body.question

    for one in (inner, app):
        one.add_api_route("/ask", ask, methods=["POST"])
    app.mount("/inner", inner)
    repeat_no_input(app)
    bodies = ({"question": [RAW]}, {"question": "a", "090-0000-1234": RAW}, [RAW], RAW)
    with TestClient(app) as client:
        responses = [client.post(path, json=body) for path in ("/ask", "/inner/ask") for body in bodies]
    for response in responses:
        assert response.status_code == 422 and response.json()["detail"]
        assert "0000" not in response.text and "花子" not in response.text
