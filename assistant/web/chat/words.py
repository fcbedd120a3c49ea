"""The words of the chat's interface in Japanese and English; read from `words.ja.toml` and `words.en.toml`.

Answers, quotations and their notices stay as the documents and `prompts` have them. Called by whatever shows something.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import Literal

Language = Literal["ja", "en"]
LANGUAGES: tuple[Language, ...] = ("ja", "en")


class Words:
    """The words of one language. Raises KeyError on a word that is none."""

    def __init__(self, language: Language, words: Mapping[str, str]) -> None:
        """`words` by key."""
        self.language, self._words = language, words

    def __call__(self, key: str, **values: object) -> str:
        """The words of a key with their gaps filled."""
        return self._words[key].format(**values) if values else self._words[key]

    def has(self, key: str) -> bool:
        """Whether there are words for this key."""
        return key in self._words

    def keys(self) -> frozenset[str]:
        """All keys."""
        return frozenset(self._words)


@lru_cache(maxsize=len(LANGUAGES))
def words(language: str) -> Words:
    """The words of a language; Japanese for any that is not spoken here."""
    known: Language = "en" if language == "en" else "ja"
    raw = resources.files("assistant.web.chat").joinpath(f"words.{known}.toml").read_text("utf-8")
    flat = {f"{part}.{key}": text for part, entries in tomllib.loads(raw).items() for key, text in entries.items()}
    return Words(known, flat)
