"""What is sent to a model: a question and numbered evidence go in, messages or one text come out.

Called by `assistant.compose.generative.writer`. Question and evidence are fenced off, and nothing in them can
close the fence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage

from assistant.compose.generative.material import Numbered
from prompts import generation

_FENCES = str.maketrans("<>{}", "＜＞｛｝")
SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "sentences": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "text": {"type": "string"},
                    "evidence": {"type": "array", "items": {"type": "integer"}},
                },
                "required": ["text", "evidence"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["sentences"],
    "additionalProperties": False,
}


@dataclass(frozen=True)
class Failed:
    """A sentence that the verifier did not let through, with the stable words for why."""

    text: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Task:
    """What a model is asked to write; `failed` sentences of its first reply `said` are to be written anew."""

    question: str
    entries: tuple[Numbered, ...]
    canary: str = ""
    lead: str = ""  # how the answer of a completion model begins
    said: str = ""
    failed: tuple[Failed, ...] = ()


def messages(task: Task) -> list[BaseMessage]:
    """For a chat model whose server holds it to `SCHEMA`."""
    return _messages(task, generation.AS_JSON)


def line_messages(task: Task) -> list[BaseMessage]:
    """For a chat model of any other server: a line for each sentence, which can be shown as soon as it ends."""
    return _messages(task, generation.AS_LINES)


def _messages(task: Task, form: str) -> list[BaseMessage]:
    shown = "\n".join(
        generation.EVIDENCE.format(number=e.number, place=_fenced(e.place), text=_fenced(e.text)) for e in task.entries
    )
    out: list[BaseMessage] = [
        SystemMessage(generation.SYSTEM.format(canary=task.canary) + form),
        HumanMessage(generation.ASKED.format(evidence=shown, question=_fenced(task.question))),
    ]
    if task.failed:
        lines = "\n".join(generation.REWRITE_LINE.format(text=f.text, reasons=_told(f)) for f in task.failed)
        out += [AIMessage(task.said), HumanMessage(generation.REWRITE.format(faults=lines))]
    return out


def completion(task: Task) -> str:
    """For a base model: the text that it goes on with."""
    shown = "\n".join(generation.BASE_EVIDENCE.format(number=e.number, text=_fenced(e.text)) for e in task.entries)
    return generation.BASE.format(evidence=shown, question=_fenced(" ".join(task.question.split()))) + (
        f" {_fenced(task.lead)}" if task.lead else ""
    )


def _told(failed: Failed) -> str:
    return "、".join(dict.fromkeys(generation.FAULTS.get(r, generation.FAULT_OTHER) for r in failed.reasons))


def _fenced(text: str) -> str:
    return text.translate(_FENCES)
