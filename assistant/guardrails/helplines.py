"""Help lines beside an answer: a clean question and the lines of the settings go in, notices come out.

No line is built in: whoever runs the assistant names them, with where they are from and when that was checked.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from assistant.guardrails.need import Need, needs
from prompts import guards


class HelpLine(BaseModel):
    """A line for people in need. `source` is the page or notice it is from, `checked` the day that was looked at."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1)
    contact: str = Field(min_length=1, description="telephone number or address")
    needs: tuple[Need, ...] = Field(min_length=1)
    source: str = Field(min_length=1)
    checked: date
    hours: str = ""


def notices(question: str, lines: Sequence[HelpLine]) -> list[str]:
    """The words for a person who may be in need, then the lines for that need; nothing where there is no sign of it."""
    found = needs(question)
    if not found:
        return []
    fitting = [line for line in lines if set(line.needs) & set(found)]
    return [guards.IN_NEED, *(_told(line) for line in fitting)]


def _told(line: HelpLine) -> str:
    hours = guards.HELP_HOURS.format(hours=line.hours) if line.hours else ""
    checked = f"{line.checked.year}年{line.checked.month}月{line.checked.day}日"
    return guards.HELP_LINE.format(
        name=line.name, contact=line.contact, hours=hours, source=line.source, checked=checked
    )
