"""Content words of a folded text, and whether a vocabulary holds them in one form or another.

A text goes in, words in Sudachi's short units come out; `Vocabulary` is what the evidence has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from assistant.verify.folding import bare, fold
from assistant.verify.lexicon import FRAME, SYNONYMS
from vectorstore.analysis import Morpheme, morphemes

_CONTENT = frozenset(("名詞", "動詞", "形容詞", "形状詞", "副詞", "代名詞", "連体詞", "接頭辞", "接尾辞"))
_NOUNS = frozenset(("名詞", "形状詞", "接頭辞", "接尾辞"))
_PREFIXES = ("未", "不", "非", "無", "反", "脱", "旧", "再", "新")  # prefixes and suffixes that make another word
_LATIN = re.compile(r"[a-z][a-z0-9]*(?:[.&+\-'][a-z0-9]+)*")
_KATAKANA = re.compile(r"[ァ-ヴー]{3,}")


@dataclass(frozen=True)
class Word:
    """A content word: where it begins, its forms and synonym groups; `noun` tells things from doings."""

    start: int
    surface: str
    form: str
    groups: tuple[int, ...]
    noun: bool
    proper: bool
    long_form: str = ""
    long_groups: tuple[int, ...] = ()

    @property
    def end(self) -> int:
        """Where the word ends."""
        return self.start + len(self.surface)

    @property
    def named(self) -> bool:
        """Whether it is a name or a loan word, which no free rewording brings along."""
        return self.proper or bool(_LATIN.fullmatch(self.surface)) or bool(_KATAKANA.fullmatch(self.surface))


@dataclass(frozen=True)
class Vocabulary:
    """The words of some texts: normalised forms, synonym groups, and the bare text itself."""

    forms: frozenset[str]
    groups: frozenset[int]
    text: str

    def __or__(self, other: Vocabulary) -> Vocabulary:
        return Vocabulary(self.forms | other.forms, self.groups | other.groups, f"{self.text}\n{other.text}")

    def holds(self, word: Word) -> bool:
        """Whether the word stands there, as itself, as a synonym, or within a longer word."""
        if {word.form, word.long_form} & self.forms or self.groups & {*word.groups, *word.long_groups}:
            return True
        surface = bare(word.surface)
        if len(surface) > 1 and surface in self.text:
            return True
        stem = surface.rstrip("ー")
        if len(stem) > 2 and stem in self.text:
            return True
        if word.proper:
            return False
        return bool(alike(word.form) & self.forms) or (len(surface) == 1 and word.noun and surface in self.text)


@lru_cache(maxsize=8192)
def alike(form: str) -> frozenset[str]:
    """The words that may stand for `form`."""
    return frozenset(w for group in SYNONYMS if form in group for w in group)


@lru_cache(maxsize=4096)
def analysed(text: str) -> tuple[Morpheme, ...]:
    """Sudachi's analysis of a folded text."""
    return tuple(morphemes(text))


@lru_cache(maxsize=4096)
def vocabulary(text: str) -> Vocabulary:
    """The vocabulary of one folded text."""
    forms: set[str] = set()
    groups: set[int] = set()
    for long in analysed(text):
        for unit in (long, *long.short):
            if unit.pos[0] in _CONTENT:
                forms.add(unit.form)
                groups.update(unit.groups)
    return Vocabulary(frozenset(forms), frozenset(groups), bare(text))


def vocabulary_of(texts: Iterable[str]) -> Vocabulary:
    """The vocabulary of several texts, each folded here."""
    out = Vocabulary(frozenset(), frozenset(), "")
    for text in texts:
        out = out | vocabulary(fold(text))
    return out


def content_words(text: str) -> list[Word]:
    """The words of a folded text that need evidence, in order."""
    return [w for long in analysed(text) for w in _words(long) if w.form not in FRAME]


def _words(long: Morpheme) -> Iterable[Word]:
    if long.form in FRAME:
        return
    for unit in long.short or (long,):
        if unit.pos[0] not in _CONTENT or unit.pos[1] in ("数詞",) or not any(c.isalnum() for c in unit.surface):
            continue
        if unit.pos[0] in ("接頭辞", "接尾辞", "連体詞") and unit.surface not in _PREFIXES:
            continue
        if unit.pos[0] in ("動詞", "形容詞") and unit.pos[1] == "非自立可能":
            continue
        proper = "固有名詞" in (long.pos[1], unit.pos[1])
        noun = unit.pos[0] in _NOUNS
        yield Word(unit.start, unit.surface, unit.form, unit.groups, noun, proper, long.form, long.groups)


def compounds(text: str, suffixes: re.Pattern[str]) -> list[tuple[int, str]]:
    """The runs of nouns whose text matches `suffixes` at its end, with their places: names of offices and the like."""
    out: list[tuple[int, str]] = []
    run: list[Morpheme] = []
    for m in (*analysed(text), None):
        if m is not None and m.pos[0] in _NOUNS and (not run or m.start == run[-1].start + len(run[-1].surface)):
            run.append(m)
            continue
        out.extend(_named(run, suffixes))
        run = [m] if m is not None and m.pos[0] in _NOUNS else []
    return out


def _named(run: list[Morpheme], suffixes: re.Pattern[str]) -> Iterable[tuple[int, str]]:
    first = 0
    for n, m in enumerate(run):
        name = "".join(x.surface for x in run[first : n + 1])
        if suffixes.search(m.surface) and len(name) > 2:
            yield run[first].start, name
            first = n + 1
