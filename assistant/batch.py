"""Many questions from a JSONL file: `{"id","question","audience"?}` a line in, `{"id", …}` a line out.

Called by `ask --input` and `search --input`. The whole input is checked first; each result is written at once, so that
a killed run keeps what it has.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.errors import AssistantError
from vectorstore.progress import Progress


class BatchError(AssistantError):
    """A line of the input cannot be used."""


class Question(BaseModel):
    """A line of the input."""

    model_config = ConfigDict(extra="ignore")

    id: str | int
    question: str = Field(min_length=1)
    audience: Literal["staff", "resident"] | None = None


def load(path: Path) -> list[Question]:
    """The questions of a JSONL file; raises BatchError with the number of a wrong line."""
    try:
        raw = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise BatchError(f"{path}: cannot be read ({error.strerror}); check the path") from None
    except UnicodeDecodeError:
        raise BatchError(f"{path}: is not UTF-8; save it as UTF-8") from None
    questions: list[Question] = []
    seen: set[str | int] = set()
    for number, line in enumerate(raw.split("\n"), 1):
        if not line.strip():
            continue
        question = _parsed(path, number, line)
        if question.id in seen:
            raise BatchError(f"{path} line {number}: the id {question.id} is given twice; ids must differ")
        seen.add(question.id)
        questions.append(question)
    if not questions:
        raise BatchError(f'{path}: holds no question; write lines such as {{"id": "1", "question": "…"}}')
    return questions


def _parsed(path: Path, number: int, line: str) -> Question:
    try:
        return Question.model_validate(json.loads(line))
    except json.JSONDecodeError as error:
        raise BatchError(f"{path} line {number}: is no JSON ({error.msg}); mend that line") from None
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"]) or "line"
        raise BatchError(f"{path} line {number}: {key}: {first['msg'].lower()}; mend that line") from None


def run(source: Path, target: Path, answer: Callable[[Question], dict[str, Any]], progress: Progress) -> None:
    """Answers every question of `source` into `target`; raises BatchError before the first answer."""
    questions = load(source)
    if target.exists() and target.samefile(source):
        raise BatchError(f"{target}: is the input; give another --output")
    try:
        out = target.open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        raise BatchError(f"{target}: cannot be written ({error.strerror}); check the path") from None
    progress.start("asking", len(questions))
    with out:
        for question in questions:
            result = answer(question) if question.question.strip() else {"error": "empty question"}
            out.write(json.dumps({"id": question.id, **result}, ensure_ascii=False) + "\n")
            out.flush()
            progress.advance()
    progress.finish()
