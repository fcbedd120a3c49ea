"""What can be done with an answer: choose, correct what was understood, judge it; HTML for `answers`."""

from __future__ import annotations

from assistant.answer import Answer
from assistant.records.feedback import MAX_TEXT, Reason
from assistant.web.chat.markup import button, text
from assistant.web.chat.shown import Shown
from assistant.web.chat.words import Words


def choices(answer: Answer, w: Words) -> str:
    """The questions to choose from where the assistant asks back, as buttons."""
    if not answer.choices:
        return ""
    offered = "".join(button(choice, "ask", "pa-choice", question=choice) for choice in answer.choices)
    label = text(w("choice.label"))
    return f'<div class="pa-choices" role="group" aria-label="{label}"><p class="pa-label">{label}</p>{offered}</div>'


def understood(answer: Answer, w: Words) -> str:
    """What was searched for, where it is not what was typed; it can be corrected and asked again."""
    if not answer.understood_question:
        return ""
    label, hint = text(w("understood.label")), text(w("understood.mended"))
    return (
        f'<form class="pa-understood" data-submits="ask"><label><span>{label}</span>'
        f'<input name="question" value="{text(answer.understood_question)}" autocomplete="off"></label>'
        f'<p class="pa-quiet">{hint}</p><button class="pa-small">{text(w("understood.again"))}</button></form>'
    )


def feedback(shown: Shown, w: Words, prefix: str) -> str:
    """Good or bad with a reason; what was said where it was said already."""
    if not shown.turn or not shown.answer.audit_id:
        return ""
    if shown.rated:
        return f'<p class="pa-feedback pa-quiet">{text(w("feedback.thanks"))}</p>'
    ident = f"pa-{prefix}feedback"
    reasons = "".join(
        f'<label><input type="radio" name="reason" value="{r.value}"> {text(w(f"feedback.{r.value}"))}</label>'
        for r in Reason
    )
    return (
        f'<div class="pa-feedback" data-turn="{text(shown.turn)}"><p id="{ident}">{text(w("feedback.label"))}</p>'
        f'<div role="group" aria-labelledby="{ident}">{button(w("feedback.good"), "good")}'
        f'<button type="button" class="pa-small" data-does="bad" aria-expanded="false" aria-controls="{ident}-form">'
        f"{text(w('feedback.bad'))}</button></div>"
        f'<form id="{ident}-form" data-submits="bad" hidden><fieldset>'
        f"<legend>{text(w('feedback.reason'))}</legend>{reasons}</fieldset>"
        f'<label class="pa-words"><span>{text(w("feedback.text"))}</span>'
        f'<textarea name="text" rows="2" maxlength="{MAX_TEXT}"></textarea></label>'
        f'<button class="pa-small">{text(w("feedback.send"))}</button>'
        f"{button(w('feedback.cancel'), 'cancel-bad')}</form>"
        '<p class="pa-told" role="status"></p></div>'
    )
