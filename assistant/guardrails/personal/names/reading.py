"""Where a name begins and ends among morphemes, back from an honorific or on from a cue. Pure; called by `cues`."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.guardrails.personal.names import foreign, japanese
from assistant.guardrails.personal.names.lexicon import HIRAGANA, KANJI, KATAKANA, Token, uses

MOST = 7  # morphemes of a name, its blanks among them
_CLOSED = ("助詞", "助動詞", "補助記号", "接続詞", "代名詞", "副詞", "連体詞", "感動詞")


def back(tokens: Sequence[Token], stop: int, *, polite: bool = False) -> int | None:
    """The index of the first morpheme of the name that ends before `stop`, or None.

    `polite`: the cue also stands behind firms and gods (様, 殿), so that an unknown word is no name.
    """
    best: int | None = None
    for first in range(stop - 1, max(-1, stop - 1 - MOST), -1):
        token = tokens[first]
        if token.is_glue:
            continue
        if _is_closed(token):
            break
        if is_name(tokens[first:stop]) and not _is_cut_off(tokens, first, stop):
            best = first
    if not polite and (best is None or (best == stop - 1 and len(tokens[best].text) == 1)):
        run = _unknown(tokens, stop)
        best = best if run is None else run
    return best


def on(tokens: Sequence[Token], first: int, *, sure: bool = False, reading: bool = False) -> int | None:
    """The index behind the last morpheme of the name that begins at `first`, or None.

    `sure`: the words around leave little room for anything but a name, so that an unknown word counts as one;
    `reading`: they ask for how a name is read.
    """
    best: int | None = None
    for stop in range(first + 1, min(len(tokens), first + MOST) + 1):
        token = tokens[stop - 1]
        if token.is_glue:
            continue
        if _is_closed(token) and (stop - 1 > first or token.tags[1] == "数詞"):
            break
        part = tokens[first:stop]
        if is_name(part) or (sure and _may_be_name(part, reading)):
            best = stop
    return best


def relative(tokens: Sequence[Token], first: int) -> int | None:
    """The index behind the name of a relative (息子の愼助), which a place or a word may not be, or None."""
    end = first
    while end < len(tokens) and KANJI.fullmatch(tokens[end].text):
        end += 1
    if end - first > 1 and japanese.is_unknown_run(tokens[first:end]):
        return end
    stop = on(tokens, first)
    if stop is not None and (stop - first > 1 or tokens[first].tags[2] == "人名"):
        return stop
    word = tokens[first].text
    return first + 1 if HIRAGANA.fullmatch(word) and len(word) > 2 and uses(word).given else None


def is_name(part: Sequence[Token]) -> bool:
    """Whether morphemes make a name: family and given, one of them, or foreign parts."""
    groups = _groups(part)
    if not groups:
        return False
    if parts := foreign.parts_of(part):
        return foreign.is_name(parts)
    if len(groups) == 1:
        words = groups[0]
        alone = len(words) == 1 and (japanese.is_family(words[0].text, words[0]) or japanese.is_given(words[0]))
        return alone or japanese.is_whole(words) or japanese.is_family("".join(w.text for w in words))
    if len(groups) > 2:
        return False
    family = "".join(w.text for w in groups[0])
    return japanese.is_family(family, groups[0][0]) and japanese.is_given_like(
        "".join(w.text for w in groups[1]), groups[1], 0
    )


def _is_cut_off(tokens: Sequence[Token], first: int, stop: int) -> bool:
    """Whether what begins here is the end of a longer word (アイリス|オーヤマ, お|仲間, 保|健師), or a firm's name."""
    if first == 0:
        return False
    ahead, token = tokens[first - 1], tokens[first]
    if KANJI.fullmatch(ahead.text) and uses("".join(t.text for t in tokens[first - 1 : stop])).common:
        return True
    if ahead.text in ("お", "ご") or ahead.text.endswith(("会社", "法人", "(株)", "(有)")):
        return True
    return bool(KATAKANA.search(ahead.text[-1:]) and KATAKANA.match(token.text))


def _groups(part: Sequence[Token]) -> list[list[Token]]:
    """The morphemes between blanks and ・."""
    out: list[list[Token]] = [[]]
    for token in part:
        if token.is_glue:
            out.append([])
        else:
            out[-1].append(token)
    return [group for group in out if group]


def _may_be_name(part: Sequence[Token], reading: bool) -> bool:
    """Whether morphemes could be a name that no dictionary knows."""
    words = [t for t in part if not t.is_glue]
    joined = "".join(w.text for w in words)
    if not 2 <= len(joined) <= 24 or joined[-1] in japanese.NOT_LAST:
        return False
    if parts := foreign.parts_of(part):
        return foreign.may_be_name(parts, reading=reading)
    if HIRAGANA.fullmatch(joined):
        return len(words) <= 4 and (reading or not any(uses(w.text).common and len(w.text) > 2 for w in words))
    if len(joined) > 7 or uses(joined).known or not all(KANJI.fullmatch(w.text) for w in words):
        return False
    return not any(len(w.text) > 1 and uses(w.text).common for w in words)


def _unknown(tokens: Sequence[Token], stop: int) -> int | None:
    """A run of kanji in front of an honorific that no dictionary knows as a word, such as a rare given name."""
    first = stop
    while first > 0 and KANJI.fullmatch(tokens[first - 1].text) and stop - first < 4:
        first -= 1
    return first if japanese.is_unknown_run(tokens[first:stop]) else None


def _is_closed(token: Token) -> bool:
    """Whether a name ends here: at a particle, a sign, a figure, but not at kanji that a given name was cut into."""
    if KANJI.fullmatch(token.text):
        return token.tags[0] == "代名詞"
    if HIRAGANA.fullmatch(token.text) and len(token.text) <= 3 and token.tags[0] in ("副詞", "感動詞", "連体詞"):
        return False
    return token.tags[0] in _CLOSED or token.tags[1] == "数詞"
