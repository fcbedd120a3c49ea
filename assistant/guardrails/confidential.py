"""Confidential matter as an administrator defines it: terms, patterns and marks, each refused or masked.

`load` reads `prompts/confidential.toml` and the administrator's file at start; `Confidential.find` reads a question.
A mark (部外秘) counts where it labels a text, not where it is what a question is about (部外秘の文書の扱いは？).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from assistant.errors import SettingsError
from assistant.guardrails.personal.folded import Folded

MAX_PATTERN = 300  # characters; longer ones are seldom meant
_OPEN, _CLOSE = r"[【\[(〔<《「『\u3008※＊*■◆]", r"[】\])〕>》」』\u3009]"


class Entry(BaseModel):
    """One rule of the file. `label` is what a person reads of it, and never the matter itself."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(min_length=1, max_length=60)
    kind: Literal["term", "pattern", "mark"]
    values: tuple[str, ...] = Field(min_length=1)
    action: Literal["refuse", "mask"]
    label: str = Field(min_length=1, max_length=40)

    @model_validator(mode="after")
    def _usable(self) -> Entry:
        for value in self.values:
            if not value.strip():
                raise ValueError("values must not be empty")
            if len(value) > MAX_PATTERN:
                raise ValueError(f"a value is longer than {MAX_PATTERN} characters")
            _compiled(self.kind, value)
        return self


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    entry: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Match:
    """A place at `[start:end]` of the text as it was given, and the entry it falls under."""

    entry: Entry
    start: int
    end: int


class Confidential:
    """The entries, ready to use."""

    def __init__(self, entries: Sequence[Entry] = ()) -> None:
        self._rules = [(entry, _compiled(entry.kind, value)) for entry in entries for value in entry.values]

    @property
    def count(self) -> int:
        """How many terms, patterns and marks there are."""
        return len(self._rules)

    def find(self, text: str) -> list[Match]:
        """The places of a text that fall under an entry, in order; where two overlap the earlier and longer stays."""
        if not self._rules:
            return []
        folded = Folded.of(text)
        found: list[Match] = []
        for entry, pattern in self._rules:
            for match in pattern.finditer(folded.text):
                if match.end() > match.start():
                    span = folded.mapped.span(match.start(), match.end())
                    found.append(Match(entry, span.start, span.end))
        return _apart(found)


def load(path: Path | None = None) -> Confidential:
    """The shipped marks and the entries of `path`; raises SettingsError, one line that names file and entry."""
    shipped = resources.files("prompts").joinpath("confidential.toml").read_text("utf-8")
    entries = list(_parsed("prompts/confidential.toml", shipped))
    if path is not None:
        try:
            raw = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        except OSError as error:
            raise SettingsError(f"{path}: cannot be read ({error.strerror}); check confidential_file") from None
        except UnicodeDecodeError:
            raise SettingsError(f"{path}: is not UTF-8; save it as UTF-8") from None
        own = _parsed(str(path), raw)
        replaced = {entry.id for entry in own}
        entries = [*(entry for entry in entries if entry.id not in replaced), *own]
    return Confidential(entries)


def _parsed(name: str, raw: str) -> tuple[Entry, ...]:
    try:
        values = tomllib.loads(raw)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{name}: is no valid TOML: {error}; mend that line") from None
    try:
        entries = _File.model_validate(values).entry
    except ValidationError as error:
        first = error.errors()[0]
        raise SettingsError(
            f"{name}: {_place(values, first['loc'])}: {_said(first['msg'])}; mend or remove it"
        ) from None
    ids = [entry.id for entry in entries]
    if twice := next((i for i in ids if ids.count(i) > 1), None):
        raise SettingsError(f"{name}: entry {twice}: the id is given twice; ids must differ")
    return entries


def _place(values: dict[str, Any], loc: tuple[int | str, ...]) -> str:
    """Which entry and which of its keys a message is about; never a value, which may be the secret."""
    if len(loc) > 1 and loc[0] == "entry" and isinstance(loc[1], int):
        entry = values["entry"][loc[1]]
        name = entry.get("id") if isinstance(entry, dict) else None
        key = f", {loc[2]}" if len(loc) > 2 else ""
        return f"entry {name if isinstance(name, str) else loc[1] + 1}{key}"
    return str(loc[0]) if loc else "the file"


def _said(message: str) -> str:
    text = message.removeprefix("Value error, ")
    return text[:1].lower() + text[1:]


def _compiled(kind: str, value: str) -> re.Pattern[str]:
    """A value as a pattern over folded text; raises ValueError for one that cannot be used."""
    folded = Folded.of(value).text
    if kind == "pattern":
        try:
            pattern = re.compile(folded)
        except re.error as error:
            raise ValueError(f"is no valid regular expression ({error.msg})") from None
        if pattern.match(""):
            raise ValueError("the pattern matches an empty text")
        return pattern
    term = r"\s{0,2}".join(map(re.escape, "".join(folded.split())))
    if kind == "term":
        return re.compile(term, re.IGNORECASE)
    framed = rf"{_OPEN}\s{{0,2}}{term}\s{{0,2}}{_CLOSE}"
    # A blank sets a mark off in Japanese; in English it is only the end of a word.
    blank = "" if value.isascii() else "|[ ](?!の|は|と|に|を|が|情報|文書)"
    alone = rf"(?:^|(?<=\n)|(?<=。))\s{{0,4}}{_OPEN}?\s?{term}(?:\s{{0,2}}(?:$|\n|:|。|\)|-|・){blank})"
    told = rf"{term}(?=(?:の情報|の資料|の内容|の文書)?(?:です|だが|なので|なんです|になります|につき)[。、がけなの]?)"
    forms = [framed, alone, *([told] if len(folded) > 1 else [])]  # 秘 is the end of other words too
    return re.compile("|".join(forms), re.IGNORECASE)


def _apart(found: Iterable[Match]) -> list[Match]:
    out: list[Match] = []
    for match in sorted(found, key=lambda m: (m.start, -m.end)):
        if not out or match.start >= out[-1].end:
            out.append(match)
    return out
