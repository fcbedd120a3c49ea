"""Japanese text to search terms: Sudachi's short (A) and long (C) units, their normalised forms and synonym groups.

Questions and passages go in, lists of terms come out; used by the lexical index on both sides. Particles,
auxiliaries and signs are dropped; years and quantities become one term whatever their form (`ingest.dates`).
"""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ingest.dates import number_keys, without_years, year_keys
from ingest.normalise import nfkc
from vectorstore.codec import encodable

_SIGNS = frozenset(("補助記号", "空白", "記号"))
_DROPPED = frozenset(("助詞", "助動詞")) | _SIGNS
# Words that carry a question or a polite form rather than its matter (by part of speech: 代名詞 and the like), in
# Sudachi's normalised form (此れ for これ).
_EMPTY_FORMS = frozenset(
    [
        "為る",
        "有る",
        "居る",
        "成る",
        "事",
        "物",
        "為",
        "下さる",
        "呉れる",
        "良い",
        "言う",
        "教える",
        "知る",
        "何",
        "何処",
        "何時",
        "誰",
        "どう",
        "御",
        "様",
        "出来る",
        "遣る",
        "行く",
        "来る",
        "貰う",
        "此れ",
        "其れ",
        "彼れ",
        "どれ",
        "此の",
        "其の",
        "訳",
        "所",
        "あの",
        "どの",
        "どこ",
        "いつ",
        "こと",
        "頂く",
    ]
)
_HYPHENS = re.compile("(?<=[A-Za-z0-9])[‐‑‒–−](?=[A-Za-z0-9])")
# Headings are kept without inner blanks: D for Local is DforLocal there.
_LATIN_WORDS = re.compile(r"(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9-]*(?: [A-Za-z][A-Za-z0-9-]*){1,3}(?![A-Za-z0-9])")
MAX_CHARS = 8_000  # Sudachi refuses input of over 49,149 bytes


@dataclass(frozen=True)
class Analysis:
    """Which terms are made. `long_units` adds Sudachi's C units where they differ, `synonyms` the synonym groups."""

    short_units: bool = True
    long_units: bool = False
    synonyms: bool = True

    @property
    def name(self) -> str:
        """Tells indexes of different analyses apart."""
        return f"A{int(self.short_units)}C{int(self.long_units)}S{int(self.synonyms)}L"


_local = threading.local()


@lru_cache(maxsize=1)
def dictionary() -> Any:
    """Sudachi's core dictionary, loaded once for all who read Japanese."""
    import sudachipy

    return sudachipy.Dictionary(dict="core")


def tokenizer() -> Any:
    """A tokenizer of this thread: sharing one between threads raises."""
    if not hasattr(_local, "tokenizer"):
        import sudachipy

        _local.tokenizer = dictionary().tokenizer(mode=sudachipy.SplitMode.C)
    return _local.tokenizer


def terms(text: str, analysis: Analysis = Analysis()) -> list[str]:  # noqa: B008 (frozen)
    """The search terms of a text, in order, with repetition."""
    return terms_and_reading(text, analysis)[0]


def terms_and_reading(
    text: str,
    analysis: Analysis = Analysis(),  # noqa: B008 (frozen)
    words: Counter[tuple[str, str]] | None = None,
) -> tuple[list[str], str]:
    """The search terms of a text, and how it is read aloud, in katakana without signs and years.

    Where `words` is given, the readings of all words and of their short units are counted there, each with its word.
    """
    folded = _folded(text)
    out = [f"#{key}" for key in (*year_keys(folded), *number_keys(folded))]
    out += (re.sub("[ -]", "", phrase).lower() for phrase in _LATIN_WORDS.findall(folded))
    rest = without_years(folded)
    sounds: list[str] = []
    for begin in range(0, len(rest), MAX_CHARS):
        for morpheme in tokenizer().tokenize(rest[begin : begin + MAX_CHARS]):
            out.extend(_of_morpheme(morpheme, analysis))
            sounds.append(_sound(morpheme))
            if words is not None:
                _count(morpheme, words)
    return out, "".join(sounds)


