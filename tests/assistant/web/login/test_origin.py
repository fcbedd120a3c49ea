"""Where a login may lead, and which requests count as coming from our own pages."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request

from assistant.web.login.origin import Site, inside

HERE = "https://assistant.example/login"


@pytest.mark.parametrize(
    "target",
    ["https://elsewhere.example/", "//elsewhere.example", "///elsewhere.example", "/\\elsewhere.example",
     "\\\\elsewhere", "/\t/elsewhere.example", "\n//elsewhere.example", " //elsewhere.example", "/\x00", "",
     "javascript:alert(1)", "data:text/html,x", "elsewhere.example", "http:elsewhere.example", "?next=x", "/login",
     "/login?next=/login", "/logout", "//[", "/" + "a" * 3000],
)  # fmt: skip
def test_nowhere_else(target: str) -> None:
    assert inside(target) == "/"


@pytest.mark.parametrize("target", ["/", "/chat/", "/chat/?q=1&p=%2F%2F", "/chat/?next=//elsewhere.example", "/質問"])
def test_a_path_of_this_site(target: str) -> None:
    assert inside(target) == target


@given(st.text(alphabet=st.sampled_from("/\\:.?#@%&\t\n\r 　aex"), max_size=12) | st.text(max_size=12))
def test_whatever_is_asked_stays_here(target: str) -> None:
    # As browsers read it: tabs and line ends are dropped, a backslash is a slash.
    read = inside(target).replace("\\", "/")
    for removed in "\t\n\r":
        read = read.replace(removed, "")
    assert urlsplit(urljoin(HERE, read)).netloc == "assistant.example"


def request(**headers: str) -> Request:
    told = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "scheme": "http", "path": "/", "server": ("127.0.0.1", 8080), "headers": told})


@pytest.mark.parametrize(
    ("url", "headers", "here"),
    [
        ("https://a.example", {"origin": "https://a.example"}, True),
        ("https://a.example", {"origin": "https://A.example"}, True),
        ("https://a.example", {"origin": "http://a.example", "host": "a.example"}, False),
        ("https://a.example", {"origin": "https://a.example:444"}, False),
        ("https://a.example", {"origin": "null"}, False),
        ("https://a.example", {"origin": "null", "sec_fetch_site": "same-origin"}, True),
        ("https://a.example", {"origin": "null", "sec_fetch_site": "same-site"}, False),
        ("https://a.example", {"origin": "https://b.example", "sec_fetch_site": "same-origin"}, False),
        ("https://a.example", {"sec_fetch_site": "none"}, False),
        ("https://a.example", {"referer": "https://a.example/"}, False),
        ("https://a.example", {}, False),
        ("", {"origin": "http://127.0.0.1:8080", "host": "127.0.0.1:8080"}, True),
        ("", {"origin": "http://127.0.0.1:8081", "host": "127.0.0.1:8080"}, False),
        ("", {"origin": "http://elsewhere.example", "host": "127.0.0.1:8080"}, False),
    ],
)
def test_who_has_sent_it(url: str, headers: dict[str, str], here: bool) -> None:
    assert Site(url).comes_from_here(request(**headers)) is here


def test_a_program_says_nothing_of_pages() -> None:
    assert Site("").comes_from_here(request(), otherwise=True)
    assert not Site("").comes_from_here(request(origin="null"), otherwise=True)
