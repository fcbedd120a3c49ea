"""What the chat shows: an answer goes in, HTML goes out; called by `assistant.web.chat`.

Every text from a question or a document passes through `_text`, so that none of it can become markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from urllib.parse import urlsplit

from assistant.answer import Answer, Citation, Sentence
from assistant.notices import official_place
from prompts import texts

_ERROR = "error"


def header(side: str, titles: Sequence[str], shown: int = 3) -> str:
    """The page's title, what it answers from, and the notice that never goes away. `side`: staff or resident."""
    named = "、".join(f"「{title}」" for title in titles[:shown])
    if len(titles) > shown:
        named = texts.CHAT_DOCUMENTS_MORE.format(titles=named, count=len(titles) - shown)
    lines = [texts.CHAT_SIDES[side]] + ([texts.CHAT_DOCUMENTS.format(titles=named)] if titles else [])
    return f'<h1>{_text(texts.CHAT_TITLE)}</h1><p class="pa-lead">{"<br>".join(map(_text, lines))}</p>'


def notice() -> str:
    """That a machine answers, and what to do about it."""
    return f'<p class="pa-notice">{_text(texts.CHAT_NOTICE)}</p>'


def examples_label() -> str:
    """What stands before the example questions."""
    return f"<p>{_text(texts.CHAT_EXAMPLES)}</p>"


def waiting() -> tuple[str, str]:
    """The answer's panel and the sources' panel before the first question."""
    return _panel(_quiet(texts.CHAT_ANSWER_WAITING)), _sources_panel(_quiet(texts.CHAT_SOURCES_WAITING))


def busy(question: str) -> tuple[str, str]:
    """Both panels while the answer is being made."""
    shown = f'{_asked(question)}<p class="pa-busy" role="status">{_text(texts.CHAT_BUSY)}</p>'
    return _panel(shown), _sources_panel("")


def failure(message: str, question: str = "") -> tuple[str, str]:
    """Both panels where there is no answer, with what to do next."""
    shown = f'{_asked(question)}{_status(_ERROR)}<p class="pa-error" role="alert">{_text(message)}</p>'
    return _panel(shown), _sources_panel(_quiet(texts.CHAT_NO_SOURCES))


def answered(answer: Answer) -> tuple[str, str]:
    """The answer's panel and the sources' panel."""
    understood = answer.understood_question
    parts = [
        _asked(answer.question),
        f'<p class="pa-understood">{_text(texts.CHAT_UNDERSTOOD.format(question=understood))}</p>'
        if understood
        else "",
        _status(answer.status),
        *(_sentence(sentence) for sentence in answer.sentences),
        _list("pa-notices", map(_text, answer.notices)),
    ]
    cited = "".join(map(_citation, answer.citations))
    sources = f'<ol class="pa-sources">{cited}</ol>' if cited else _quiet(texts.CHAT_NO_SOURCES)
    return _panel("".join(parts)), _sources_panel(sources)


def _sentence(sentence: Sentence) -> str:
    return f'<p class="pa-sentence">{_text(sentence.text)}{"".join(map(_mark, sentence.citations))}</p>'


def _mark(number: int) -> str:
    label = _text(texts.CHAT_MARK.format(number=number))
    return f'<a class="pa-mark" href="#{_anchor(number)}" aria-label="{label}">[{number}]</a>'


def _citation(citation: Citation) -> str:
    guide = citation.edition == "guide"
    edition = texts.GUIDE_MARK if guide else texts.SOURCE_OFFICIAL
    page = "" if citation.page is None else texts.SOURCE_PAGE.format(page=citation.page)
    context = [f"「{_text(span.quote)}」" for span in citation.context]
    parts = [
        f'<h3><span class="pa-number">[{citation.number}]</span> {_text(citation.document_title)}</h3>',
        f'<p class="pa-edition"><span class="{"pa-guide" if guide else "pa-official"}">{_text(edition)}</span>'
        f" {_text(citation.publisher)}</p>",
        _place(citation.path, page),
        _official(citation) if guide else "",
        f"<figure><figcaption>{_text(texts.SOURCE_QUOTE)}</figcaption>"
        f"<blockquote><mark>{_text(citation.quote)}</mark></blockquote></figure>",
        f'<p class="pa-label">{_text(texts.SOURCE_CONTEXT)}</p>{_list("pa-context", context)}' if context else "",
        _link(citation.url, texts.SOURCE_LINK_OF_GUIDE if guide else texts.SOURCE_LINK),
    ]
    return f'<li id="{_anchor(citation.number)}" class="pa-source" tabindex="-1">{"".join(parts)}</li>'


def _place(path: Iterable[str], page: str) -> str:
    place = " ＞ ".join(path)
    both = "、".join(part for part in (place, page) if part)
    return f'<p class="pa-path">{_text(both)}</p>' if both else ""


def _official(citation: Citation) -> str:
    return f'<p class="pa-path">{_text(texts.GUIDE_PLACE.format(place=official_place(citation)))}</p>'


def _link(url: str | None, label: str) -> str:
    """A link to the official address; nothing for an address that a browser would run or read from the disk."""
    if not url or not _is_web_address(url):
        return ""
    return f'<p class="pa-link"><a href="{_text(url)}" target="_blank" rel="noopener noreferrer">{_text(label)}</a></p>'


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def _panel(content: str) -> str:
    return f'<section id="pa-answer" class="pa-panel"><h2>{_text(texts.CHAT_ANSWER)}</h2>{content}</section>'


def _sources_panel(content: str) -> str:
    return f'<section class="pa-panel"><h2>{_text(texts.SOURCES_TITLE)}</h2>{content}</section>'


def _asked(question: str) -> str:
    return f'<p class="pa-asked">{_text(texts.CHAT_ASKED.format(question=question))}</p>' if question else ""


def _status(status: str) -> str:
    return f'<p class="pa-status pa-status-{_text(status)}">{_text(texts.CHAT_STATUS[status])}</p>'


def _quiet(message: str) -> str:
    return f'<p class="pa-quiet">{_text(message)}</p>'


def _list(name: str, items: Iterable[str]) -> str:
    shown = "".join(f"<li>{item}</li>" for item in items)
    return f'<ul class="{name}">{shown}</ul>' if shown else ""


def _anchor(number: int) -> str:
    return f"pa-source-{number}"


def _text(text: str) -> str:
    return escape(text, quote=True)
