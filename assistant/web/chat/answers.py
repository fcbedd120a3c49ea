"""One question with its answer and its sources beside it: a shown answer goes in, HTML comes out.

Called by `asking` while an answer comes in and when it is whole, and by `routes` for one of the history.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Answer, Sentence, Status
from assistant.web.chat import controls, principles, sources, tables
from assistant.web.chat.markup import details, items, quiet, text
from assistant.web.chat.shown import Shown
from assistant.web.chat.words import Words


def waiting(w: Words) -> str:
    """Before the first question."""
    return _turn(quiet(w("answer.waiting")), quiet(w("sources.waiting")), "idle", w)


def at_work(question: str, message: str, w: Words, said: Sequence[Sentence] = ()) -> str:
    """While an answer is being made: what happens now, and the sentences so far."""
    lines = "".join(f'<p class="pa-sentence">{text(s.text)}</p>' for s in said)
    shown = f'{_asked(question, w)}{lines}<p class="pa-busy">{text(message)}</p>'
    return _turn(shown, "", "busy", w)


def failure(message: str, w: Words, question: str = "", stopped: bool = False) -> str:
    """Where there is no answer, with what to do next."""
    status = "stopped" if stopped else "error"
    shown = f'{_asked(question, w)}{_status(status, w)}<p class="pa-error" role="alert">{text(message)}</p>'
    return _turn(shown, quiet(w("sources.none")), status, w)


def answered(shown: Shown, w: Words, prefix: str = "", unsaved: bool = False) -> str:
    """The whole answer with everything that belongs to it."""
    answer = shown.answer
    status = _status_of(answer)
    parts = [
        _asked(answer.question, w),
        _status(status, w),
        _friendly(answer, w),
        *(_sentence(sentence, prefix, w) for sentence in answer.sentences),
        tables.compared(shown, w, prefix),
        tables.figures(shown, w, prefix),
        controls.choices(answer, w),
        controls.understood(answer, w),
        items("pa-notices", map(text, [*answer.notices, *([w("answer.unsaved")] if unsaved else [])])),
        principles.line(answer, w),
        controls.feedback(shown, w, prefix),
    ]
    return _turn("".join(parts), sources.panel(shown, w, prefix), "done", w, prefix, _spoken(answer, status, w))


def folded(shown: Shown, w: Words, prefix: str) -> str:
    """An earlier question in one line that opens."""
    return details("pa-earlier", text(shown.answer.question), answered(shown, w, prefix))


def earlier(turns: Sequence[Shown], w: Words) -> str:
    """The questions before the last one, the newest first."""
    if not turns:
        return ""
    inside = "".join(folded(shown, w, f"t{len(turns) - n}-") for n, shown in enumerate(reversed(turns)))
    count = w("answer.earlier_count", count=len(turns))
    return f'<section id="pa-earlier"><h2>{text(w("answer.earlier"))} <span>{text(count)}</span></h2>{inside}</section>'


def _turn(said: str, cited: str, state: str, w: Words, prefix: str = "", spoken: str = "") -> str:
    """Both panels. `data-spoken` is read out once, when the answer is whole."""
    busy = ' aria-busy="true"' if state == "busy" else ""
    return (
        f'<div class="pa-turn" data-state="{state}" data-spoken="{text(spoken)}">'
        f'<section id="pa-{prefix}answer" class="pa-panel pa-said" tabindex="-1"{busy}>'
        f"<h2>{text(w('answer.title'))}</h2>{said}</section>"
        f'<section id="pa-{prefix}sources" class="pa-panel pa-cited">'
        f"<h2>{text(w('sources.title'))}</h2>{cited}</section></div>"
    )


def _sentence(sentence: Sentence, prefix: str, w: Words) -> str:
    marks = "".join(_mark(number, prefix, w) for number in sentence.citations)
    return f'<p class="pa-sentence">{text(sentence.text)}{marks}</p>'


def _mark(number: int, prefix: str, w: Words) -> str:
    label, target = text(w("answer.mark", number=number)), sources.anchor(prefix, number)
    return f'<a class="pa-mark" id="pa-{prefix}mark-{number}" href="#{target}" aria-label="{label}">[{number}]</a>'


def _asked(question: str, w: Words) -> str:
    return f'<p class="pa-asked">{text(w("answer.asked", question=question))}</p>' if question else ""


def _status_of(answer: Answer) -> str:
    return "ask_back" if answer.status is Status.PARTIAL and answer.choices else answer.status.value


def _status(status: str, w: Words) -> str:
    return f'<p class="pa-status pa-status-{text(status)}">{text(w(f"answer.status_{status}"))}</p>'


def _friendly(answer: Answer, w: Words) -> str:
    key = f"answer.friendly_{answer.status.value}"
    return f'<p class="pa-friendly">{text(w(key))}</p>' if w.has(key) else ""


def _spoken(answer: Answer, status: str, w: Words) -> str:
    said = " ".join(s.text for s in answer.sentences) or " ".join(answer.notices[:2])
    return w("answer.done", status=w(f"answer.status_{status}"), text=said)
