"""The API's routes with a stand-in for the chain: what goes in, what comes out, and what is never repeated."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import IndexDamagedError, IndexMissingError, NotRecordedError
from ingest.models import Source
from tests.assistant.web.api.sites import Kept, calling, events, side, site
from tests.assistant.web.samples import Answers, answer

RAW = "私は佐藤花子です。電話は090-0000-1234です。"
ASK = "/api/public/ask"


def source(source_id: str, **more: str) -> Source:
    return Source(source_id, Path("x"), "題", **more)


def test_an_answer_is_the_contracts() -> None:
    found = answer()
    with calling(site(side("public", Answers(found)))) as client:
        response = client.post(ASK, json={"question": "期間は？"})
    assert response.status_code == 200 and response.json() == found.model_dump(mode="json")
    assert response.headers["content-language"] == "ja" and response.headers["cache-control"] == "no-store"


def test_a_stream_tells_status_sentences_citations_and_the_whole() -> None:
    found = answer()
    with calling(site(side("public", Answers(found)))) as client:
        response = client.post(f"{ASK}/stream", json={"question": "期間は？"})
    told = events(response.text)
    assert response.headers["content-type"].startswith("text/event-stream")
    assert [name for _, name, _ in told] == ["status", "status", "sentence", "citations", "done"]
    assert json.loads(told[2][2]) == found.sentences[0].model_dump(mode="json")
    assert json.loads(told[-1][2]) == found.model_dump(mode="json")
    run = told[0][0].rpartition("-")[0]
    assert [place for place, *_ in told] == [f"{run}-{n}" for n in range(5)]


def test_what_comes_with_a_question_reaches_the_chain() -> None:
    noted = Answers(answer())
    known = [source("a", period="令和6年度～令和8年度"), source("b", issued="2021-02"), source("c")]
    body = {
        "question": "期間は？",
        "history": [{"question": RAW, "answer_id": "ab"}],
        "filters": {"publisher": ["青波県", "赤波県"], "fiscal_year": "Ｒ７"},
        "language": "ja-JP",
    }
    with calling(site(side("public", noted, sources=known))) as client:
        assert client.post(ASK, json=body).status_code == 200
        assert noted.given[-1].filters.document_ids == ("a",)
        assert noted.given[-1].filters.publishers == ("青波県", "赤波県")
        (former,) = noted.given[-1].history
        assert "佐藤" not in former and "0000" not in former and "電話" in former
        for filters, documents in (
            ({"fiscal_year": 2020}, ("b",)),
            ({"fiscal_year": "令和3年度"}, ("",)),
            ({"fiscal_year": 2025, "document": ["b", "c"]}, ("",)),
            ({"document": "b"}, ("b",)),
            ({}, ()),
        ):
            assert client.post(ASK, json={"question": "期間は？", "filters": filters}).status_code == 200
            assert noted.given[-1].filters.document_ids == documents, filters


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"question": ""},
        {"question": "あ" * 2001},
        {"question": [RAW]},
        {"question": RAW, RAW: RAW},
        {"question": RAW, "history": [{"question": RAW, "answer_id": "ab"}] * 6},
        {"question": RAW, "history": [{"question": RAW}]},
        {"question": RAW, "history": [{"question": RAW, "answer_id": RAW}]},
        {"question": RAW, "filters": {"document": []}},
        {"question": RAW, "filters": {RAW: "a"}},
        {"question": RAW, "filters": {"fiscal_year": RAW}},
        {"question": RAW, "filters": {"fiscal_year": True}},
        {"question": RAW, "language": RAW},
        [RAW],
        RAW,
        None,
    ],
)
def test_a_body_that_does_not_fit_is_told_and_not_repeated(body: Any) -> None:
    asked = Answers(answer())
    with calling(site(side("public", asked))) as client:
        for path in (ASK, f"{ASK}/stream"):
            response = client.post(path, json=body)
            assert response.status_code == 422, response.text
            assert response.headers["content-type"] == "application/problem+json"
            told = response.json()
            assert told["status"] == 422 and told["errors"] and told["type"] == "urn:policy-assistant:problem:unfit"
            assert "0000" not in response.text and "花子" not in response.text
    assert asked.asked == []


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff\xfe", b'{"question": "\\ud800"}', b"[" * 60_000, b'{"question": 1' + b"0" * 9000 + b"}"],
)
def test_what_is_no_json_is_told(content: bytes) -> None:
    with calling(site(side("public", Answers(answer())))) as client:
        response = client.post(ASK, content=content, headers={"content-type": "application/json"})
        other = client.post(ASK, content=b'{"question":"x"}', headers={"content-type": "text/plain"})
    assert response.status_code in (400, 422) and response.headers["content-type"] == "application/problem+json"
    assert other.status_code == 422


def test_a_body_that_is_too_large_is_told() -> None:
    with calling(site(side("public", Answers(answer())))) as client:
        response = client.post(ASK, json={"question": "あ" * 50_000})
    assert response.status_code == 413 and response.json()["type"].endswith(":too_large")
    assert response.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("error", "status", "kind"),
    [
        (IndexMissingError("x"), 503, "no_index"),
        (IndexDamagedError("x"), 503, "index"),
        (NotRecordedError("x"), 503, "not_recorded"),
        (RuntimeError(RAW), 500, "defect"),
    ],
)
def test_errors_are_problems(error: Exception, status: int, kind: str, caplog: pytest.LogCaptureFixture) -> None:
    with calling(site(side("public", Answers(error)))) as client:
        response = client.post(ASK, json={"question": "期間は？"})
        told = events(client.post(f"{ASK}/stream", json={"question": "期間は？"}).text)
    assert (response.status_code, response.json()["type"]) == (status, f"urn:policy-assistant:problem:{kind}")
    assert told[-1][1] == "error" and json.loads(told[-1][2])["type"].endswith(kind)
    assert "花子" not in caplog.text and "花子" not in response.text


def test_feedback_is_kept_for_an_answer_of_ones_own_side() -> None:
    kept = Kept(aa="resident", bb="staff")
    with calling(site(side("public", Answers(answer()), feedback=kept))) as client:
        path = "/api/public/feedback"
        assert client.post(path, json={"answer_id": "aa", "good": True}).status_code == 201
        bad = client.post(path, json={"answer_id": "aa", "good": False, "reason": "wrong", "text": "違う"})
        assert bad.json() == {"id": "f" * 32}
        for body, status in (
            ({"answer_id": "bb", "good": True}, 404),
            ({"answer_id": "cc", "good": True}, 404),
            ({"answer_id": "aa", "good": True, "reason": "wrong"}, 422),
            ({"answer_id": "aa", "good": False}, 422),
            ({"answer_id": "aa", "good": False, "reason": "other"}, 422),
            ({"answer_id": "aa", "good": "yes"}, 422),
        ):
            assert client.post(path, json=body).status_code == status, body
    assert kept.said == [("aa", True, None, ""), ("aa", False, "wrong", "違う")]


def test_the_faq_is_what_its_loader_gives() -> None:
    def broken() -> Any:
        raise OSError("x")

    entries = [{"question": "期間は？", "answer": "3年間です。", "id": "1"}]
    for load, status in ((lambda: entries, 200), (broken, 503)):
        with calling(site(side("public", Answers(answer()), faq=load))) as client:
            response = client.get("/api/public/faq")
            assert response.status_code == status
            assert status != 200 or response.json() == {"entries": entries}


def test_a_side_that_is_not_there_is_nowhere() -> None:
    with calling(site(side("public", Answers(answer())))) as client:
        for path in ("ask", "ask/stream", "feedback", "faq"):
            response = client.post(f"/api/staff/{path}", json={"question": RAW})
            assert response.status_code == 404 and response.json()["type"].endswith(":not_found")
        assert client.get(ASK).status_code == 405
