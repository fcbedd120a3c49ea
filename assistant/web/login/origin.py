"""Cookies that only this site gets, and the check that a request comes from this site's own pages.

Called by the guard and the pages. A request that changes something must name this site as its origin, so that another
site's page cannot act with a reader's cookie (cross-site request forgery; OWASP, "verifying origin").
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Site:
    """This site as browsers know it."""

    def __init__(self, url: str) -> None:
        """`url`: the setting `site_url`; empty if the site is called by the name of this machine."""
        parts = urlsplit(url)
        self._origin = f"{parts.scheme}://{parts.netloc}".lower() if url else ""
        self.secure = parts.scheme == "https"

    def address(self, request: Request, path: str) -> str:
        """The whole address of one of our paths."""
        return self._own(request) + path

    def comes_from_here(self, request: Request, otherwise: bool = False) -> bool:
        """Whether a page of this site has sent the request; `otherwise` if nothing says whether a page has."""
        if "origin" not in request.headers and "sec-fetch-site" not in request.headers:
            return otherwise
        origin = request.headers.get("origin", "null").lower()
        if origin != "null":
            return origin == self._own(request)
        # Left out by old browsers, "null" by a page's referrer policy: then this header, which no script can set.
        return request.headers.get("sec-fetch-site") == "same-origin"

    def cookie(self, name: str) -> str:
        """The cookie's whole name: with https a prefix that keeps other hosts of the domain from setting it."""
        return f"__Host-policy-{name}" if self.secure else f"policy-{name}"

    def read(self, request: Request, name: str) -> str:
        """A cookie's value; empty without one."""
        return request.cookies.get(self.cookie(name), "")

    def give(self, response: Response, name: str, value: str, seconds: int | None = None) -> None:
        """Sets a cookie that no script reads and no other site's form carries; until the browser ends, or `seconds`."""
        response.set_cookie(
            self.cookie(name), value, max_age=seconds, path="/", httponly=True, samesite="lax", secure=self.secure
        )

    def take(self, response: Response, name: str) -> None:
        """Takes a cookie back."""
        response.delete_cookie(self.cookie(name), path="/", httponly=True, samesite="lax", secure=self.secure)

    def _own(self, request: Request) -> str:
        return self._origin or f"{request.url.scheme}://{request.headers.get('host', '')}".lower()


def inside(target: str, default: str = "/") -> str:
    """Where to go after the login: `target` if it is a path of this site, else `default`.

    Browsers read a backslash as a slash and drop tabs and line ends, so addresses with either are not followed.
    """
    if not target.startswith("/") or target.startswith("//") or len(target) > 2000:
        return default
    if any(sign in "\\\x7f" or sign <= " " for sign in target):
        return default
    try:
        parts = urlsplit(target)
    except ValueError:
        return default
    if parts.scheme or parts.netloc or parts.path.startswith(("/login", "/logout", "//")):
        return default
    return target
