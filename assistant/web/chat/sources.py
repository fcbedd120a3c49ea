"""The panel beside an answer: a shown answer goes in, its citations as HTML come out; for `answers` and `routes`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from assistant.answer import Citation
from assistant.notices import official_place
from assistant.web.chat import reading
from assistant.web.chat.markup import button, is_web_address, items, quiet, text
from assistant.web.chat.shown import Shown
from assistant.web.chat.words import Words
from ingest.models import Source
from prompts.texts import PLACE_SEPARATOR
from vectorstore.codec import StoredPassage


def panel(shown: Shown, w: Words, prefix: str = "") -> str:
    """The citations one below the other. `prefix` keeps ids of several answers apart."""
    cited = "".join(_citation(c, shown.place(c.number), w, prefix) for c in shown.answer.citations)
    return f'<ol class="pa-sources">{cited}</ol>' if cited else quiet(w("sources.none"))


def anchor(prefix: str, number: int) -> str:
    """The id of a citation in the page."""
    return f"pa-{prefix}source-{number}"


def _citation(citation: Citation, place: StoredPassage | None, w: Words, prefix: str) -> str:
    guide = citation.edition == "guide"
    edition = w("sources.guide") if guide else w("sources.official")
    number = citation.number
    parts = [
        f'<h3><span class="pa-number">[{number}]</span> {text(citation.document_title)}</h3>',
        f'<p class="pa-edition"><span class="{"pa-guide" if guide else "pa-official"}">{text(edition)}</span>'
        f" {text(citation.publisher)}</p>",
        _path(citation.path, citation.page, w),
        _dates(place.source if place is not None else None, w),
        _quotation(citation, place, w),
        _context(citation, w),
        _official(citation, w) if guide else "",
        _link(citation, w),
        _buttons(citation, place, w, prefix),
    ]
    ident = anchor(prefix, number)
    return f'<li id="{ident}" class="pa-source" tabindex="-1">{"".join(parts)}</li>'


def _quotation(citation: Citation, place: StoredPassage | None, w: Words) -> str:
    if place is None:
        inside = f"<mark>{text(citation.quote)}</mark>"
    else:
        inside = reading.marked(place, reading.spans_of(citation))
    caption = text(w("sources.quote"))
    return f"<figure><figcaption>{caption}</figcaption><blockquote>{inside}</blockquote></figure>"


def _context(citation: Citation, w: Words) -> str:
    context = [f"「{text(span.quote)}」" for span in citation.context]
    return f'<p class="pa-label">{text(w("sources.context"))}</p>{items("pa-context", context)}' if context else ""


def _path(path: Iterable[str], page: int | None, w: Words) -> str:
    shown = [PLACE_SEPARATOR.join(path), "" if page is None else w("sources.page", page=page)]
    both = "、".join(part for part in shown if part)
    return f'<p class="pa-path">{text(both)}</p>' if both else ""


def dates(source: Source | None, w: Words) -> list[str]:
    """When a document was issued, from when to when it holds, what it is about."""
    if source is None:
        return []
    told = [w("sources.issued", date=source.issued)] if source.issued else []
    if source.effective_from and source.effective_until:
        told.append(w("sources.effective", start=source.effective_from, end=source.effective_until))
    elif source.effective_from:
        told.append(w("sources.effective_from", start=source.effective_from))
    return told + ([w("sources.period", period=source.period)] if source.period else [])


def _dates(source: Source | None, w: Words) -> str:
    told = dates(source, w)
    return f'<p class="pa-dates">{text("　".join(told))}</p>' if told else ""


def _official(citation: Citation, w: Words) -> str:
    place = PLACE_SEPARATOR.join([citation.official_title or citation.document_title, *citation.official_path])
    return f'<p class="pa-path">{text(w("sources.official_place", place=place))}</p>'


def _link(citation: Citation, w: Words) -> str:
    """A link to the official address; nothing for an address that a browser would run or read from the disk."""
    if not is_web_address(citation.url):
        return ""
    label = w("sources.link_guide" if citation.edition == "guide" else "sources.link")
    return (
        f'<p class="pa-link"><a href="{text(citation.url)}" target="_blank" rel="noopener noreferrer">{text(label)}</a>'
        f"<br><span>{text(citation.url)}</span></p>"
    )


def _buttons(citation: Citation, place: StoredPassage | None, w: Words, prefix: str) -> str:
    where: dict[str, Any] = {"document": citation.document_id, "start": citation.start, "end": citation.end}
    shown = [button(w("sources.copy"), "copy", text=reference(citation, place.source if place else None, w))]
    if place is not None:
        shown += [button(w(f"sources.{reach}"), "read", reach=reach, **where) for reach in ("near", "section")]
    back = w("sources.back", number=citation.number)
    shown.append(f'<a class="pa-back" href="#pa-{prefix}mark-{citation.number}">{text(back)}</a>')
    return f'<p class="pa-buttons">{"".join(shown)}</p><div class="pa-reading" tabindex="-1" hidden></div>'


def address(citation: Citation) -> str | None:
    """The official address, if it is one that a browser opens as a page."""
    return citation.url if is_web_address(citation.url) else None


def reference(citation: Citation, source: Source | None, w: Words) -> str:
    """A citation in one line, as it can stand in a text."""
    place = PLACE_SEPARATOR.join(citation.path)
    page = "" if citation.page is None else w("sources.page", page=citation.page)
    guide = w("sources.official_place", place=official_place(citation)) if citation.edition == "guide" else ""
    url = citation.url if not guide and is_web_address(citation.url) else ""
    title = f"{citation.publisher}『{citation.document_title}』"
    parts = [title, place, page, *dates(source, w), guide, url or ""]
    return f"「{citation.quote}」（{'、'.join(part for part in parts if part)}）"


def reach(
    passages: Sequence[StoredPassage], place: StoredPassage, quoted: Sequence[tuple[int, int]], whole: bool, w: Words
) -> str:
    """The passages around a quotation, each below its own heading; `whole`: of all the section."""
    members, cut = reading.section(passages, place) if whole else (reading.near(passages, place), False)
    path = PLACE_SEPARATOR.join(place.passage.path)
    title = w("sources.reading_section", place=path) if whole else w("sources.reading_near")
    shown, former = [f"<h4>{text(title)}</h4>"], path if whole else None
    for member in members:
        heading = PLACE_SEPARATOR.join(member.passage.path)
        if heading != former:
            shown.append(f'<p class="pa-path">{text(heading)}</p>')
        former = heading
        name = "pa-member pa-here" if member is place else "pa-member"
        shown.append(f'<p class="{name}">{reading.marked(member, quoted)}</p>')
    if cut:
        shown.append(quiet(w("sources.cut")))
    return "".join([*shown, button(w("sources.close"), "close-reading")])
