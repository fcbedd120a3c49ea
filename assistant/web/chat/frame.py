"""The page around question and answer: header, notice, history, words for scripts; HTML for `page`."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import SettingsError
from assistant.web.chat.markup import button, text
from assistant.web.chat.words import Words

_TITLES = 3  # documents that the header names
_LOGOS = {
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
}
_LOGO_BYTES = 200_000
_FOR_SCRIPTS = (
    "page.lost", "page.back", "page.failed", "answer.sending", "answer.stopped",
    "sources.copied", "sources.copy_failed", "sources.reading_failed",
    "feedback.thanks", "feedback.failed", "feedback.choose", "feedback.already",
    "feedback.unknown", "feedback.unrecorded", "history.failed", "history.sure", "history.deleted",
)  # fmt: skip


@dataclass(frozen=True)
class Looks:
    """Name and logo of whoever runs it; `logo` is an address that holds the picture itself."""

    name: str = ""
    logo: str = ""

    @classmethod
    def of(cls, name: str, logo: Path | None) -> Looks:
        """Reads the logo. Raises SettingsError for a file that is no picture or too large."""
        if logo is None:
            return cls(name)
        kind = _LOGOS.get(logo.suffix.lower())
        if kind is None:
            raise SettingsError(f"chat_logo: {logo}: is no picture; give a {', '.join(sorted(_LOGOS))} file")
        try:
            raw = logo.read_bytes()
        except OSError as error:
            raise SettingsError(f"chat_logo: {logo}: cannot be read ({error.strerror}); mend the path") from None
        if len(raw) > _LOGO_BYTES:
            raise SettingsError(f"chat_logo: {logo}: has {len(raw):,} bytes; make it smaller than {_LOGO_BYTES:,}")
        return cls(name, f"data:{kind};base64,{base64.b64encode(raw).decode('ascii')}")


def header(looks: Looks, side: str, titles: Sequence[str], w: Words) -> str:
    """Title, logo, what it answers from, and what can be reached from everywhere. `side`: staff or resident."""
    named = "、".join(f"「{title}」" for title in titles[:_TITLES])
    if len(titles) > _TITLES:
        named = w("page.documents_more", titles=named, count=len(titles) - _TITLES)
    lines = [w(f"page.{side}"), *([w("page.documents", titles=named)] if titles else [])]
    logo = f'<img src="{text(looks.logo)}" alt="{text(w("page.logo", name=looks.name))}">' if looks.logo else ""
    name = f'<span class="pa-owner">{text(looks.name)}</span> ' if looks.name else ""
    other = "ja" if w.language == "en" else "en"
    tools = [
        f'<button type="button" class="pa-small" data-does="history" aria-expanded="false" aria-controls="pa-history">'
        f"{text(w('page.history'))}</button>",
        button(w("page.fresh"), "fresh"),
        f'<button type="button" class="pa-small" data-does="language" data-language="{other}" lang="{other}">'
        f"{text(w('page.other_language'))}</button>",
    ]
    return (
        f'<a class="pa-skip" href="#pa-answer">{text(w("page.skip"))}</a>'
        f'<div class="pa-top">{logo}<h1>{name}{text(w("page.title"))}</h1>'
        f'<div class="pa-tools">{"".join(tools)}</div></div>'
        f'<p class="pa-lead">{"<br>".join(map(text, lines))}</p>'
        f'<section id="pa-history" class="pa-panel" aria-label="{text(w("history.title"))}" tabindex="-1" hidden>'
        "</section>"
        f'<div id="pa-words" hidden data-language="{w.language}" data-words="{text(_scripts(w))}"></div>'
    )


def notice(w: Words) -> str:
    """That a machine answers, and what to do about it; below it what is told of the connection."""
    return (
        f'<p class="pa-notice">{text(w("page.notice"))}</p><p id="pa-connection" role="alert" hidden></p>'
        '<p id="pa-announce" class="pa-unseen" role="log" aria-live="polite"></p>'
    )


def label(shown: str, name: str) -> str:
    """What stands before a row of buttons."""
    return f'<p class="{name}">{text(shown)}</p>'


def exports(conversation: str, w: Words) -> str:
    """Links that save the conversation."""
    links = "".join(
        f'<a class="pa-small" download href="own/conversations/{text(conversation)}.{kind}?lang={w.language}">'
        f"{text(w(f'export.{name}'))}</a>"
        for kind, name in (("md", "markdown"), ("docx", "word"))
    )
    return f'<p class="pa-buttons pa-export"><span class="pa-label">{text(w("export.label"))}</span>{links}</p>'


def _scripts(w: Words) -> str:
    return json.dumps({key: w(key) for key in _FOR_SCRIPTS}, ensure_ascii=False)
