"""Logging in with an account, being kept out, and logging out, as a browser meets them."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant.web.login import words
from assistant.web.login.accounts import Accounts
from assistant.web.login.store import Store
from tests.assistant.web.login.site import PAGES, Clock, account, enter

Served = Callable[..., TestClient]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    account(tmp_path / "data", "tanaka")
    account(tmp_path / "data", "suzuki", "administrator", "quiet river over stones")
    return tmp_path / "data"


def test_a_page_leads_to_the_login_and_back(site: Served, data: Path) -> None:
    client = site()
    sent = client.get("/chat/?q=1", headers=PAGES)
    assert sent.status_code == 303 and sent.headers["location"] == "/login?next=/chat/%3Fq%3D1"
    form = client.get(sent.headers["location"], headers=PAGES)
    assert form.status_code == 200 and 'value="/chat/?q=1"' in form.text
    entered = enter(client, "tanaka", next="/chat/?q=1")
    assert entered.status_code == 303 and entered.headers["location"] == "/chat/?q=1"
    assert client.get("/chat/").json() == {"name": "tanaka", "roles": ["staff"]}
    assert client.get("/login?next=/chat/", headers=PAGES).headers["location"] == "/chat/"


def test_a_program_is_told_in_a_problem(site: Served, data: Path) -> None:
    said = site().post("/api/staff/ask", json={"question": "090-0000-1234"})
    assert said.status_code == 401 and said.headers["content-type"] == "application/problem+json"
    assert said.json()["title"] == words.LOG_IN_FIRST.title and "0000" not in said.text


@pytest.mark.parametrize(
    ("name", "password"),
    [("tanaka", "harbour lamp nine tree"), ("nobody", "harbour lamp nine trees"), ("tanaka", "x" * 5000)],
)
def test_wrong_is_wrong_in_the_same_words(site: Served, data: Path, name: str, password: str) -> None:
    client = site()
    said = enter(client, name, password)
    assert said.status_code == 401 and words.WRONG in said.text and password not in said.text
    assert 'aria-invalid="true" aria-describedby="error"' in said.text and "policy-session" not in str(client.cookies)


@pytest.mark.parametrize(
    "body", [b"", b"name=&password=", b"name=tanaka", b"\xff\xfe=1", b"a&" * 9000, b"name=\x00&password=%ff"]
)
def test_what_is_no_form_is_told(site: Served, data: Path, body: bytes) -> None:
    kind = {"content-type": "application/x-www-form-urlencoded", **PAGES}
    said = site().post("/login", content=body, headers=kind)
    assert said.status_code == 400 and words.MISSING in said.text


def test_a_file_is_not_taken(site: Served, data: Path) -> None:
    said = site().post("/login", files={"name": ("x", b"tanaka"), "password": ("y", b"z")}, headers=PAGES)
    assert said.status_code == 400


def test_markup_in_a_name_stays_text(site: Served, data: Path) -> None:
    said = enter(site(), '"><script>alert(1)</script>', next='"><img src=x>')
    assert "<script" not in said.text and "<img" not in said.text


def test_full_width_letters_and_capitals_are_the_same_name(site: Served, data: Path) -> None:
    assert enter(site(), " Ｔａｎａｋａ ").status_code == 303


def test_cookies_are_out_of_reach(site: Served, data: Path) -> None:
    given = enter(site(), "tanaka").headers.get_list("set-cookie")
    assert sorted(c.partition("=")[0] for c in given) == ["__Host-policy-device", "__Host-policy-session"]
    for cookie in given:
        assert (
            all(part in cookie for part in ("HttpOnly", "Secure", "SameSite=lax", "Path=/")) and "Domain" not in cookie
        )
    plain = site(origin="http://127.0.0.1:8080", peer="127.0.0.1")
    assert all(
        "Secure" not in c and c.startswith("policy-") for c in enter(plain, "tanaka").headers.get_list("set-cookie")
    )


def test_a_session_is_new_with_each_login_and_ends_at_logout(site: Served, data: Path) -> None:
    client = site()
    enter(client, "tanaka")
    first = client.cookies["__Host-policy-session"]
    enter(client, "tanaka")
    second = client.cookies["__Host-policy-session"]
    assert first != second
    client.cookies.set("__Host-policy-session", first, domain="assistant.example", path="/")
    assert client.get("/chat/").status_code == 401
    client.cookies.set("__Host-policy-session", second, domain="assistant.example", path="/")
    asked = client.get("/logout", headers=PAGES)
    assert "tanaka" in asked.text and client.get("/chat/").status_code == 200  # a link alone ends nothing
    left = client.post("/logout", headers=PAGES)
    assert left.status_code == 303 and words.LEFT in client.get(left.headers["location"], headers=PAGES).text
    client.cookies.set("__Host-policy-session", second, domain="assistant.example", path="/")
    assert client.get("/chat/").status_code == 401


def test_sessions_end_when_idle_and_in_any_case(site: Served, data: Path, clock: Clock) -> None:
    client = site(login_idle_minutes=30, login_hours=2)
    enter(client, "tanaka")
    for _ in range(5):
        clock.move(minutes=23)
        assert client.get("/chat/").status_code == 200
    clock.move(minutes=6)  # two hours after the login, six minutes after the last request
    assert client.get("/chat/").status_code == 401
    enter(client, "tanaka")
    clock.move(minutes=31)
    assert client.get("/chat/").status_code == 401


def test_changes_of_an_account_hold_at_once(site: Served, data: Path) -> None:
    client = site()
    store = Store(data / "login" / "login.sqlite3")
    accounts = Accounts(store)
    enter(client, "tanaka")
    accounts.set_role("tanaka", "reviewer")
    assert client.get("/chat/").json()["roles"] == ["reviewer", "staff"]
    accounts.set_password("tanaka", "another dozen of letters")
    assert client.get("/chat/").status_code == 401
    enter(client, "tanaka", "another dozen of letters")
    assert client.get("/chat/").status_code == 200
    assert accounts.end_sessions() == 1 and client.get("/chat/").status_code == 401
    enter(client, "tanaka", "another dozen of letters")
    accounts.remove("tanaka")
    assert client.get("/chat/").status_code == 401
    store.close()


def test_nobody_can_lock_another_out(site: Served, data: Path, clock: Clock) -> None:
    known, guessing, neighbour = site(), site(peer="198.51.100.9"), site()
    assert enter(known, "tanaka").status_code == 303
    for _ in range(5):
        assert enter(guessing, "tanaka", "wrong wrong wrong").status_code == 401
    locked = enter(guessing, "tanaka")  # even with the right password
    assert locked.status_code == 429 and int(locked.headers["retry-after"]) == 900 and "15分間" in locked.text
    assert enter(site(), "tanaka").status_code == 303, "another address"
    for _ in range(5):
        enter(neighbour, "tanaka", "wrong wrong wrong")
    assert enter(neighbour, "tanaka").status_code == 429
    assert enter(neighbour, "suzuki", "quiet river over stones").status_code == 303, "another account"
    assert enter(known, "tanaka").status_code == 303, "a browser that is known, behind the same address"
    clock.move(minutes=15)
    assert enter(guessing, "tanaka").status_code == 303


def test_unknown_names_are_locked_like_known_ones(site: Served, data: Path) -> None:
    client = site()
    said = [[enter(client, name, "wrong wrong wrong").status_code for _ in range(6)] for name in ("nobody", "tanaka")]
    assert said[0] == said[1] == [401] * 5 + [429]


def test_many_guesses_at_once_gain_nothing(site: Served, data: Path) -> None:
    client = site()
    with ThreadPoolExecutor(12) as pool:
        said = list(pool.map(lambda n: enter(client, "tanaka", f"wrong wrong wrong {n}").status_code, range(24)))
    assert said.count(401) == 5 and set(said) == {401, 429}


def test_a_stolen_device_cookie_opens_nothing(site: Served, data: Path) -> None:
    client = site()
    enter(client, "tanaka")
    device = client.cookies["__Host-policy-device"]
    thief = site(peer="198.51.100.9")
    thief.cookies.set("__Host-policy-device", device, domain="assistant.example", path="/")
    assert [enter(thief, "tanaka", "wrong wrong wrong").status_code for _ in range(6)] == [401] * 5 + [429]
    assert [enter(thief, "suzuki", "wrong wrong wrong").status_code for _ in range(6)] == [401] * 5 + [429]


def test_a_file_that_is_gone_is_told(site: Served, data: Path) -> None:
    client = site()
    enter(client, "tanaka")
    with sqlite3.connect(data / "login" / "login.sqlite3") as raw:
        raw.execute("DROP TABLE sessions")
        raw.execute("DROP TABLE attempts")
    raw.close()
    for said in (enter(client, "tanaka"), client.get("/chat/", headers=PAGES), client.get("/login", headers=PAGES)):
        assert said.status_code == 503 and words.STORE_DOWN.title in said.text
    assert client.get("/healthz").status_code == 200


def test_the_pages_carry_their_own_policy(site: Served, data: Path) -> None:
    client = site()
    page = client.get("/login", headers=PAGES)
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert page.headers["cache-control"] == "no-store" and page.headers["referrer-policy"] == "same-origin"
    assert "<script" not in page.text and not re.search(r"style=|https?://", page.text)
    style = client.get("/login/style.css")
    assert (
        style.status_code == 200 and style.headers["content-type"].startswith("text/css") and "url(" not in style.text
    )
