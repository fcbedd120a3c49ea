"""Which of the five principles acted on an answer, in one line that opens; called by `answers`."""

from __future__ import annotations

from assistant.answer import Answer
from assistant.web.chat.markup import details, text
from assistant.web.chat.words import Words

_MASKED = "no_personal_or_confidential_input"


def line(answer: Answer, w: Words) -> str:
    """The line; what was masked stands in it too, since the question is only kept masked."""
    if not answer.principles:
        return ""
    shown = []
    for principle in answer.principles:
        verdict = text(w(f"principles.verdict_{principle.verdict}"))
        note = f"<br>{text(principle.note)}" if principle.note else ""
        name = f"<strong>{text(_name(principle.id, w))}</strong>"
        shown.append(f'<li class="pa-verdict-{text(principle.verdict)}">{name}：{verdict}{note}</li>')
    if any(p.id == _MASKED and p.verdict in ("acted", "refused") for p in answer.principles):
        shown.insert(0, f"<li>{text(w('principles.masked', question=answer.question))}</li>")
    return details("pa-principles", text(_summary(answer, w)), f"<ul>{''.join(shown)}</ul>")


def _summary(answer: Answer, w: Words) -> str:
    for verdict in ("refused", "acted"):
        names = [_name(p.id, w) for p in answer.principles if p.verdict == verdict]
        if names:
            return w(f"principles.{verdict}", names="・".join(names))
    return w("principles.all_passed")


def _name(principle: str, w: Words) -> str:
    key = f"principles.{principle}"
    return w(key) if w.has(key) else principle
