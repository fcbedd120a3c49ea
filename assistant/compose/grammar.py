"""The build of a question: sentences, phrases side by side, what a comparison asks for. Text goes in, pieces come out.

Pure functions over Sudachi's morphemes for `assistant.compose.parts`; they look at particles, signs and question words,
never at a matter. What stands in brackets or quotation marks is never cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vectorstore.analysis import Morpheme, morphemes

_OPEN, _SHUT = "「『（([【", "」』）)]】"
_NOMINAL = frozenset(("名詞", "接尾辞", "形状詞"))
# Words that set things side by side; each alone says that more than one thing is asked for.
SETS_APART = re.compile(
    r"それぞれ|各々|おのおの|違い|違う|違って|異な|比べ|比較|並べ|対比|どちら|どっち|同じで|共通|差は|差を|差が|両方|両者"
)
# A clause's words from where it only sets side by side: どちらが大きい, 何がどう違う, を比べたい, どれくらい違いますか.
_COMPARES = re.compile(
    r"(?:[のをが、]?(?:(?:どこ|何|なに)[がは](?:どう|どれ(?:くらい|ぐらい|だけ|ほど))?|どう|どれ(?:くらい|ぐらい|だけ|ほど))?"
    r"(?:違い|違う|違っ|違お|異な|ちが)|[をも]?(?:並べ|比べ|比較|対比)|(?:どちら|どっち)(?!も)|(?:どこ|何|なに)[がは](?:同じ|共通)|[のに]?差[はをが]).*$"
)
QUESTION = re.compile(
    r"どの|どんな|どう|どこ|いつ|誰|だれ|どなた|なぜ|何|なに|なんで|いくつ|いくら|どれ|どちら|どっち|いかに"
)
_REQUEST = re.compile(
    r"教え|知りた|ください|下さい|ほしい|欲しい|お願い|挙げ|示し|聞かせ|見せ|説明|くれ|か$|かな$|っけ$|の$|[?？]$"
)
_EACH = re.compile(r"、?(?:それぞれ|各々|おのおの)(?:の(?=.)|では|で(?=[、何])|に(?=[、何]))?、?")
_LEADING = re.compile(r"^(?:とで|との|では|には|って|[はでにのもとがを、])+")
_TRAILING = re.compile(r"(?:では|には|とで|(?<!こ)とは|って|[はがをにでの、。?])+$")
_TIME = re.compile(r"(?:年度|年月|月日|時期|期間|期限|日程|[^毎本今]日)$")
# 数字も。 behind a comparison asks for what is asked already.
_ALSO = re.compile(r"^[^、。]{1,4}も(?:示|教え|お願い|知り)?[^、。]{0,6}[。?]?$")


@dataclass(frozen=True)
class Token:
    """A morpheme with its end and how deep in brackets it stands."""

    morpheme: Morpheme
    depth: int

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.morpheme.start

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.morpheme.start + len(self.morpheme.surface)

    @property
    def surface(self) -> str:
        """The token as it is written."""
        return self.morpheme.surface

    @property
    def nominal(self) -> bool:
        """Whether a phrase of nouns can end here, brackets included."""
        return self.morpheme.pos[0] in _NOMINAL or self.surface in _SHUT


def tokens(text: str) -> list[Token]:
    """The tokens of a folded text; an opening bracket counts as inside."""
    out: list[Token] = []
    depth = 0
    for m in morphemes(text):
        depth += sum(c in _OPEN for c in m.surface)
        out.append(Token(m, depth))
        depth = max(0, depth - sum(c in _SHUT for c in m.surface))
    return out


def sentences(text: str) -> list[str]:
    """The sentences of a folded text, each with its sign; signs in brackets end none."""
    out, begin = [], 0
    for token in tokens(text):
        if token.depth == 0 and token.surface in ("。", "?", "？", "!", "！"):
            out.append(text[begin : token.end])
            begin = token.end
    return [s for s in (*out, text[begin:]) if s.strip(" 。?!")]


def clauses(text: str) -> list[str]:
    """The pieces of a text between its signs (、。?), the sign at their end; none is cut in brackets."""
    out, begin = [], 0
    for token in tokens(text):
        if token.depth == 0 and token.surface in ("、", "。", "?"):
            out.append(text[begin : token.end])
            begin = token.end
    return [c for c in (*out, text[begin:]) if c]


def asks(text: str) -> bool:
    """Whether a sentence or clause asks for something: a question word, a request, a sign."""
    bare = text.rstrip("。、 ")
    return QUESTION.search(bare) is not None or _REQUEST.search(bare) is not None


def conjuncts(text: str, found: list[Token]) -> Iterator[int]:
    """The places in `found` of each と that joins two phrases of nouns (AとB; not と言う, と答えた)."""
    for n, token in enumerate(found[1:-1], 1):
        if token.surface != "と" or token.morpheme.pos[0] != "助詞" or token.depth or not found[n - 1].nominal:
            continue
        behind = found[n + 2] if found[n + 1].surface == "、" and n + 2 < len(found) else found[n + 1]
        if behind.morpheme.pos[0] in ("名詞", "接頭辞", "形状詞", "補助記号", "動詞", "形容詞", "連体詞"):
            if behind.morpheme.form in ("言う", "答える", "する", "為る", "思う", "書く", "呼ぶ", "有る", "考える"):
                continue
            yield n


def plain(prefix: str, thing: str, tail: str) -> str:
    """What is asked of one `thing` of several: the question without the words that set them side by side.

    `prefix` stands before the things, `tail` behind them.
    """
    kept: list[str] = []
    compared = False
    for clause in clauses(_EACH.sub("", tail)):
        cut = _COMPARES.sub("", clause)
        compared |= cut != clause
        if cut == clause and not (compared and _ALSO.match(clause)) or cut != clause and not _says("".join(kept)):
            kept.append(cut)
    said = "".join(kept)
    if asks(said):
        begin = prefix + thing
        return begin + (_LEADING.sub("", said) if not begin or begin.endswith("、") else said)
    said = _LEADING.sub("", said) if not thing else said
    topic = _TRAILING.sub("", prefix)
    if thing and prefix.endswith("で、") and not _says(said):
        return asked_for(f"{thing}の{topic}")  # 人口減少率で、宮城県は…
    return asked_for(_TRAILING.sub("", prefix + thing + said))


def asked_for(phrase: str) -> str:
    """A phrase as a question: as it is, but with いつ where it names a time."""
    return f"{phrase}はいつですか" if _TIME.search(phrase) else phrase


def _says(text: str) -> bool:
    return len(_LEADING.sub("", text)) > 1
