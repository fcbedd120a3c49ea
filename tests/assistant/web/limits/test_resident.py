"""Limits as a browser meets them: by address, by token, by page; and what is kept of an address."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from assistant.web.api.caller import TOKEN
from assistant.web.api.runs import Limits, Runs
from assistant.web.limits.address import networks
from assistant.web.limits.resident import ResidentLimits
from assistant.web.limits.tokens import Tokens
from tests.assistant.web.api.sites import calling, side, site
from tests.assistant.web.limits.test_window import Clock
from tests.assistant.web.samples import Answers, answer

ASK = "/api/public/ask"
PAGE = "https://www.pref.example.jp"


class House:
    """An app with limits, where each request may come from anywhere."""

    def __init__(self, by_address: int = 3, by_token: int = 2) -> None:
        self.clock, self.refused = Clock(), list[str]()
        self.limits = ResidentLimits(
            by_address, by_token, networks(["0.0.0.0/0"]), now=self.clock, refused=self.refused.append
        )
        self.limits.address = lambda request: request.headers.get("x-from", "a")  # type: ignore[method-assign]
        answering, shared = Answers(answer()), Runs(Limits())
        self.app = site(
            side("public", answering, runs=shared, faq=list, admit=self.limits.admit, known=self.limits.known),
            side("staff", answering, runs=shared),
            origins=[PAGE],
        )


@pytest.fixture
def house() -> House:
    return House()


@pytest.fixture
def client(house: House) -> Iterator[TestClient]:
    with calling(house.app) as client:
        yield client


def ask(client: TestClient, **headers: str) -> int:
    return client.post(
        ASK, json={"question": "期間は？"}, headers={k.replace("_", "-"): v for k, v in headers.items()}
    ).status_code


def test_an_address_may_ask_so_often(client: TestClient, house: House) -> None:
    assert [ask(client) for _ in range(4)] == [200, 200, 200, 429]
    assert ask(client, x_from="b") == 200
    refused = client.post(f"{ASK}/stream", json={"question": "期間は？"})
    assert refused.status_code == 429 and refused.headers["retry-after"] == "60"
    assert refused.headers["content-type"] == "application/problem+json"
    assert client.post("/api/public/feedback", json={"answer_id": "a", "good": True}).status_code == 429
    assert client.get("/api/public/faq").status_code == 200
    house.clock.at = 60
    assert ask(client) == 200
    assert house.refused == ["address"] * 3


def test_a_token_may_ask_so_often_from_anywhere(client: TestClient, house: House) -> None:
    token = client.get("/api/public/faq").headers[TOKEN]
    assert [ask(client, Policy_Token=token, x_from=x) for x in "abc"] == [200, 200, 429]
    assert house.refused == ["token"]
    assert ask(client, Policy_Token="forged", x_from="c") == 200  # noqa: S106
    assert ask(client, x_from="c") == 200


def test_a_token_is_signed_renewed_and_runs_out() -> None:
    tokens = Tokens()
    page, renew = tokens.read(tokens.make())
    assert page and not renew
    assert tokens.read(tokens.make(page)) == (page, False)
    assert Tokens(renewed=0).read("") == ("", True)
    short = Tokens(seconds=-1)
    for bad in (short.make(page), tokens.make(page)[:-1] + "!", "x" * 5000, "あ.い.う", Tokens().make(page)):
        assert (short if bad.startswith(page) and bad.count(".") == 2 else tokens).read(bad)[0] in ("", page)
    assert short.read(short.make(page)) == ("", True)
    assert Tokens().read(tokens.make(page)) == ("", True)
    old = Tokens(renewed=0)
    assert old.read(old.make(page)) == (page, True)


def test_no_address_is_kept(house: House) -> None:
    with calling(house.app) as client:
        assert ask(client, x_from="198.51.100.77") == 200
    windows = house.limits._addresses
    assert len(windows) == 1
    assert all(isinstance(key, bytes) and len(key) == 16 and b"198" not in key for key in windows._taken)


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", f"{PAGE}.evil.example", "http://www.pref.example.jp"]
)
def test_other_pages_cannot_ask(client: TestClient, origin: str) -> None:
    assert ask(client, origin=origin) == 403
    assert client.post("/api/staff/ask", json={"question": "x"}, headers={"origin": origin}).status_code == 403
    preflight = client.options(ASK, headers={"origin": origin, "access-control-request-method": "POST"})
    read = client.get("/api/public/faq", headers={"origin": origin})
    for response in (preflight, read):
        assert "access-control-allow-origin" not in response.headers


def test_a_listed_page_may_ask_residents_questions_alone(client: TestClient) -> None:
    wanted = {"origin": PAGE, "access-control-request-method": "POST", "access-control-request-headers": "content-type"}
    preflight = client.options(ASK, headers=wanted)
    assert preflight.status_code == 200 and preflight.headers["access-control-allow-origin"] == PAGE
    response = client.post(ASK, json={"question": "期間は？"}, headers={"origin": PAGE})
    assert response.status_code == 200 and response.headers["access-control-allow-origin"] == PAGE
    assert TOKEN in response.headers["access-control-expose-headers"]
    assert "access-control-allow-credentials" not in response.headers
    staff = client.post("/api/staff/ask", json={"question": "x"}, headers={"origin": PAGE})
    assert staff.status_code == 403
    assert client.options("/api/staff/ask", headers=wanted).headers.get("access-control-allow-origin") is None


def test_a_page_of_its_own_may_ask(client: TestClient) -> None:
    assert ask(client, origin="http://127.0.0.1") == 200
    assert ask(client, origin="http://127.0.0.1:3000") == 403
