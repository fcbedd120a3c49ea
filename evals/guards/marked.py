"""Cases of the guards' sets: a JSON line with a marked text in, the plain text and what it holds out.

A datum is marked `⟦kind|value⟧` in the text; everything else must be left alone.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "personal"
_MARK = re.compile(r"⟦([a-z_]+)\|([^⟧]*)⟧")


@dataclass(frozen=True)
class Expected:
    """A datum of a kind at `[start:end]` of the plain text."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Case:
    """A text and what must be found in it; `held_out` cases are looked at in total only."""

    id: str
    text: str
    expected: tuple[Expected, ...]
    held_out: bool


def load(name: str, folder: Path = FOLDER) -> list[Case]:
    """The cases of `name`.jsonl, in their order."""
    lines = (folder / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [parse(**json.loads(line)) for line in lines if line.strip()]


def parse(id: str, text: str) -> Case:
    """A marked text as a case."""
    plain, expected, at = "", [], 0
    for match in _MARK.finditer(text):
        plain += text[at : match.start()]
        expected.append(Expected(match[1], len(plain), len(plain) + len(match[2])))
        plain += match[2]
        at = match.end()
    return Case(id, plain + text[at:], tuple(expected), is_held_out(id))


def is_held_out(id: str) -> bool:
    """Whether a case belongs to the half that nobody tunes on: by a hash of its id."""
    return hashlib.sha256(id.encode()).digest()[0] % 2 == 1
