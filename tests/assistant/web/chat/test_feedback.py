"""Good or bad with a reason: it joins the entry of its answer, once, and only for whoever asked."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Answer
from assistant.errors import AuditError
from assistant.given import NOTHING, Given
from assistant.records import shape, store
from assistant.records.log import AuditLog
from assistant.records.recorder import Recorder
from assistant.records.trace import Trace
from assistant.settings import Settings
from assistant.web.chat.desk import Desk
from assistant.web.chat.history import History
from tests.assistant.web.chat.desks import OURS, asked, calling, desk
from tests.assistant.web.samples import PLAN, Answers, answer

USER = "user:tanaka"


class Recording(Answers):
    """Records what it answers, as the chain does."""

    def __init__(self, recorder: Recorder) -> None:
        super().__init__(answer())
        self.recorder = recorder

    def ask(self, question: str, given: Given = NOTHING) -> Answer:
        found = super().ask(question, given).model_copy(update={"audit_id": uuid.uuid4().hex})
        return self.recorder.record(found, Trace(session=given.session))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path / "data")


@pytest.fixture
def recorded(settings: Settings) -> Iterator[Desk]:
    """A desk with an audit log and one answer in it."""
    with closing(Recorder(settings, "staff")) as recorder:
        made = Desk(Recording(recorder), "staff", lambda: [PLAN], recorder=recorder, history=History())
        assert not asked(made, owner=USER, session="hash-1")[-1].failed
        yield made


def entries(settings: Settings) -> list[dict[str, Any]]:
    with closing(AuditLog.open_existing(settings)) as log, log.database.reading() as connection:
        return [shape.of(e) for e in store.between(connection)]


def turn_of(made: Desk) -> str:
    return made.history.turns(USER, "c1")[0].id


def test_feedback_joins_the_entry_of_its_answer(recorded: Desk, settings: Settings) -> None:
    body = {"turn": turn_of(recorded), "good": False, "reason": "wrong_source", "text": "電話は090-0000-1234です"}
    with calling(recorded, "tanaka") as client:
        response = client.post("/chat/own/feedback", json=body, headers=OURS)
        assert (response.status_code, response.json()) == (200, {"told": "thanks"})
        again = client.post("/chat/own/feedback", json=body, headers=OURS)
        assert (again.status_code, again.json()) == (409, {"told": "already"})
    kept = entries(settings)
    (question,) = [e for e in kept if e["kind"] == "question"]
    (feedback,) = [e for e in kept if e["kind"] == "feedback"]
    assert feedback["about"] == question["id"] == recorded.history.turns(USER, "c1")[0].answer.audit_id
    assert feedback["facts"] == {"good": False, "reason": "wrong_source"}
    assert "090-0000" not in str(feedback) and "電話" in feedback["text"]["comment"]
    assert recorded.history.turns(USER, "c1")[0].rated == "wrong_source"


def test_the_session_of_the_page_reaches_the_log_as_a_pseudonym(recorded: Desk, settings: Settings) -> None:
    asked(recorded, owner=USER, session="hash-1")
    asked(recorded, owner=USER, session="hash-2")
    sessions = [e["text"]["session"] for e in entries(settings) if e["kind"] == "question"]
    assert sessions[0] == sessions[1] != sessions[2] and "hash" not in str(sessions)


def test_nobody_judges_what_another_one_asked(recorded: Desk, settings: Settings) -> None:
    with calling(recorded, "suzuki") as client:
        body = {"turn": turn_of(recorded), "good": True}
        assert client.post("/chat/own/feedback", json=body, headers=OURS).status_code == 404
    assert not [e for e in entries(settings) if e["kind"] == "feedback"]


def test_feedback_that_cannot_be_written_may_be_given_again(recorded: Desk) -> None:
    class Broken:
        def feedback(self, *_: object) -> str:
            raise AuditError("full")

    body = {"turn": turn_of(recorded), "good": True}
    with calling(Desk(recorded.answering, "staff", recorder=Broken(), history=recorded.history), "tanaka") as client:
        failed = client.post("/chat/own/feedback", json=body, headers=OURS)
        assert (failed.status_code, failed.json()) == (503, {"told": "failed"})
    with calling(recorded, "tanaka") as client:
        assert client.post("/chat/own/feedback", json=body, headers=OURS).status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"\xff\xfe", b"[]", b'{"good": true}', b'{"turn": "x", "good": false}',
        b'{"turn": "x", "good": true, "reason": "wrong"}', b'{"turn": "x", "good": false, "reason": "ugly"}',
        b'{"turn": "x", "good": true, "secret": "090-0000-1234"}',
        b'{"turn": "x", "good": false, "reason": "wrong", "text": "' + b"a" * 2001 + b'"}',
    ],
)  # fmt: skip
def test_what_is_no_feedback_is_refused_and_not_repeated(recorded: Desk, body: bytes) -> None:
    with calling(recorded, "tanaka") as client:
        response = client.post("/chat/own/feedback", content=body, headers=OURS)
    assert response.status_code == 422 and "090-0000" not in response.text


def test_a_body_without_end_is_cut_off_and_another_sites_is_refused(recorded: Desk) -> None:
    with calling(recorded, "tanaka") as client:
        assert client.post("/chat/own/feedback", content=b"x" * 40_000, headers=OURS).status_code == 413
        body = {"turn": turn_of(recorded), "good": True}
        assert client.post("/chat/own/feedback", json=body).status_code == 403
        assert client.delete("/chat/own/conversations").status_code == 403
    assert recorded.history.turns(USER, "c1")[0].rated is None


def test_an_answer_without_a_record_offers_no_feedback() -> None:
    assert "pa-feedback" not in asked(desk(answer(audit_id="")))[-1].html
    assert "pa-feedback" in asked(desk())[-1].html
