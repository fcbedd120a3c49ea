"""What a question holds, by its morphemes: what it points at, what it names, which year and place.

A question goes in, a `Reading` comes out; for `assistant.followup.condense`. Looks at parts of speech, particles and
the closed classes of `words`, never at a matter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.compose import grammar
from assistant.compose.grammar import Token
from assistant.followup import words
from ingest.dates import Year, years
from vectorstore.analysis import Morpheme

_IN_FRONT = frozenset(("接続詞", "感動詞", "助詞", "空白"))
_NAMING = frozenset(("名詞", "形状詞", "接頭辞", "接尾辞"))
_KINDS_OF_PLACE = "都道府県市区町村"
_GENERATION = re.compile(r"[A-Z]")  # 5G, 4K: a count of grams has a small letter
_MEANS = re.compile(
    r"(?:とは|って)、?(?:いったい|一体)?(?:何|なに|なん|どういう|どんな)?(?:の略|のこと|の意味|意味|もの|こと)?"
    r"(?:です|でしょう|なの|だ|を指します|を意味します)*か?[?。]*$"
)
_LONG_COUNT = 3  # characters: 2050年問題 is a name, 3番目 a count
_SINCE = frozenset(("まで", "から", "より"))  # これまで, それから


@dataclass(frozen=True)
class Phrase:
    """A piece of a question: `[start, end)` in its text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Reading:
    """A question as a follow-up is judged by: `text` is folded, `body` where it begins behind では, じゃあ, そして."""

    text: str
    tokens: tuple[Token, ...]
    body: int
    years: tuple[Year, ...]

    @property
    def goes_on(self) -> bool:
        """Whether it begins with a word that goes on from what was said."""
        return any(t.surface not in "、。 " for t in self.tokens if t.end <= self.body)

    @property
    def bare(self) -> str:
        """The question without the words that only go on."""
        return self.text[self.body :]

    def pointing(self) -> Phrase | None:
        """The first word that points back (それ, その), where nothing before it in the question can be meant."""
        for n, token in enumerate(self.tokens):
            if token.start < self.body and token.morpheme.form not in words.POINTING_AT:
                continue
            behind = self.tokens[n + 1] if n + 1 < len(self.tokens) else None
            if points(token, behind):
                return Phrase(token.start, token.end, token.surface)
            if self.names(token):
                return None
        return None

    def content(self) -> list[Token]:
        """The tokens that name a thing: nouns that are neither years, places, figures nor sides of a thing."""
        return [t for t in self.tokens if t.start >= self.body and self.names(t)]

    def places(self) -> list[Phrase]:
        """Prefectures and municipalities, with what tells their kind."""
        out = []
        for n, token in enumerate(self.tokens):
            if token.start < self.body or "地名" not in token.morpheme.pos:
                continue
            behind = self.tokens[n + 1] if n + 1 < len(self.tokens) else None
            end = behind.end if behind and behind.surface in _KINDS_OF_PLACE else token.end
            out.append(Phrase(token.start, end, self.text[token.start : end]))
        return out

    def names(self, token: Token) -> bool:
        """Whether a token names a thing."""
        if any(y.start < token.end and token.start < y.end for y in self.years):
            return False
        return any(_names(m) for m in (token.morpheme.short or (token.morpheme,)))

    def defines(self) -> bool:
        """Whether it asks what a word means that it names itself (5Gって何?, 2050年問題とは?): it stands alone."""
        found = _MEANS.search(self.text)
        inside = [t for t in self.tokens if found and t.end <= found.start()]
        if not inside or any(points(a, b) for a, b in zip(inside, [*inside[1:], None], strict=True)):
            return False
        return any(self.names(t) or self._coined(t) for t in inside)

    def _coined(self, token: Token) -> bool:
        """Whether a token can be a piece of a name: neither a figure, year or count nor a side of a thing."""
        m = token.morpheme
        if m.pos[0] in ("助詞", "助動詞", "接続詞", "接頭辞", "補助記号", "空白", "代名詞") or m.pos[1] == "数詞":
            return False
        if {u.form for u in (m, *m.short)} & words.RELATIONAL or {u.surface for u in m.short} & words.RELATIONAL:
            return len(m.surface) >= _LONG_COUNT and "助数詞" in m.pos  # 年問題
        counts = any(tag in m.pos for tag in ("助数詞", "助数詞可能", "副詞可能")) and len(m.surface) < _LONG_COUNT
        return not counts and not any(y.start < token.end and token.start < y.end for y in self.years)

    def noun_run(self, n: int) -> Phrase:
        """The nouns that stand in one piece around token `n`."""
        first = last = n
        while first and self.nominal(first - 1):
            first -= 1
        while last + 1 < len(self.tokens) and self.nominal(last + 1):
            last += 1
        start, end = self.tokens[first].start, self.tokens[last].end
        return Phrase(start, end, self.text[start:end])

    def nominal(self, n: int) -> bool:
        """Whether token `n` can be a part of a phrase of nouns."""
        return self.tokens[n].morpheme.pos[0] in _NAMING or self.tokens[n].depth > 0


def read(text: str) -> Reading:
    """The reading of a folded question."""
    found = tuple(grammar.tokens(text))
    return Reading(text, found, _body(found), tuple(years(text)))


def points(token: Token, behind: Token | None) -> bool:
    """Whether a word points at something said before; これまで and それとも do not."""
    form, kind = token.morpheme.form, token.morpheme.pos[0]
    if kind == "代名詞":
        return form in words.POINTING and (behind is None or behind.surface not in _SINCE)
    if form in words.MENTIONED:
        return form not in ("今", "前") and behind is not None and behind.surface == "の"
    return kind in ("連体詞", "接頭辞", "名詞") and form in words.POINTING_AT


def sides(tokens: Sequence[Token]) -> set[str]:
    """The sides of a thing that tokens ask for (理由, 担当)."""
    return forms(tokens) & words.RELATIONAL


def forms(tokens: Sequence[Token]) -> set[str]:
    """The normalised forms of tokens, long and short."""
    return {m.form for t in tokens for m in (t.morpheme, *t.morpheme.short)}


def _names(m: Morpheme) -> bool:
    if _GENERATION.fullmatch(m.surface) and "助数詞可能" in m.pos:
        return True
    if m.pos[0] not in ("名詞", "形状詞") or "地名" in m.pos or m.pos[1] == "数詞":
        return False
    if "助動詞語幹" in m.pos or "副詞可能" in m.pos or "助数詞可能" in m.pos:
        return False
    return m.form not in words.RELATIONAL and m.surface not in words.RELATIONAL and any(map(str.isalnum, m.form))


def _body(found: Sequence[Token]) -> int:
    """Where the question begins behind words that go on from what was said: では, じゃあ, それでは, ちなみに."""
    n = 0
    while n < len(found):
        token = found[n]
        if token.morpheme.pos[0] in _IN_FRONT or token.surface in "、。," or token.morpheme.form == "因みに":
            n += 1
        elif token.morpheme.form == "其れ" and "".join(t.surface for t in found[n + 1 : n + 3]) in ("では", "じゃあ"):
            n += 3
        elif token.surface in ("あと", "なら") and n == 0 and len(found) > 1 and found[1].surface in ("、", "は"):
            n += 2
        else:
            break
    return found[n].start if n < len(found) else 0
