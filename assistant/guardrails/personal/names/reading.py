"""Where a name begins and ends among morphemes, read back from an honorific or on from a cue. Pure.

Called by `cues`. A family name may be followed by up to four characters that no dictionary knows: given names are
written as parents like.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.guardrails.personal.names.lexicon import (
    HIRAGANA,
    KANJI,
    KATAKANA,
    LATIN,
    Token,
    is_given,
    is_surname,
    uses,
)

MOST = 7  # morphemes of a name, its blanks among them
GIVEN = 4  # characters of a given name
# Behind a family name these make a house, a firm, an office or a crowd.
_NOT_GIVEN = frozenset(
    "家県市区町村課部局係室会社店屋館校園院寺署庁省班組隊団者員達等側邸宅内様氏君殿方業式型系製産的性化用"
)
_CLOSED = ("助詞", "助動詞", "補助記号", "接続詞", "代名詞", "副詞", "連体詞", "感動詞")


def back(tokens: Sequence[Token], stop: int, *, polite: bool = False) -> int | None:
    """The index of the first morpheme of the name that ends before `stop`, or None.

    `polite`: the honorific also stands behind firms and gods (様, 殿), so that a word no dictionary knows is no name.
    """
    best: int | None = None
    for first in range(stop - 1, max(-1, stop - 1 - MOST), -1):
        token = tokens[first]
        if token.is_glue:
            if first == stop - 1:
                continue
            continue
        if token.tags[0] in _CLOSED or token.tags[1] == "数詞":
            break
        if is_name(tokens[first:stop]):
            best = first
    if best is None and not polite:
        best = _unknown(tokens, stop)
    return best


def on(tokens: Sequence[Token], first: int, *, sure: bool = False) -> int | None:
    """The index behind the last morpheme of the name that begins at `first`, or None.

    `sure`: the words around leave little room for anything but a name, so that an unknown word counts as one.
    """
    best: int | None = None
    for stop in range(first + 1, min(len(tokens), first + MOST) + 1):
        token = tokens[stop - 1]
        if token.tags[0] in _CLOSED and not token.is_glue and stop - 1 > first and not _is_small(token):
            break
        if token.is_glue:
            continue
        part = tokens[first:stop]
        if is_name(part) or (sure and _may_be_name(part)):
            best = stop
    return best


def is_name(part: Sequence[Token]) -> bool:
    """Whether morphemes make a name: family and given, one of them, or foreign parts."""
    words = [t for t in part if not t.is_glue]
    if not words:
        return False
    if all(KATAKANA.fullmatch(w.text) or LATIN.fullmatch(w.text) for w in words):
        return _is_foreign(words)
    if len(words) == 1:
        return is_surname(words[0]) or is_given(words[0])
    return is_surname(words[0]) and _is_given_like(words[1:])


def _is_given_like(words: Sequence[Token]) -> bool:
    joined = "".join(w.text for w in words)
    if len(words) == 1 and is_given(words[0]):
        return True
    if len(joined) > GIVEN or not all(KANJI.fullmatch(w.text) or HIRAGANA.fullmatch(w.text) for w in words):
        return False
    if joined[-1] in _NOT_GIVEN or joined[0] in _NOT_GIVEN:
        return False
    use = uses(joined)
    if use.given:
        return True
    if use.common or use.other:
        return False
    return not any(len(w.text) > 1 and uses(w.text).common and not uses(w.text).given for w in words)


def _is_foreign(words: Sequence[Token]) -> bool:
    """Words in katakana or Latin letters: one that is a name, and none that is only a common word or a firm."""
    kinds = [uses(w.text) for w in words]
    if any((k.common or k.other) and not (k.person or k.given or k.surname) for k in kinds):
        return False
    named = sum((k.person or k.given or k.surname) and not k.common for k in kinds)
    if len(words) > 1:
        return named > 0 or (not any(k.known for k in kinds) and all(len(w.text) > 1 for w in words))
    word = words[0].text
    return len(word) > 1 and (named == 1 or (not kinds[0].known and not word.isupper() and len(word) > 2))


def _may_be_name(part: Sequence[Token]) -> bool:
    """Whether morphemes could be a name that no dictionary knows."""
    words = [t for t in part if not t.is_glue]
    joined = "".join(w.text for w in words)
    if not 2 <= len(joined) <= 24 or joined[-1] in _NOT_GIVEN:
        return False
    if all(KATAKANA.fullmatch(w.text) or LATIN.fullmatch(w.text) for w in words):
        return not any(uses(w.text).common for w in words)
    if not all(KANJI.fullmatch(w.text) or HIRAGANA.fullmatch(w.text) for w in words) or len(joined) > 7:
        return False
    if HIRAGANA.fullmatch(joined):
        return len(words) <= 4 and not any(uses(w.text).common and len(w.text) > 2 for w in words)
    return not any(len(w.text) > 1 and uses(w.text).common for w in words) and not uses(joined).known


def _unknown(tokens: Sequence[Token], stop: int) -> int | None:
    """A run of kanji in front of an honorific that no dictionary knows as a word, such as a rare given name."""
    first = stop
    while first > 0 and KANJI.fullmatch(tokens[first - 1].text) and stop - first < 3:
        first -= 1
    if first > 0 and KANJI.search(tokens[first - 1].text[-1:]):
        return None
    part = tokens[first:stop]
    joined = "".join(t.text for t in part)
    if not 2 <= len(joined) <= 4 or joined[-1] in _NOT_GIVEN or uses(joined).known:
        return None
    if any(t.tags[0] not in ("名詞", "動詞", "形状詞") or t.tags[1] in ("数詞", "固有名詞") for t in part):
        return None
    single = all(len(t.text) == 1 for t in part)
    return first if single or all(t.unknown for t in part) else None


def _is_small(token: Token) -> bool:
    """A morpheme of kana that a given name in kana may have been cut into."""
    return (
        len(token.text) <= 2 and bool(HIRAGANA.fullmatch(token.text)) and token.tags[0] in ("副詞", "感動詞", "連体詞")
    )
