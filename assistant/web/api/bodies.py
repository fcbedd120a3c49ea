"""What clients send and get as JSON; read by `assistant.web.api.routes`, and the source of its OpenAPI.

Unknown fields are errors, and nothing here is longer than it may be: what passes is safe to hand on.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool

from assistant.guardrails.hygiene import MAX_QUESTION
from assistant.records.feedback import MAX_TEXT, Reason
from assistant.verify.folding import fold
from assistant.verify.times import times
from assistant.web.api import examples

MAX_HISTORY = 5
FIRST_YEAR, LAST_YEAR = 1868, 2200
MAX_NAMES = 20  # documents or publishers in one filter


def year_of(given: int | str) -> int | None:
    """The year in which a fiscal year begins: 2026, 2026年度, 令和8年度 and R8 are one; None for what names no year."""
    if isinstance(given, int):
        return given
    text = fold(given).strip()
    found = times(text).years or times(f"{text}年度").years
    years = {year.year for year in found}
    return years.pop() if len(years) == 1 and FIRST_YEAR <= min(years) <= LAST_YEAR else None


def _encodable(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:  # half a surrogate pair, which JSON can carry
        raise ValueError("is no valid text") from None
    return text


def _year(text: str) -> str:
    if year_of(text) is None:
        raise ValueError("is no year")
    return text


Question = Annotated[
    str,
    Field(min_length=1, max_length=MAX_QUESTION, description="the question, in Japanese"),
    AfterValidator(_encodable),
]
Name = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_encodable)]
Words = Annotated[
    str,
    Field(max_length=MAX_TEXT, description="in your own words; personal data is masked"),
    AfterValidator(_encodable),
]
Names = Name | Annotated[list[Name], Field(min_length=1, max_length=MAX_NAMES)]
FiscalYear = (
    Annotated[int, Field(strict=True, ge=FIRST_YEAR, le=LAST_YEAR)]
    | Annotated[str, Field(min_length=1, max_length=20), AfterValidator(_year)]
)
AnswerId = Annotated[str, Field(pattern="^[0-9a-f]{1,64}$", description="the `audit_id` of an answer")]


class _Body(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Asked(_Body):
    """A question that was asked before."""

    question: Question
    answer_id: AnswerId


class Filters(_Body):
    """Where to look. What is not named does not matter; what is unknown is found nowhere."""

    document: Names | None = Field(None, description="a document's id, or several")
    publisher: Names | None = Field(None, description="a publisher's name, or several")
    fiscal_year: FiscalYear | None = Field(
        None, description="documents whose period covers this fiscal year: 2026, 令和8年度 or R8 (it begins in April)"
    )


class Ask(_Body):
    """A question with what it is asked about."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.QUESTION]})

    question: Question
    history: Annotated[list[Asked], Field(max_length=MAX_HISTORY, description="asked before, oldest first")] = []
    filters: Filters = Filters()
    language: Annotated[str, Field(pattern="^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$")] = Field(
        "ja", description="the page's language (BCP 47); answers are Japanese, like the documents"
    )


class Feedback(_Body):
    """What somebody thinks of an answer: a bad one needs a reason, a good one has none."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.FEEDBACK]})

    answer_id: AnswerId
    good: StrictBool
    reason: Reason | None = None
    text: Words = ""


class FeedbackKept(_Body):
    """That feedback was recorded."""

    id: str = Field(description="the id of its record")


class FaqEntry(BaseModel):
    """A frequent question with its checked answer. Further fields may come with it."""

    model_config = ConfigDict(extra="allow")

    question: str
    answer: str


class Faq(_Body):
    """The frequent questions."""

    entries: list[FaqEntry]


class Unfit(BaseModel):
    """A place in the request that does not fit."""

    type: str = Field(description="a stable word")
    loc: list[str | int] = Field(description="where; a name that is not known stands as …")


class Problem(BaseModel):
    """RFC 9457. It never repeats anything of the request."""

    model_config = ConfigDict(json_schema_extra={"examples": [examples.PROBLEM]})

    type: str = Field(description="a stable name: urn:policy-assistant:problem:…")
    title: str = Field(description="for people, Japanese")
    status: int
    detail: str | None = Field(None, description="what to do, Japanese")
    errors: list[Unfit] | None = Field(None, description="with status 422: what does not fit")


def names(given: str | list[str] | None) -> tuple[str, ...]:
    """One name or several as a tuple; empty for none."""
    if given is None:
        return ()
    return (given,) if isinstance(given, str) else tuple(given)


def json_of(model: BaseModel) -> dict[str, Any]:
    """A model as JSON values."""
    return model.model_dump(mode="json")


# The names that a message about an unfit request may repeat.
FIELDS = frozenset(name for model in (Ask, Asked, Filters, Feedback) for name in model.model_fields) | {"Last-Event-ID"}
