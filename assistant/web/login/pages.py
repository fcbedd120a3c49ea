"""The pages of the login as HTML that needs no script; called by the routes and the guard.

Everything is escaped here. Each page carries its own content policy, which is stricter than the chat's.
"""

from __future__ import annotations

from html import escape
from importlib import resources

from starlette.responses import HTMLResponse, Response

from assistant.web.login import access, words

# Behind a form's target stands where its answer may lead, so the way out to a provider is a link, not a form.
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    # "no-referrer" would make browsers hide the origin of a form as well, by which the guard knows our own pages.
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def login(target: str, error: str = "", name: str = "", done: str = "", status: int = 200) -> Response:
    """The form for name and password. `target`: where to go afterwards; `error`: what was wrong; `name`: as typed."""
    wrong = ' aria-invalid="true" aria-describedby="error"' if error else ""
    focus_name, focus_password = ("", " autofocus") if error and name else (" autofocus", "")
    body = _note("error", error, "alert") + _note("done", done, "status") + f"<p>{words.LEAD}</p>"
    body += (
        f'<form method="post" action="{access.LOGIN}">'
        f'<input type="hidden" name="next" value="{escape(target)}">'
        f'<label for="name">{words.NAME}</label>'
        f'<input id="name" name="name" value="{escape(name)}" autocomplete="username" autocapitalize="none" '
        f'spellcheck="false" maxlength="64" required{wrong}{focus_name}>'
        f'<label for="password">{words.PASSWORD}</label>'
        f'<input id="password" name="password" type="password" autocomplete="current-password" maxlength="200" '
        f"required{wrong}{focus_password}>"
        f'<button class="act">{words.ENTER}</button></form>'
    )
    return _page(words.TITLE, body, status)


def login_elsewhere(there: str, done: str = "") -> Response:
    """The page that leads to the provider at the address `there` of ours."""
    body = _note("done", done, "status") + f"<p>{words.LEAD_THERE}</p>"
    return _page(words.TITLE, body + f'<a class="act" href="{escape(there)}">{words.ENTER_THERE}</a>')


def logout(name: str) -> Response:
    """Asks whether to log out, so that no mere link can do it."""
    body = f"<p>{escape(words.LEAVE_LEAD.format(name=name))}</p>"
    body += f'<form method="post" action="{access.LOGOUT}"><button class="act">{words.LEAVE}</button></form>'
    return _page(words.LEAVE_TITLE, body + f'<a class="more" href="/">{words.BACK}</a>')


def logout_elsewhere(there: str) -> Response:
    """Says that the session is over and goes on to the provider, which ends its own."""
    body = f'<p>{words.LEAVING.detail}</p><a class="act" href="{escape(there)}">{words.LEAVE_THERE}</a>'
    return _page(words.LEAVING.title, body, refresh=there)


def message(said: words.Said, status: int) -> Response:
    """One message, and the way back to the login."""
    body = f'<p class="error" role="alert">{said.detail}</p>'
    return _page(said.title, body + f'<a class="more" href="{access.LOGIN}">{words.AGAIN}</a>', status)


def style() -> Response:
    """The style sheet of these pages."""
    text = resources.files("assistant.web.login").joinpath("login.css").read_text("utf-8")
    return Response(text, media_type="text/css")


def _note(kind: str, text: str, role: str) -> str:
    return f'<p class="{kind}" id="{kind}" role="{role}">{escape(text)}</p>' if text else ""


def _page(title: str, body: str, status: int = 200, refresh: str = "") -> Response:
    head = f'<meta http-equiv="refresh" content="0; url={escape(refresh)}">' if refresh else ""
    page = (
        f'<!doctype html><html lang="ja"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">{head}'
        f"<title>{escape(title)}｜{words.SITE}</title>"
        f'<link rel="stylesheet" href="{access.STYLE}"></head>'
        f'<body><main><p class="site">{words.SITE}</p><h1>{escape(title)}</h1>{body}</main></body></html>'
    )
    return HTMLResponse(page, status_code=status, headers=HEADERS)
