"""The five principles as they stand in prompts/principles.toml: read and checked once, when a chain is opened.

A path goes in, validated `Rules` come out; whatever is wrong is told in one line.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from assistant.errors import AssistantError
from assistant.guardrails.checks import CHECKS, Outcome

PrincipleId = Literal[
    "active_use", "effective_input", "no_personal_or_confidential_input", "verify_content", "respect_copyright"
]  # fmt: skip
IDS: tuple[PrincipleId, ...] = (
    "active_use", "effective_input", "no_personal_or_confidential_input", "verify_content", "respect_copyright",
)  # fmt: skip
_PLACEHOLDER = re.compile(r"\{([^}]*)\}")


class PrinciplesError(AssistantError):
    """The file of the principles cannot be used."""


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_min_length=1)


class Principle(_Strict):
    """One principle: its name, what it means here, and the note of every check by outcome."""

    id: PrincipleId
    name: str
    explanation: str
    checks: dict[str, dict[Outcome, str]] = Field(min_length=1)

    @model_validator(mode="after")
    def _known(self) -> Self:
        for check, notes in self.checks.items():
            if check not in CHECKS:
                raise ValueError(f"principle {self.id}: unknown check {check}; known are {', '.join(CHECKS)}")
            for outcome, note in notes.items():
                wrong = [name for name in _PLACEHOLDER.findall(note) if name != "count"]
                if wrong:
                    raise ValueError(f"principle {self.id}, {check}.{outcome}: only {{count}} can be put in")
        return self


class Rules(_Strict):
    """All five principles. `verified` says whether the wording is the prefecture's own; `source` where it is from."""

    source: str
    verified: bool
    principles: tuple[Principle, ...]

    @model_validator(mode="after")
    def _complete(self) -> Self:
        ids = [p.id for p in self.principles]
        if sorted(ids) != sorted(IDS):
            raise ValueError(f"the principles must be {', '.join(IDS)}, each once")
        owned = [check for p in self.principles for check in p.checks]
        for check in CHECKS:
            if owned.count(check) != 1:
                raise ValueError(f"the check {check} must belong to one principle, not to {owned.count(check)}")
        return self


def load(path: Path) -> Rules:
    """The rules of a file; raises PrinciplesError, one line, for what cannot be read or is not complete."""
    try:
        values = tomllib.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise PrinciplesError(f"{path}: cannot be read ({error.strerror}); install the assistant anew") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PrinciplesError(f"{path}: is no valid TOML in UTF-8 ({error}); mend that line") from None
    try:
        return Rules.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        said = first["msg"].removeprefix("Value error, ")
        raise PrinciplesError(f"{path}: {where + ': ' if where else ''}{said}; mend it") from None


@lru_cache(maxsize=1)
def shipped() -> Rules:
    """The rules that ship with the project; raises what `load` raises."""
    with resources.as_file(resources.files("prompts").joinpath("principles.toml")) as path:
        return load(path)
