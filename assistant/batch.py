"""Many questions from a JSONL file: `{"id","question","audience"?}` a line in, `{"id", …}` a line out.

Called by `ask --input` and `search --input`, which load the whole input before the first answer; each result is written
at once, so that a killed run keeps what it has.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Literal, TextIO

from pydantic import BaseModel, ConfigDict, Field, StrictInt, StrictStr, ValidationError

from assistant.errors import AssistantError
from vectorstore.progress import Progress


class BatchError(AssistantError):
    """A line of the input cannot be used."""


class Question(BaseModel):
    """A line of the input."""

    model_config = ConfigDict(extra="ignore")

    id: StrictStr | StrictInt
    question: StrictStr = Field(min_length=1)
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
    where = f"{path} line {number}"
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        raise BatchError(f"{where}: is no JSON ({error.msg}); mend that line") from None
    except (ValueError, RecursionError):
        raise BatchError(f"{where}: holds a number too long or brackets too deep; mend that line") from None
    if not isinstance(value, dict):
        raise BatchError(f'{where}: is no object; write {{"id": "1", "question": "…"}}')
    try:
        question = Question.model_validate(value)
        str(question.id).encode()
    except UnicodeEncodeError:
        raise BatchError(f"{where}: id: holds half a character; mend that line") from None
    except ValidationError as error:
        first = error.errors()[0]
        key = str(first["loc"][0])
        said = "must be a text or a whole number" if key == "id" and "id" in value else first["msg"].lower()
        raise BatchError(f"{where}: {key}: {said}; mend that line") from None
    return question


def check_target(target: Path, source: Path) -> None:
    """Raises BatchError if the results cannot go to `target`, before any work is done; leaves no file."""
    try:
        if target.exists() and target.samefile(source):
            raise BatchError(f"{target}: is the input; give another --output")
        if target.is_dir():
            raise BatchError(f"{target}: is a folder; give a file as --output")
        if not target.absolute().parent.is_dir():
            raise BatchError(f"{target}: its folder does not exist; make it, or give another --output")
    except OSError as error:
        raise _unwritable(target, error) from None


def run(
    questions: Sequence[Question], target: Path, answer: Callable[[Question], dict[str, Any]], progress: Progress
) -> None:
    """Answers every question into `target`; raises BatchError if it cannot be written, and what `answer` raises."""
    progress.start("asking", len(questions))
    try:
        with target.open("w", encoding="utf-8", newline="\n") as out:
            for question in questions:
                _write(out, question, answer)
                progress.advance()
    except OSError as error:
        raise _unwritable(target, error) from None
    progress.finish()


def _write(out: TextIO, question: Question, answer: Callable[[Question], dict[str, Any]]) -> None:
    result = answer(question) if question.question.strip() else {"error": "empty question"}
    out.write(json.dumps({"id": question.id, **result}, ensure_ascii=False) + "\n")
    out.flush()


def _unwritable(target: Path, error: OSError) -> BatchError:
    return BatchError(f"{target}: cannot be written ({error.strerror}); check the disk, or give another --output")
