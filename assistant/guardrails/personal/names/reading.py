"""Where a name begins and ends among morphemes, read back from an honorific or on from a cue. Pure.

Called by `cues`. A family name may be followed by up to four characters that no dictionary knows: given names are
written as parents like.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.guardrails.personal.names.lexicon import (
    CHINESE,
    HIRAGANA,
    KANJI,
    KATAKANA,
    LATIN,
    Token,
    is_given,
    is_surname,
    is_surname_in_pieces,
    uses,
)

MOST = 7  # morphemes of a name, its blanks among them
GIVEN = 4  # characters of a given name
# Behind a family name these make a house, a firm, an office or a crowd.
_NOT_GIVEN = frozenset(
    "家県市区町村課部局係室会社店屋館校園院寺署庁省班組隊団者員達等側邸宅内様氏君殿方業式型系製産的性化用"
)
_NOT_FIRST = frozenset("各御本当同某全諸両貴弊該新旧元前")
_CLOSED = ("助詞", "助動詞", "補助記号", "接続詞", "代名詞", "副詞", "連体詞", "感動詞")
_GLUE = re.compile(r"[ 　・=]+")


def back(tokens: Sequence[Token], stop: int, *, polite: bool = False) -> int | None:
    """The index of the first morpheme of the name that ends before `stop`, or None.

    `polite`: the cue also stands behind firms and gods (様, 殿), so that a word no dictionary knows is no name.
    """
    best: int | None = None
    for first in range(stop - 1, max(-1, stop - 1 - MOST), -1):
        token = tokens[first]
        if token.is_glue:
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
        if token.is_glue:
            continue
        if token.tags[0] in _CLOSED and stop - 1 > first and not _is_small(token):
            break
        part = tokens[first:stop]
        if is_name(part) or (sure and _may_be_name(part)):
            best = stop
    return best


def single(tokens: Sequence[Token], first: int) -> int | None:
    """The index behind a rare given name that stands alone behind a relative's word (息子の愼助), or None."""
    if tokens[first].tags[2] == "人名" and uses(tokens[first].text).given and not uses(tokens[first].text).common:
        return first + 1
    if HIRAGANA.fullmatch(tokens[first].text) and uses(tokens[first].text).given and len(tokens[first].text) > 2:
        return first + 1
    stop = first
    while stop < len(tokens) and KANJI.fullmatch(tokens[stop].text):
        stop += 1
    return stop if stop > first and _is_unknown_run(tokens[first:stop]) else None


def is_name(part: Sequence[Token]) -> bool:
    """Whether morphemes make a name: family and given, one of them, or foreign parts."""
    words = [t for t in part if not t.is_glue]
    if not words:
        return False
    foreign = _foreign_parts(part)
    if foreign:
        return _is_foreign(foreign)
    if len(words) == 1:
        return is_surname(words[0]) or is_given(words[0])
    if is_surname(words[0]) and _is_given_like(words[1:], words[0].text in CHINESE):
        return True
    # A rare family name is cut up (大/須賀); a blank behind it, or a given name, must bear it out.
    for cut in (2, 3):
        if is_surname_in_pieces(words[:cut]) and (len(words) == cut or _is_given_like(words[cut:], False)):
            return True
    return False


def _is_given_like(words: Sequence[Token], is_chinese: bool) -> bool:
    joined = "".join(w.text for w in words)
    if len(words) == 1 and is_given(words[0]):
        return True
    if len(joined) > GIVEN or not all(KANJI.fullmatch(w.text) or HIRAGANA.fullmatch(w.text) for w in words):
        return False
    if joined[-1] in _NOT_GIVEN or joined[0] in _NOT_GIVEN:
        return False
    use = uses(joined)
    if use.given or (is_chinese and len(joined) <= 2):
        return True
    if HIRAGANA.fullmatch(joined):
        return len(joined) > 1 and words[0].tags[0] in ("名詞", "副詞", "形状詞", "動詞") and len(words) <= 2
    if use.common or use.other:
        return False
    return not any(len(w.text) > 1 and uses(w.text).common and not uses(w.text).given for w in words)


def _foreign_parts(part: Sequence[Token]) -> list[str]:
    """The parts of a run of katakana or Latin words, however it was cut into morphemes; empty for anything else."""
    words = [w for w in _GLUE.split("".join(t.text for t in part)) if w]
    return words if all(KATAKANA.fullmatch(w) or LATIN.fullmatch(w) for w in words) else []


def _is_foreign(words: Sequence[str]) -> bool:
    """Words in katakana or Latin letters: one that is a name, and none that is only a common word or a firm."""
    kinds = [uses(w) for w in words]
    if any((k.common or k.other) and not (k.person or k.given or k.surname) for k in kinds):
        return False
    named = sum((k.person or k.given or k.surname) and not k.common for k in kinds)
    if len(words) > 1:
        return named > 0 or (not any(k.known for k in kinds) and all(len(w) > 1 for w in words))
    word = words[0]
    return len(word) > 1 and (named == 1 or (not kinds[0].known and not word.isupper() and 2 < len(word) < 7))


def _may_be_name(part: Sequence[Token]) -> bool:
    """Whether morphemes could be a name that no dictionary knows."""
    words = [t for t in part if not t.is_glue]
    joined = "".join(w.text for w in words)
    if not 2 <= len(joined) <= 24 or joined[-1] in _NOT_GIVEN:
        return False
    if foreign := _foreign_parts(part):
        return all(not uses(w).common or (len(foreign) > 1 and LATIN.fullmatch(w)) for w in foreign)
    if not all(KANJI.fullmatch(w.text) or HIRAGANA.fullmatch(w.text) for w in words) or len(joined) > 7:
        return False
    if HIRAGANA.fullmatch(joined):
        return len(words) <= 4 and not any(uses(w.text).common and len(w.text) > 2 for w in words)
    return not any(len(w.text) > 1 and uses(w.text).common for w in words) and not uses(joined).known


def _unknown(tokens: Sequence[Token], stop: int) -> int | None:
    """A run of kanji in front of an honorific that no dictionary knows as a word, such as a rare given name."""
    first = stop
    while first > 0 and KANJI.fullmatch(tokens[first - 1].text) and stop - first < 4:
        first -= 1
    return first if _is_unknown_run(tokens[first:stop]) else None


def _is_unknown_run(part: Sequence[Token]) -> bool:
    joined = "".join(t.text for t in part)
    if not 2 <= len(joined) <= 4 or joined[-1] in _NOT_GIVEN or joined[0] in _NOT_FIRST or uses(joined).known:
        return False
    if any(t.tags[0] not in ("名詞", "動詞", "形状詞", "接頭辞") or t.tags[1] == "数詞" for t in part):
        return False
    return all(len(t.text) == 1 or t.unknown or (t.tags[2] == "人名" and not uses(t.text).common) for t in part)


def _is_small(token: Token) -> bool:
    """A morpheme of kana that a given name in kana may have been cut into."""
    return (
        len(token.text) <= 2
        and bool(HIRAGANA.fullmatch(token.text))
        and token.tags[0] in ("副詞", "感動詞", "連体詞")
    )
