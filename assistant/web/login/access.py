"""The table of who may call what: a path goes in, the role that it asks for comes out; called by the guard.

A path that the table does not name asks for staff, so a new route is never open by oversight. The test of the routes
walks everything that the app serves and holds every role against every route.
"""

from __future__ import annotations

import re
from typing import Literal

from assistant.web.login.user import Role

Need = Role | Literal["open"]
LOGIN = "/login"
LOGOUT = "/logout"
SINGLE_SIGN_ON = "/login/oidc"
CALLBACK = "/login/callback"
STYLE = "/login/style.css"
OWN = (LOGIN, LOGOUT, SINGLE_SIGN_ON, CALLBACK, STYLE)

_RULES: tuple[tuple[re.Pattern[str], Need], ...] = (
    (re.compile("|".join(re.escape(path) for path in OWN)), "open"),
    (re.compile(r"/healthz|/favicon\.ico"), "open"),
    (re.compile(r"/api/public/.*|/widget/.*|/faq|/faq/.*|/demo|/demo/.*", re.DOTALL), "open"),
    (re.compile(r"/api/review/.*|/review|/review/.*", re.DOTALL), "reviewer"),
    (re.compile(r"/api/admin/.*|/admin|/admin/.*", re.DOTALL), "administrator"),
)


def needed(path: str) -> Need:
    """The role that a request for `path` (decoded, as the router sees it) asks for."""
    return next((need for pattern, need in _RULES if pattern.fullmatch(path)), "staff")
