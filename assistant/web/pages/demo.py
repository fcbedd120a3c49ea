"""A sample page of an invented prefecture with the widget in it: addresses go in, a page comes out."""

from __future__ import annotations

from assistant.web.pages import words
from assistant.web.pages.html import document, text


def page(host: str, style: str, *, widget: bool = True) -> str:
    """The page. `host`: where the assistant runs, without "/" at the end (empty: where the page itself comes from);
    `widget`: without it for measuring what it costs."""
    navigation = "".join(f'<li><a href="#{anchor}">{text(name)}</a></li>' for name, anchor in words.DEMO_NAVIGATION)
    sections = "".join(
        f'<section aria-labelledby="{anchor}"><h2 id="{anchor}">{text(name)}</h2><p>{text(told)}</p></section>'
        for anchor, name, told in words.DEMO_SECTIONS
    )
    paragraphs = "".join(f"<p>{text(paragraph)}</p>" for paragraph in words.DEMO_TEXTS)
    body = (
        f'<header><p class="site">{text(words.DEMO_NAME)}</p><p class="notice">{text(words.DEMO_SAMPLE)}</p></header>'
        f'<nav aria-label="{text(words.DEMO_MENU)}"><ul>{navigation}</ul></nav>'
        f'<main id="main"><h1>{text(words.DEMO_HEADING)}</h1>{paragraphs}'
        f"{embedding(host) if widget else ''}{sections}</main>"
        f"<footer><p>{text(words.DEMO_FOOT)}</p></footer>"
    )
    return document(words.DEMO_TITLE, body, style)


def embedding(host: str) -> str:
    """The one line that puts the widget into a page; the link inside it is for browsers without scripts."""
    host = text(host)
    return (
        f'<script src="{host}/widget/policy-faq.js" defer></script>'
        f'<policy-faq lang="ja"><a href="{host}/faq">{text(words.DEMO_WITHOUT_SCRIPT)}</a></policy-faq>'
    )
