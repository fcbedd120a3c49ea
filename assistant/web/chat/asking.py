"""From a question to what the page shows: a question goes in, HTML comes out as the answer grows. Called by `page`."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass

from assistant.answer import Answer, Sentence, Status
from assistant.chain import MAX_QUESTION
from assistant.errors import AssistantError, IndexDamagedError, IndexMissingError, IndexOutdatedError, NotRecordedError
from assistant.given import Given
from assistant.guardrails.private import displayed
from assistant.stopping import StoppedError
from assistant.turn import Said
from assistant.web.chat import answers, shown
from assistant.web.chat.desk import Desk
from assistant.web.chat.history import HistoryError, Kept
from assistant.web.chat.pace import TooLateError, paced
from assistant.web.chat.room import FullError, Ticket
from assistant.web.chat.words import Words
from vectorstore.chroma import Filters
from vectorstore.errors import VectorStoreError

MOST_FORMER = 5  # questions that a follow-up may refer to
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Question:
    """What is asked, by whom. `alone`: it stands for itself, whatever was asked before."""

    text: str
    owner: str
    conversation: str
    session: str = ""
    filters: Filters = Filters()
    alone: bool = False


@dataclass(frozen=True)
class Step:
    """What the page shows now; `failed` if there is no answer and there will be none."""

    html: str
    failed: bool = False


async def steps(desk: Desk, question: Question, w: Words) -> AsyncGenerator[Step]:
    """From being at work to the answer, or why there is none."""
    refusal = refusal_of(question.text, w)
    if refusal is not None:
        yield Step(answers.failure(refusal, w), failed=True)
        return
    masked = displayed(question.text)  # the page may be printed, or seen over a shoulder
    try:
        ticket = desk.room.enter()
    except FullError:
        yield Step(answers.failure(w("answer.full"), w, masked), failed=True)
        return
    try:
        async for ahead in desk.room.turn(ticket):
            yield Step(answers.at_work(masked, w("answer.queued", count=ahead), w))
    finally:
        if not ticket.begun:
            desk.room.leave(ticket)
    async for step in _answered(desk, question, masked, ticket, w):
        yield step


async def _answered(desk: Desk, question: Question, masked: str, ticket: Ticket, w: Words) -> AsyncGenerator[Step]:
    said: list[Sentence] = []
    begun = False
    try:
        yield Step(answers.at_work(masked, w("answer.busy"), w))
        former = await asyncio.to_thread(_former, desk, question)
        given, begun = Given(question.filters, former, question.session), True
        events = paced(
            lambda: desk.answering.stream(question.text, given), desk.seconds, lambda: desk.room.leave(ticket)
        )
        async with aclosing(events):
            async for event in events:
                if isinstance(event, Said):
                    said.append(event.sentence)
                    yield Step(answers.at_work(masked, w("answer.streaming"), w, said))
                else:
                    yield Step(await asyncio.to_thread(_whole, desk, question, event, w))
    except TooLateError:
        yield Step(answers.failure(w("answer.timeout", seconds=round(desk.seconds)), w, masked), failed=True)
    except (AssistantError, VectorStoreError) as error:
        _log.warning("chat: %s", error)
        yield Step(answers.failure(_told(error, w), w, masked), failed=True)
    except Exception as error:  # the page must say so; a question has no place in the log, so no message and no trace
        _log.error("chat: %s at %s; this is a defect, please report it", type(error).__name__, _place(error))
        yield Step(answers.failure(w("error.other"), w, masked), failed=True)
    finally:
        if not begun:
            desk.room.leave(ticket)


def _whole(desk: Desk, question: Question, answer: Answer, w: Words) -> str:
    """The whole answer, kept for the history; where that fails it says so."""
    kept: Kept | Answer = answer
    try:
        kept = desk.history.add(question.owner, question.conversation, answer)
    except HistoryError as error:
        _log.warning("chat: an answer is not in the history: %s", error)
    return answers.answered(shown.of(kept, desk.documents), w, unsaved=kept is answer)


def _former(desk: Desk, question: Question) -> tuple[str, ...]:
    """The questions before, as they were understood."""
    if question.alone:
        return ()
    try:
        turns = desk.history.turns(question.owner, question.conversation)
    except HistoryError as error:
        _log.warning("chat: what was asked before is not known: %s", error)
        return ()
    told = [t.answer for t in turns if t.answer.status in (Status.ANSWERED, Status.PARTIAL)]
    return tuple(a.understood_question or a.question for a in told[-MOST_FORMER:])


def refusal_of(question: str, w: Words) -> str | None:
    """Why a question cannot be asked, in words for whoever asked it; None where it can."""
    if not question.strip():
        return w("error.empty")
    if len(question) > MAX_QUESTION:
        return w("error.too_long", count=len(question), limit=MAX_QUESTION)
    try:
        question.encode()
    except UnicodeEncodeError:  # half a surrogate pair
        return w("error.no_text")
    return None


def _told(error: AssistantError | VectorStoreError, w: Words) -> str:
    if isinstance(error, IndexMissingError):
        return w("error.no_index")
    if isinstance(error, IndexDamagedError | IndexOutdatedError | VectorStoreError):
        return w("error.index")
    if isinstance(error, NotRecordedError):
        return w("error.not_recorded")
    if isinstance(error, StoppedError):
        return w("error.stopped")
    return w("error.other")


def _place(error: BaseException) -> str:
    at = error.__traceback__
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    return f"{at.tb_frame.f_code.co_filename}:{at.tb_lineno}" if at is not None else "an unknown place"
