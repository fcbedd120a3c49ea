"""The conversations of an owner as HTML, with what can be done with each; called by `routes`."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.web.chat.history import Overview
from assistant.web.chat.markup import button, quiet, text
from assistant.web.chat.transcript import clock
from assistant.web.chat.words import Words


def listed(conversations: Sequence[Overview], days: int, w: Words) -> str:
    """The conversations with what can be done with each."""
    title = f"<h2>{text(w('history.title'))}</h2><p>{text(w('history.lead', days=days))}</p>"
    if not conversations:
        return title + quiet(w("history.empty"))
    shown = "".join(_overview(c, w) for c in conversations)
    whole = button(w("history.delete_all"), "delete-conversation")
    return f'{title}<ul class="pa-conversations">{shown}</ul><p class="pa-buttons">{whole}</p>'


def _overview(one: Overview, w: Words) -> str:
    told = f"{clock(one.at)}　{w('history.count', count=one.count)}"
    buttons = "".join(
        f'<button type="button" class="pa-small" data-does="{does}" data-conversation="{text(one.id)}"'
        f' aria-label="{text(label)}">{text(w(key))}</button>'
        for does, key, label in (
            ("open-conversation", "history.open", w("history.open_of", question=one.question)),
            ("delete-conversation", "history.delete", w("history.delete_of", question=one.question)),
        )
    )
    return f'<li><span>{text(one.question)}<br><span class="pa-quiet">{text(told)}</span></span>{buttons}</li>'
