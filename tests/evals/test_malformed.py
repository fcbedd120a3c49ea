"""Malformed requests from our own OpenAPI, to both sides; `python -m evals.malformed` sends 3,000 to each channel."""

from __future__ import annotations

import json

import pytest

from assistant.web.api.schema import describe
from evals.malformed import Reply, Report, attack
from tests.assistant.web.api.sites import calling, side, site
from tests.assistant.web.samples import Answers, answer


@pytest.mark.parametrize("name", ["public", "staff"])
def test_what_is_malformed_is_refused_and_not_repeated(name: str) -> None:
    app = site(side(name, Answers(answer()), faq=list if name == "public" else None))
    with calling(app) as client:

        def send(method: str, path: str, headers: dict[str, str], body: bytes) -> Reply:
            response = client.request(method, path, headers=headers, content=body)
            media_type = response.headers.get("content-type", "").partition(";")[0]
            return Reply(response.status_code, media_type, response.text)

        report = attack(json.loads(json.dumps(describe(app))), send, 150)
    assert report.faults == [] and report.sent >= 150
    assert report.statuses[422] > 100, report.statuses


def test_the_check_finds_what_it_looks_for() -> None:
    body = json.dumps({"question": "私の名前です。", "私の秘密の鍵": 1}).encode()
    for reply in (
        Reply(500, "application/problem+json", ""),
        Reply(422, "application/json", "{}"),
        Reply(422, "application/problem+json", "私の名前です。はだめ"),
        Reply(422, "application/problem+json", "私の秘密の鍵"),
    ):
        report = Report()
        report.note("POST /", body, reply)
        assert len(report.faults) == 1, reply
