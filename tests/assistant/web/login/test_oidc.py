"""Single sign-on at a real provider (npm `oidc-provider`), from the login page to the provider's own logout."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from starlette.testclient import TestClient

from assistant.web.login import words
from tests.assistant.web.login.conftest import SITE
from tests.assistant.web.login.site import PAGES, Clock

Served = Callable[..., TestClient]
SECRET = "only-for-tests"  # noqa: S105
GROUPS = {
    "oidc_staff_groups": ("policy-staff",),
    "oidc_reviewer_groups": ("policy-reviewers",),
    "oidc_administrator_groups": ("policy-administrators",),
}


@pytest.fixture
def client(site: Served, provider: str) -> TestClient:
    return site(login="oidc", oidc_issuer=provider, oidc_client_id="assistant", oidc_client_secret=SECRET, **GROUPS)


@pytest.fixture
def outside() -> Iterator[httpx2.Client]:
    """A browser at the provider; it goes nowhere else."""
    with httpx2.Client(timeout=30, trust_env=False) as made:
        yield made


def depart(client: TestClient, target: str = "/chat/") -> str:
    sent = client.get("/login/oidc", params={"next": target}, headers=PAGES)
    assert sent.status_code == 303, sent.text
    return sent.headers["location"]


def at_the_provider(outside: httpx2.Client, url: str, name: str) -> str:
    """Logs in there, if asked, and gives the address at which the provider sends the browser back."""
    answer = outside.get(url)
    for _ in range(20):
        if answer.is_redirect:
            there = str(answer.next_request.url) if answer.next_request else ""
            if there.startswith(SITE):
                return there
            answer = outside.get(there)
            continue
        form = re.search(r'<form[^>]*action="([^"]+)"', answer.text)
        assert answer.status_code == 200 and form, answer.text
        fields = {"prompt": "login", "login": name, "password": "any"}  # noqa: S106
        if 'value="consent"' in answer.text:
            fields = {"prompt": "consent"}
        answer = outside.post(str(answer.url.join(unescape(form[1]))), data=fields)
    raise AssertionError("the provider sends the browser round in circles")


def enter(client: TestClient, outside: httpx2.Client, name: str, target: str = "/chat/"):  # type: ignore[no-untyped-def]
    back = at_the_provider(outside, depart(client, target), name)
    return client.get(back.removeprefix(SITE), headers=PAGES)


@pytest.mark.parametrize(
    ("name", "roles"),
    [
        ("staff", ["staff"]),
        ("reviewer", ["reviewer", "staff"]),
        ("administrator", ["administrator", "reviewer", "staff"]),
    ],
)
def test_groups_become_roles(client: TestClient, outside: httpx2.Client, name: str, roles: list[str]) -> None:
    page = client.get("/login?next=/chat/", headers=PAGES)
    assert 'href="/login/oidc?next=/chat/"' in page.text and "password" not in page.text
    entered = enter(client, outside, name)
    assert entered.status_code == 303 and entered.headers["location"] == "/chat/"
    assert client.get("/chat/").json() == {"name": f"oidc:{name}", "roles": roles}
    assert f"職員 {name} さん" in client.get("/logout", headers=PAGES).text


def test_whoever_is_in_no_group_stays_outside(client: TestClient, outside: httpx2.Client) -> None:
    entered = enter(client, outside, "visitor")
    assert entered.status_code == 403 and words.NO_GROUP.title in entered.text
    assert client.get("/chat/").status_code == 401


def test_the_way_there_is_bound_to_this_browser(client: TestClient) -> None:
    asked = parse_qs(urlsplit(depart(client)).query)
    assert asked["response_type"] == ["code"] and asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == [f"{SITE}/login/callback"] and set(asked) >= {"state", "nonce", "code_challenge"}
    again = parse_qs(urlsplit(depart(client)).query)
    assert all(asked[name] != again[name] for name in ("state", "nonce", "code_challenge"))


def test_an_answer_to_another_browser_is_none_of_ours(
    client: TestClient, site: Served, provider: str, outside: httpx2.Client
) -> None:
    back = at_the_provider(outside, depart(client), "staff").removeprefix(SITE)
    stranger = site(login="oidc", oidc_issuer=provider, oidc_client_id="assistant", **GROUPS)
    said = stranger.get(back, headers=PAGES)
    assert said.status_code == 400 and words.NOT_SIGNED_ON.title in said.text
    depart(stranger)  # with a login of its own under way
    assert stranger.get(back, headers=PAGES).status_code == 400
    assert stranger.get("/chat/").status_code == 401


def test_an_answer_counts_once(client: TestClient, outside: httpx2.Client) -> None:
    back = at_the_provider(outside, depart(client), "staff").removeprefix(SITE)
    kept = client.cookies["__Host-policy-login"]
    assert client.get(back, headers=PAGES).status_code == 303
    client.cookies.clear()
    client.cookies.set("__Host-policy-login", kept, domain="assistant.example", path="/")
    assert client.get(back, headers=PAGES).status_code == 400  # the provider refuses the code the second time
    assert client.get("/chat/").status_code == 401


def test_an_answer_that_comes_too_late_counts_nothing(client: TestClient, outside: httpx2.Client, clock: Clock) -> None:
    back = at_the_provider(outside, depart(client), "staff").removeprefix(SITE)
    clock.move(minutes=11)
    assert client.get(back, headers=PAGES).status_code == 400


@pytest.mark.parametrize(
    "changed", ["iss=https%3A%2F%2Felsewhere.example", "code=", "code=none", "error=access_denied"]
)
def test_a_changed_answer_is_refused(client: TestClient, outside: httpx2.Client, changed: str) -> None:
    back = at_the_provider(outside, depart(client), "staff").removeprefix(SITE)
    name = changed.partition("=")[0]
    kept = [part for part in back.partition("?")[2].split("&") if not part.startswith(f"{name}=")]
    said = client.get(f"/login/callback?{'&'.join([*kept, changed])}", headers=PAGES)
    assert said.status_code == 400 and client.get("/chat/").status_code == 401


@pytest.mark.parametrize("cookie", ["", "x", "x.y", "e30=.00", "\u00e9.\u00e9"])
def test_a_forged_cookie_is_refused(client: TestClient, cookie: str) -> None:
    header = {**PAGES, "cookie": f"__Host-policy-login={cookie}".encode("latin-1")}
    assert client.get("/login/callback?code=a&state=b", headers=header).status_code == 400  # type: ignore[arg-type]


def test_the_target_stays_on_this_site(client: TestClient, outside: httpx2.Client) -> None:
    assert enter(client, outside, "staff", target="https://elsewhere.example/").headers["location"] == "/"


def test_logging_out_ends_both_sessions(client: TestClient, outside: httpx2.Client, provider: str) -> None:
    enter(client, outside, "staff")
    left = client.post("/logout", headers=PAGES)
    assert left.status_code == 200 and client.get("/chat/").status_code == 401
    there = unescape(re.search(r'href="(http[^"]+)"', left.text)[1])  # type: ignore[index]
    assert there.startswith(f"{provider}/session/end?") and 'http-equiv="refresh"' in left.text
    asked = outside.get(there)
    action = re.search(r'action="([^"]+)"', asked.text)
    xsrf = re.search(r'name="xsrf" value="([^"]+)"', asked.text)
    assert asked.status_code == 200 and action and xsrf
    done = outside.post(unescape(action[1]), data={"xsrf": xsrf[1], "logout": "yes"})
    assert done.is_redirect and done.headers["location"].startswith(f"{SITE}/login")
    # The provider asks for the name again.
    again = outside.get(depart(client), follow_redirects=True)
    assert 'name="login"' in again.text


def test_a_provider_that_is_down_is_told(site: Served) -> None:
    client = site(login="oidc", oidc_issuer="http://127.0.0.1:9", oidc_client_id="assistant", **GROUPS)
    said = client.get("/login/oidc", headers=PAGES)
    assert said.status_code == 503 and words.PROVIDER_DOWN.title in said.text
