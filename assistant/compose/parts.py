"""What a question asks for one after the other: a question goes in, sub-questions that each stand alone come out.

Called by `assistant.chain` before the search, which then looks for each part by itself; `assistant.compose.joined` puts
the answers together. Several prefectures, or things side by side (AとBの違い, AとBはそれぞれ), make parts. One question
stays one: wherever the grammar leaves room for doubt nothing is cut.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.compose import grammar
from assistant.compose.grammar import Token
from ingest.normalise import nfkc

MOST = 3  # parts: each costs an embedding
LEAST = 2  # characters of a part: 宮城県と三重県の違い leaves nothing to look for
_SUFFIX = re.compile(r"(?<=.{2})[都道府県市区町村]$")
_BEHIND = r"(?=さん|[のとや・、,/ではにがをも(?。]|及び|および|$)"
_SIDE_BY_SIDE = re.compile(r"(\([^()]*\))?(?:とで|と、|[・、,/]|と|や|及び|および)")
_ALL_OF_THEM = re.compile(
    r"^の(?:[0-9一二三四五六七八九](?:つの?|県の?|者の?)|両方|双方|両県)(?:資料|文書|計画)?[でにはの]*"
)
_BRACKET = re.compile(r"^\(([^()]*)\)")
_COUNT = re.compile(r"[\d.,年度月日末時点令和平成昭RHrh元回次期件人目番%()約第版一二三四五六七八九十]+")
_BACK = re.compile(r"^(?:その|この|それ|これ|同じ|ほか|他|何|誰|どこ|どれ|[一二三四五六七八九\d]番目)")
_REQUESTED = re.compile(r"^を(?:、?まとめて|あわせて)?(?:教え|知りた|示し|お願い)")
_DIFFER = re.compile(r"^(?:の|って、?|は、?|では、?|、)?(?:何が|どこが)?(?:どう)?(?:違い|違う|違っ|異な|ちが)")
_DIFFERS = re.compile(r"違|異な|ちが")
_BOUNDS = frozenset(("、", "。", "は", "について", "?"))
_ENDS_PHRASE = frozenset(("は", "を", "で", "では", "って", "、", "が", "とで"))


@dataclass(frozen=True)
class Part:
    """A question that stands alone, the publisher whose documents answer it (empty: any), the thing it is about.

    `thing` is empty where the parts are told apart by their publishers.
    """

    question: str
    publisher: str = ""
    thing: str = ""


@dataclass(frozen=True)
class _Mention:
    publisher: str
    start: int
    end: int


def plan(question: str, publishers: Sequence[str], home: str = "") -> tuple[Part, ...]:
    """The parts of `question`, two or three; none where it is one question. `home` is whom one without a name means."""
    text = nfkc(question).strip()
    if "と" not in text and sum(_SUFFIX.sub("", nfkc(p)) in text for p in publishers) < 2:
        return ()  # nothing stands side by side: spare the analysis
    found = grammar.tokens(text)
    mentions = _mentions(text, found, publishers)
    parts = _publishers(text, found, mentions, home) or _things(text, found, mentions)
    alone = all(len(p.question) >= LEAST for p in parts) and len(set(parts)) == len(parts)
    return tuple(parts) if alone and 1 < len(parts) <= MOST else ()


def _mentions(text: str, found: Sequence[Token], publishers: Sequence[str]) -> list[_Mention]:
    """Where the question names a publisher, by its name or stem (宮城), outside of brackets."""
    inside = [range(t.start, t.end) for t in found if t.depth]
    out = []
    for name in publishers:
        folded = nfkc(name)
        stem = _SUFFIX.sub("", folded)
        for m in re.finditer(f"{re.escape(stem)}(?:{re.escape(folded[len(stem) :])})?{_BEHIND}", text):
            if not any(m.start() in r for r in inside):
                out.append(_Mention(name, m.start(), m.end()))
    return sorted(out, key=lambda m: m.start)


def _publishers(text: str, found: Sequence[Token], mentions: Sequence[_Mention], home: str) -> list[Part]:
    """A part for each publisher: named side by side, or each in front of a thing of its own."""
    names = list(dict.fromkeys(m.publisher for m in mentions))
    if len(names) != len(mentions):
        return []
    if len(names) == 1 and home and names != [home]:
        return _with_home(text, found, mentions[0], home)
    if len(names) < 2:
        return []
    between = [text[a.end : b.start] for a, b in zip(mentions, mentions[1:], strict=False)]
    prefix, tail = text[: mentions[0].start], text[mentions[-1].end :]
    if all(_SIDE_BY_SIDE.fullmatch(b) for b in between):
        if tail.startswith("が") and not grammar.SETS_APART.search(tail):
            return []  # 宮城県と富山県が結んだ: what they do together
        own = [_BRACKET.match(text[m.end :]) for m in mentions]
        rest = _ALL_OF_THEM.sub("", _BRACKET.sub("", tail))
        return [
            Part(grammar.plain((f"{b[1]}の" if b else "") + prefix, "", rest), m.publisher)
            for m, b in zip(mentions, own, strict=True)
        ]
    if not all(b.endswith(("と", "と、")) for b in between):
        return []
    last = _phrase_end(text, found, mentions[-1].end)
    if last is None:
        return []
    phrases = [*(b.rstrip("、").removesuffix("と") for b in between), text[mentions[-1].end : last]]
    return [
        Part(grammar.plain(prefix, _own(text[m.start : m.end], phrase), text[last:]), m.publisher)
        for m, phrase in zip(mentions, phrases, strict=True)
    ]


def _own(name: str, phrase: str) -> str:
    """A publisher's thing without its name, which would draw the search to titles; kept before a lone noun (の定義)."""
    rest = re.sub(r"^(?:では|には|[のではに])、?", "", phrase)
    return rest if sum(t.nominal for t in grammar.tokens(rest)) > 1 else name + phrase


