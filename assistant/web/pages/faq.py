"""The FAQ page: entries go in, a page that needs no script, prints well and carries FAQPage data comes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from assistant.answer import Citation
from assistant.faq import FaqEntry
from assistant.web.pages import words
from assistant.web.pages.html import data_block, document, link, text
from prompts import texts


def page(entries: Sequence[FaqEntry], style: str) -> str:
    """The page; `style` is the address of its style sheet."""
    categories = by_category(entries)
    contents = "".join(f'<li><a href="#c{n}">{text(name)}</a></li>' for n, name in enumerate(categories, 1))
    sections = "".join(_section(f"c{n}", name, held) for n, (name, held) in enumerate(categories.items(), 1))
    notices = [words.FAQ_LEAD, words.FAQ_AI]
    if any(entry.from_guide for entry in entries):
        notices.append(words.FAQ_GUIDE)
    told = "".join(f"<p>{text(notice)}</p>" for notice in notices)
    body = (
        f'<header><h1>{text(words.FAQ_TITLE)}</h1><div class="notice">{told}</div></header>'
        f'<nav aria-labelledby="contents"><h2 id="contents">{text(words.FAQ_CONTENTS)}</h2><ul>{contents}</ul></nav>'
        f'<main id="main">{sections}</main>'
        f"<footer><h2>{text(words.FAQ_OFFICE)}</h2><p>{text(office(entries) or words.FAQ_NO_OFFICE)}</p></footer>"
    )
    return document(words.FAQ_TITLE, body, style, data_block(structured(entries)))


def by_category(entries: Iterable[FaqEntry]) -> dict[str, list[FaqEntry]]:
    """The entries by category, both in the order in which they first stand."""
    found: dict[str, list[FaqEntry]] = {}
    for entry in entries:
        found.setdefault(entry.category, []).append(entry)
    return found


def office(entries: Iterable[FaqEntry]) -> str:
    """The office that most entries name; empty where none does."""
    counted = Counter(entry.contact for entry in entries if entry.contact)
    return counted.most_common(1)[0][0] if counted else ""


def structured(entries: Iterable[FaqEntry]) -> dict[str, Any]:
    """schema.org FAQPage, the sources behind each answer."""
    return {
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "inLanguage": words.LANGUAGE,
        "mainEntity": [
            {
                "@type": "Question",
                "name": entry.question,
                "acceptedAnswer": {
                    "@type": "Answer",
                    "text": entry.answer,
                    "citation": [
                        {
                            "@type": "CreativeWork",
                            "name": texts.PLACE_SEPARATOR.join([c.document_title, *c.path]),
                            "text": c.quote,
                        }
                        for c in entry.citations
                    ],
                },
            }
            for entry in entries
        ],
    }


def _section(anchor: str, name: str, entries: Iterable[FaqEntry]) -> str:
    items = "".join(map(_item, entries))
    top = f'<p class="top"><a href="#contents">{text(words.FAQ_TOP)}</a></p>'
    return f'<section aria-labelledby="{anchor}"><h2 id="{anchor}">{text(name)}</h2>{items}{top}</section>'


def _item(entry: FaqEntry) -> str:
    sources = "".join(map(_source, entry.citations))
    return (
        f'<article id="faq-{text(entry.id)}"><h3>{text(entry.question)}</h3><p>{text(entry.answer)}</p>'
        f'<div class="sources">{sources}</div></article>'
    )


def _source(citation: Citation) -> str:
    guide = citation.edition == "guide"
    place = texts.PLACE_SEPARATOR.join([citation.document_title, *citation.path])
    official = texts.PLACE_SEPARATOR.join([citation.official_title or citation.document_title, *citation.official_path])
    behind = f"<p>{text(words.FAQ_OFFICIAL.format(place=official))}</p>" if guide else ""
    return (
        f"<figure><figcaption>{text(words.FAQ_SOURCE)}：{text(place)}</figcaption>"
        f"<blockquote><p>{text(citation.quote)}</p></blockquote>{behind}{link(citation.url, words.FAQ_LINK)}</figure>"
    )