def _count(morpheme: Any, words: Counter[tuple[str, str]]) -> None:
    import sudachipy

    units = list(morpheme.split(sudachipy.SplitMode.A))
    for unit in (morpheme, *(units if len(units) > 1 else ())):
        if sound := _sound(unit):
            words[sound, str(unit.surface())] += 1


def _sound(morpheme: Any) -> str:
    """The reading of a morpheme; what the dictionary cannot read stands for itself (keys of signs are キゴウ)."""
    surface, read = str(morpheme.surface()), str(morpheme.reading_form())
    if morpheme.part_of_speech()[0] in _SIGNS:
        return ""
    return katakana("".join(c for c in (read or surface.lower()) if c.isalnum() or c == "ー"))


def katakana(text: str) -> str:
    """A text with its hiragana in katakana."""
    return "".join(chr(ord(c) + 0x60) if "\u3041" <= c <= "\u3096" else c for c in text)


def _folded(text: str) -> str:
    """NFKC of what UTF-8 can carry (Sudachi refuses lone surrogates), one form of hyphen in Latin words."""
    return _HYPHENS.sub("-", nfkc(encodable(text)))


def _of_morpheme(morpheme: Any, analysis: Analysis) -> Iterator[str]:
    import sudachipy

    parts = list(morpheme.split(sudachipy.SplitMode.A)) or [morpheme]
    long_form = _form(morpheme)
    if analysis.long_units and long_form and (len(parts) > 1 or not analysis.short_units):
        yield long_form
    for part in parts if analysis.short_units else ():
        form = _form(part)
        if form:
            yield form
            if analysis.synonyms:
                yield from (f"@{group}" for group in part.synonym_group_ids())
    if analysis.synonyms and long_form and (len(parts) > 1 or not analysis.short_units):
        yield from (f"@{group}" for group in morpheme.synonym_group_ids())


def _form(morpheme: Any) -> str:
    """The normalised form in lower case, or nothing for what carries no matter."""
    if morpheme.part_of_speech()[0] in _DROPPED:
        return ""
    form = str(morpheme.normalized_form()).lower()
    if form.isascii():
        form = form.replace("-", "")
    return "" if form in _EMPTY_FORMS or not any(c.isalnum() for c in form) else form


@dataclass(frozen=True)
class Morpheme:
    """One of Sudachi's long units: where it begins in the text, its forms, part of speech, synonym groups, short units.

    `form` is the normalised form in lower case; `short` holds the short units where there are several, else nothing.
    """

    start: int
    surface: str
    dictionary_form: str
    form: str
    pos: tuple[str, ...]
    groups: tuple[int, ...]
    short: tuple[Morpheme, ...] = ()


def morphemes(text: str) -> list[Morpheme]:
    """The long units of a text that is folded already (NFKC), particles and signs included."""
    clean = encodable(text)
    out: list[Morpheme] = []
    for begin in range(0, len(clean), MAX_CHARS):
        out.extend(_morpheme(m, begin) for m in tokenizer().tokenize(clean[begin : begin + MAX_CHARS]))
    return out


def _morpheme(found: Any, begin: int, split: bool = True) -> Morpheme:
    import sudachipy

    parts = list(found.split(sudachipy.SplitMode.A)) if split else []
    return Morpheme(
        begin + found.begin(),
        found.surface(),
        found.dictionary_form(),
        found.normalized_form().lower(),
        found.part_of_speech(),
        tuple(found.synonym_group_ids()),
        tuple(_morpheme(p, begin, split=False) for p in parts) if len(parts) > 1 else (),
    )


def reading(text: str) -> str:
    """The kana reading of a text (for questions typed in kana)."""
    return "".join(m.reading_form() for m in tokenizer().tokenize(_folded(text)[:MAX_CHARS]))
