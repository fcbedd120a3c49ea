"""What a text says once its disguise is taken off: split letters, markup, digits for letters, encodings, mirrors.

A text goes in; the readings that differ from it come out, encodings to a depth of three. Nothing here judges.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from ingest.instructions.decoding import decoded
from ingest.instructions.folding import fold
from ingest.instructions.romaji import kana

_SEPARATORS = re.compile(r"([\s・/.,_\-|*~^+、。]+)")
_RUN = 4  # single characters in a row from which they count as one word written apart
_TAGS = re.compile(r"<[^<>]{0,80}>|[*_`~#]+")
_LEET = str.maketrans("013457@$!|8", "oieastasilb")
_LEET_WORD = re.compile(
    r"(?<![a-z0-9@$!|])(?=[a-z0-9@$!|]*[a-z])(?=[a-z0-9@$!|]*[0-9@$!|])[a-z0-9@$!|]{2,}|\b[0134578]{2,}\b"
)
_LATIN = re.compile(r"[A-Za-z]{3}")
# Words that a reading must hold to be language at all; what a mirror or a cipher makes of other texts holds none.
_LANGUAGE = re.compile(
    r"して|せよ|しろ|くださ|あなた|です|ます|(?<![a-z])(?:the|your?|all|any|me|and|rules?|prompt)(?![a-z])"
)
_LETTERS = 12  # Latin letters from which a text may be written in a substitution cipher
_SENTENCE = re.compile(r"[^。]+。?")
DEPTH = 3


def views(text: str) -> Iterator[str]:
    """Folded readings of `text`: itself first, then what each disguise taken off makes different.

    A sentence comes once: most of a long text is the same under every reading, and rules look at all that comes.
    """
    seen: set[str] = set()
    for reading in _readings(text, DEPTH):
        new = [s for s in dict.fromkeys(_SENTENCE.findall(fold(reading))) if s not in seen]
        if new:
            seen.update(new)
            yield "".join(new)


def _readings(text: str, depth: int) -> Iterator[str]:
    yield text
    bare = _TAGS.sub("", text)
    if bare != text:
        yield bare
    joined = together(bare)
    if joined != bare:
        yield joined
    folded = fold(bare)
    plain = _LEET_WORD.sub(lambda m: m.group().translate(_LEET), folded)
    if plain != folded:
        yield plain
    if _LATIN.search(folded):
        yield kana(folded)
        if sum(c.isascii() and c.isalpha() for c in folded) >= _LETTERS:
            yield from _if_language(codecs.encode(folded, "rot13"), folded)
    yield from _if_language(folded[::-1], folded)
    if depth:
        for piece in decoded(text):
            yield from _readings(piece, depth - 1)


def _if_language(reading: str, folded: str) -> Iterator[str]:
    """The sentences of a reading, if it is more of a language than what it is a reading of."""
    found = len(_LANGUAGE.findall(reading))
    if found and found > len(_LANGUAGE.findall(folded)):
        yield "".join(s for s in _SENTENCE.findall(reading) if _LANGUAGE.search(s))


def together(text: str) -> str:
    """A text in which words written as single characters (無 視, i-g-n-o-r-e) are joined again.

    The first separator of such a run is taken for the disguise; another one stays, as a blank.
    """
    parts = _SEPARATORS.split(text)
    words, gaps = parts[0::2], [*parts[1::2], ""]
    out: list[str] = []
    n = 0
    while n < len(words):
        end = n
        while end < len(words) and len(words[end]) == 1:
            end += 1
        if end - n < _RUN:
            out.append(words[n] + gaps[n])
            n += 1
            continue
        disguise = gaps[n]
        run = [words[k] + ("" if gaps[k] == disguise or k == end - 1 else " ") for k in range(n, end)]
        out.append("".join(run) + (gaps[end - 1] and " "))
        n = end
    return "".join(out)
