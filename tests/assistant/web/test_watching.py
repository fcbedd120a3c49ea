"""What operators see: figures, logs and spans, none of which holds a question or an address."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from starlette.testclient import TestClient

from assistant.errors import IndexMissingError
from assistant.web import operations
from assistant.web.logs import JsonFormatter, use_json
from assistant.web.metrics import Measured, Metrics
from assistant.web.tracing import Spans
from tests.assistant.web.api.sites import calling, side, site
from tests.assistant.web.samples import Answers, answer

RAW = "私は佐藤花子です。電話は090-0000-1234です。"


@pytest.fixture
def logged() -> Iterator[list[str]]:
    """Every line of the log as it would be written."""
    root, ours = logging.getLogger(), logging.getLogger("assistant")
    former, level = list(root.handlers), ours.level
    use_json()
    (handler,) = root.handlers
    lines: list[str] = []
    handler.emit = lambda record: lines.append(handler.format(record))  # type: ignore[method-assign]
    yield lines
    root.handlers[:] = former
    ours.setLevel(level)


def test_nothing_of_a_request_is_in_logs_figures_or_spans(logged: list[str]) -> None:
    metrics, exporter = Metrics(), InMemorySpanExporter()
    spans = Spans(metrics, exporter)
    answering = Measured(Answers(answer()), metrics, "public")
    broken = Measured(Answers(RuntimeError(RAW)), metrics, "staff")
    app = site(side("public", answering), side("staff", broken), counting=spans, logged=True)
    with calling(app) as client:
        headers = {"x-forwarded-for": "198.51.100.7", "user-agent": RAW.encode().hex()}
        assert client.post("/api/public/ask", json={"question": RAW}, headers=headers).status_code == 200
        assert client.post("/api/staff/ask", json={"question": RAW}, headers=headers).status_code == 500
        assert client.post(f"/{RAW}", json={"question": RAW}, headers=headers).status_code == 404
        assert client.request("花", "/healthz").status_code in (400, 405)
    spans.close()
    told = (
        "\n".join(logged) + metrics.text().decode() + "".join(span.to_json() for span in exporter.get_finished_spans())
    )
    for word in ("佐藤", "花", "0000", "198.51", "電話", RAW.encode().hex()[:20]):
        assert word not in told, word
    lines = [json.loads(line) for line in logged]
    requests = [(line["route"], line["status"]) for line in lines if line.get("event") == "request"]
    assert ("/api/public/ask", 200) in requests and ("/api/staff/ask", 500) in requests and ("none", 404) in requests
    assert [line["level"] for line in lines if "RuntimeError" in line["message"]] == ["error"]
    figures = metrics.text().decode()
    assert 'policy_assistant_answers_total{side="public",status="answered"} 1.0' in figures
    assert 'policy_assistant_failed_questions_total{error="RuntimeError",side="staff"} 1.0' in figures
    assert len(exporter.get_finished_spans()) == len(requests) == 4


def test_an_exception_in_the_log_is_its_kind_alone() -> None:
    try:
        raise ValueError(RAW)
    except ValueError as error:
        record = logging.LogRecord("x", logging.ERROR, "", 0, "broken", (), (type(error), error, None))
    line = json.loads(JsonFormatter().format(record))
    assert line["error"] == "ValueError" and line["message"] == "broken" and "花子" not in json.dumps(line)


def test_the_second_listener_tells_readiness_figures_and_the_api() -> None:
    said: dict[str, Any] = {"public": "ready", "staff": "stopped"}

    def check(name: str) -> Any:
        def look() -> str:
            if isinstance(said[name], Exception):
                raise said[name]
            return str(said[name])

        return look

    app = site(side("public", Answers(answer())), side("staff", Answers(answer())))
    looking = operations.create(app, Metrics(), {name: check(name) for name in said}, ["127.0.0.1"])
    with TestClient(looking, base_url="http://127.0.0.1") as client:
        assert client.get("/readyz").json() == {"status": "ready", "sides": said}
        said["public"] = IndexMissingError("nothing is indexed")
        response = client.get("/readyz")
        assert response.status_code == 503 and "nothing is indexed" in response.json()["sides"]["public"]
        assert "policy_assistant_questions_waiting" in client.get("/metrics").text
        paths = client.get("/openapi.json").json()["paths"]
        assert set(paths) == {
            "/healthz", *(f"/api/{s}/{p}" for s in ("public", "staff") for p in ("ask", "ask/stream", "feedback"))
        }  # fmt: skip
        assert client.get("/readyz", headers={"host": "rebound.example"}).status_code == 400


def test_every_operation_has_examples_and_tells_its_errors() -> None:
    from assistant.web.api.schema import describe

    told = describe(site(side("public", Answers(answer()), faq=list)))
    assert len(told["paths"]) == 5
    for path, item in told["paths"].items():
        for operation in item.values():
            assert operation["summary"], path
            for status, response in operation["responses"].items():
                kinds = list(response.get("content", {}))
                assert status in ("200", "201") or kinds == ["application/problem+json"], (path, status)
            body = operation.get("requestBody")
            if body:
                name = body["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
                assert told["components"]["schemas"][name]["examples"], path
