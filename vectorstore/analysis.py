"""Japanese text to search terms: Sudachi's short (A) and long (C) units, their normalised forms and synonym groups.

Questions and passages go in, lists of terms come out; used by the lexical index on both sides. Particles,
auxiliaries and signs are dropped; years and quantities become one term whatever their form (`ingest.dates`).
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ingest.dates import number_keys, without_years, year_keys
from ingest.normalise import nfkc
from vectorstore.codec import encodable

_DROPPED = frozenset(("助詞", "助動詞", "補助記号", "空白", "記号"))
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
        return f"A{int(self.short_units)}C{int(self.long_units)}S{int(self.synonyms)}"


_local = threading.local()


@lru_cache(maxsize=1)
def _dictionary() -> Any:
    import sudachipy

    return sudachipy.Dictionary(dict="core")


def _tokenizer() -> Any:
    """A tokenizer of this thread: sharing one between threads raises."""
    if not hasattr(_local, "tokenizer"):
        import sudachipy

        _local.tokenizer = _dictionary().tokenizer(mode=sudachipy.SplitMode.C)
    return _local.tokenizer


def terms(text: str, analysis: Analysis = Analysis()) -> list[str]:  # noqa: B008 (frozen)
    """The search terms of a text, in order, with repetition."""
    folded = _folded(text)
    out = [f"#{key}" for key in (*year_keys(folded), *number_keys(folded))]
    rest = without_years(folded)
    for begin in range(0, len(rest), MAX_CHARS):
        for morpheme in _tokenizer().tokenize(rest[begin : begin + MAX_CHARS]):
            out.extend(_of_morpheme(morpheme, analysis))
    return out


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


def reading(text: str) -> str:
    """The kana reading of a text (for questions typed in kana)."""
    return "".join(m.reading_form() for m in _tokenizer().tokenize(_folded(text)[:MAX_CHARS]))
