"""The answer contract: what `ask --json` prints and the HTTP API returns.

Built by `assistant.chain`; fields may be added, never renamed (see docs/architecture.md).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict

from assistant.guardrails.checks import CheckResult


class Status(StrEnum):
    """How a question ended."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    NO_ANSWER = "no_answer"
    REFUSED = "refused"


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ContextSpan(_Model):
    """A place that a quotation depends on: a column header, a group heading, a footnote."""

    quote: str
    start: int
    end: int


class Citation(_Model):
    """A verbatim place in a document. `quote` equals the reader's text `[start:end]`, white space aside.

    `url` leads to the official text. Where `edition` is "guide", `official_title` and `official_path` name the official
    document and the place in it that the guide retells there.
    """

    number: int
    document_id: str
    document_title: str
    publisher: str
    edition: str
    path: tuple[str, ...]
    page: int | None
    quote: str
    start: int
    end: int
    context: tuple[ContextSpan, ...] = ()
    url: str | None = None
    official_title: str | None = None
    official_path: tuple[str, ...] = ()


class Sentence(_Model):
    """One sentence of the answer with the numbers of its citations."""

    text: str
    citations: tuple[int, ...]


class Rendering(_Model):
    """The sentences of the answer in plain Japanese or English, one for each, with the same citations.

    A sentence whose rendering did not pass the checks stands in its own words; `notice` says so.
    """

    kind: Literal["plain", "en"]
    sentences: tuple[Sentence, ...]
    notice: str


class Nearest(_Model):
    """A section that comes near a question the documents do not answer."""

    document_id: str
    path: tuple[str, ...]


class PrincipleVerdict(_Model):
    """What was found for one of the five principles; `checks` are those that ran, with their results."""

    id: str
    verdict: Literal["passed", "acted", "refused", "not_applicable"]
    note: str = ""
    checks: tuple[CheckResult, ...] = ()


class Answer(_Model):
    """A whole answer. `question` is the masked question; `timings_ms` are milliseconds of wall time.

    `choices` are questions to choose from where the assistant asks back.
    """

    question: str
    understood_question: str | None = None
    status: Status
    status_reason: str | None = None
    answer: str
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    nearest: tuple[Nearest, ...] = ()
    contact: str | None = None
    choices: tuple[str, ...] = ()
    principles: tuple[PrincipleVerdict, ...] = ()
    notices: tuple[str, ...] = ()
    rendering: Rendering | None = None
    audience: Literal["staff", "resident"]
    generator: str
    index_version: str
    prompt_version: str
    timings_ms: dict[str, int]
    audit_id: str
