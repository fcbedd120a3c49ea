"""Pieces of the residents' pages: texts go in, escaped HTML comes out; called by the pages beside it."""

from __future__ import annotations

import json
from html import escape
from typing import Any
from urllib.parse import urlsplit

from assistant.web.pages import words


def text(value: str) -> str:
    """A text that can not become markup, in an element or an attribute."""
    return escape(value, quote=True)


def document(title: str, body: str, style: str, head: str = "") -> str:
    """A whole page; `style` is the address of its style sheet."""
    return (
        f'<!doctype html>\n<html lang="{words.LANGUAGE}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<title>{text(title)}</title>\n<link rel="stylesheet" href="{text(style)}">\n{head}</head>\n'
        f'<body>\n<nav aria-label="{text(words.SKIP)}"><a class="skip" href="#main">{text(words.SKIP)}</a></nav>\n'
        f"{body}\n</body>\n</html>\n"
    )


def data_block(value: Any) -> str:
    """JSON-LD; nothing in it can end the element or begin a comment."""
    shown = (
        json.dumps(value, ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    )
    return f'<script type="application/ld+json">{shown}</script>\n'


def link(address: str | None, label: str) -> str:
    """A link to a web address; nothing for one that a browser would run or read from the disk."""
    try:
        parts = urlsplit(address or "")
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        return ""
    return f'<p><a href="{text(address or "")}" rel="noopener noreferrer">{text(label)}</a></p>'