def _with_home(text: str, found: Sequence[Token], other: _Mention, home: str) -> list[Part]:
    """A thing without a publisher's name and one with it, set side by side: the first is the home publisher's."""
    before = text[: other.start]
    if not before.endswith(("と", "と、")) or not grammar.SETS_APART.search(text[other.end :]):
        return []
    own = before.rstrip("、").removesuffix("と")
    last = _phrase_end(text, found, other.end)
    if last is None or any(t.surface in _BOUNDS for t in found if t.end <= len(own) and not t.depth):
        return []
    tail = text[last:]
    return [
        Part(grammar.plain("", own, tail), home),
        Part(grammar.plain("", _own(text[other.start : other.end], text[other.end : last]), tail), other.publisher),
    ]


def _things(text: str, found: Sequence[Token], mentions: Sequence[_Mention]) -> list[Part]:
    """A part for each of two things side by side, where the question sets them apart (それぞれ, 違い, どちら)."""
    if len({m.publisher for m in mentions}) > 1:
        return []
    for n in grammar.conjuncts(text, list(found)):
        first = max((t.end for t in found[:n] if not t.depth and t.surface in _BOUNDS), default=0)
        second = found[n + 1].end if found[n + 1].surface == "、" else found[n].end
        last = _phrase_end(text, found, second)
        if last is None:
            continue
        one, other, tail = text[first : found[n].start], text[second:last], text[last:]
        if any(_unfit(phrase) for phrase in (one, other)):
            continue
        if not grammar.SETS_APART.search(tail) and not _told_apart(found, first, n, last, tail):
            continue
        publisher = next((m.publisher for m in mentions if m.end <= found[n].start), "")
        if "の" not in one and "の" in other and _DIFFER.match(tail):
            one += other[other.index("の") :]  # アジャイル型とウォーターフォール型の開発の違い
        return [Part(_of_thing(text[:first], phrase, tail), publisher, phrase) for phrase in (one, other)]
    return []


def _told_apart(found: Sequence[Token], first: int, joint: int, last: int, tail: str) -> bool:
    """Whether two things are requested that each have a clause of their own (…を受けた人数と、…を実施した所属の数)."""
    sides = [t for t in found[:joint] if t.start >= first], [t for t in found[joint + 1 :] if t.end <= last]
    verbs = all(any(t.morpheme.pos[0] == "動詞" and not t.depth for t in side) for side in sides)
    return verbs and found[joint + 1].surface == "、" and _REQUESTED.match(tail) is not None


def _unfit(phrase: str) -> bool:
    """Whether a phrase is no thing of its own: a figure or year, a pronoun, a question word."""
    return not phrase or _COUNT.fullmatch(phrase) is not None or _BACK.search(phrase) is not None


def _of_thing(prefix: str, phrase: str, tail: str) -> str:
    if _DIFFER.match(tail):
        behind = grammar.clauses(tail)
        rest = "".join(behind[next(n for n, c in enumerate(behind) if _DIFFERS.search(c)) + 1 :])
        return f"{prefix}{phrase}とは" + (f"、{rest}" if rest else "何ですか")
    return grammar.plain(prefix, phrase, tail)


def _phrase_end(text: str, found: Sequence[Token], start: int) -> int | None:
    """Where the phrase that begins at `start` ends: in front of a particle or sign behind which the question is put."""
    for n, token in enumerate(found):
        if token.start < start or token.depth or not n or not found[n - 1].nominal:
            continue
        rest = text[token.start :]
        if token.surface not in _ENDS_PHRASE and not _DIFFER.match(rest):
            continue
        behind = rest[len(token.surface) :].lstrip("は、")
        topic = rest.startswith(("では、", "で、", "は、", "って、", "、"))
        if topic or _DIFFER.match(rest) or re.match(_PUT, behind):
            return token.start
    return None


_PUT = re.compile(rf"{grammar.SETS_APART.pattern}|{grammar.QUESTION.pattern}|教え|知りた|示し|挙げ|まとめ|お願い|[?。]")
