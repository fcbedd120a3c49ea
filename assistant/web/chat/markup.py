"""Pieces of HTML; texts go in, escaped markup comes out. Called by every module here that shows something.

Every text from a question or a document passes through `text`, so that none of it can become markup.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from urllib.parse import urlsplit


def text(shown: object) -> str:
    """A text as HTML, in attributes too."""
    return escape(str(shown), quote=True)


def quiet(message: str) -> str:
    """A paragraph that stands back."""
    return f'<p class="pa-quiet">{text(message)}</p>'


def items(name: str, shown: Iterable[str]) -> str:
    """A list of pieces of HTML; nothing for none."""
    inside = "".join(f"<li>{item}</li>" for item in shown)
    return f'<ul class="{name}">{inside}</ul>' if inside else ""


def button(label: str, does: str, name: str = "pa-small", **data: object) -> str:
    """A button that `chat.js` understands: `does` is what, `data` is to what."""
    given = "".join(f' data-{key.replace("_", "-")}="{text(value)}"' for key, value in data.items())
    return f'<button type="button" class="{name}" data-does="{does}"{given}>{text(label)}</button>'


def details(name: str, summary: str, content: str, opened: bool = False) -> str:
    """A line that opens; `summary` and `content` are HTML."""
    state = " open" if opened else ""
    return f'<details class="{name}"{state}><summary>{summary}</summary><div>{content}</div></details>'


def is_web_address(url: str | None) -> bool:
    """Whether a browser would open the address as a page, and not run it or read it from the disk."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)
