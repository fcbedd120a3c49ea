"""Question sets: JSONL files in the form that `evals/sets/README.md` tells, read and checked line by line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

Behaviour = Literal["answer", "no_answer", "correct_premise", "ask_back"]
MAX_FACT = 30  # characters of an expected fact: sets hold no sentences of the documents


class QuestionSetError(Exception):
    """A line of a question set is wrong; the message names file, line and reason."""


class Question(BaseModel):
    """One question with what a right answer must contain."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(min_length=1)
    question: str = Field(min_length=1)
    category: str
    behaviour: Behaviour
    audience: Literal["staff", "resident"] = "staff"
    documents: tuple[str, ...] = ()
    paths: tuple[tuple[str, ...], ...] = ()
    facts: tuple[tuple[str, ...], ...] = ()
    forbidden: tuple[str, ...] = ()
    note: str = ""

    @field_validator("facts")
    @classmethod
    def _short(cls, facts: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
        for alternatives in facts:
            if not alternatives or any(not a.strip() or len(a) > MAX_FACT for a in alternatives):
                raise ValueError(f"a fact needs alternatives of 1 to {MAX_FACT} characters")
        return facts


def load(path: Path) -> list[Question]:
    """The questions of a set; raises QuestionSetError at the first wrong line."""
    questions: list[Question] = []
    seen: set[str] = set()
    try:
        lines = path.read_text("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionSetError(f"{path}: cannot be read ({error})") from None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            question = Question.model_validate(json.loads(line))
        except (ValueError, RecursionError) as error:
            said = error.errors()[0] if isinstance(error, ValidationError) else {"loc": (), "msg": str(error)}
            where = ".".join(str(part) for part in said["loc"])
            raise QuestionSetError(f"{path} line {number}: {where} {said['msg']}") from None
        if question.id in seen:
            raise QuestionSetError(f"{path} line {number}: the id {question.id} is given twice")
        seen.add(question.id)
        questions.append(question)
    return questions
