"""One piece of a question exchanged for another of its kind: a year, a figure, an office, a town that is not the one.

A question's matter and its places go in; the piece and the statement that has another one in its place come out.
A piece is contradicted where a statement on the same words binds another one of its kind to them, much more closely
than any statement binds the piece itself. Pure; called by `assistant.silence.decide`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.compose.asked import Ask, Asked
from assistant.silence.corpus import Corpus
from assistant.silence.matter import Matter
from assistant.silence.places import Place
from assistant.silence.premises import Contradiction
from assistant.silence.statements import Statement, closeness, holds_word, share, statements
from assistant.silence.years import taken_for_granted
from assistant.verify.quantities import Quantity, quantities, same_value, units_agree
from assistant.verify.times import times
from assistant.verify.words import Word

ABOUT = 0.5  # share of the words from which a statement is on the matter
TOLD = 0.35  # the same, from which a statement may confirm a piece
TELLING = 0.4  # rarity from which a noun tells one matter from another
BOUND = 0.55  # closeness from which another piece is bound to the words
RATIO = 0.6  # of it that the piece of the question must not reach in the same statement
AS_MUCH = 0.8  # of the words that the contradicting statement holds, from which another one may confirm the piece
CLAUSE = re.compile(r"のうち、?|(?:が|けど|けれど|ので|と聞き[^、]*|そうです[^、]*|とのこと[^、]*)、")


_TOPIC = re.compile(
    r"[一-鿿]?(?:は|って|が)(?:いつ|どこ|誰|どんな|どういう|どのような|何のため|なぜ|どうして)"
)  # what the question is about


@dataclass(frozen=True)
class Piece:
    """A piece of a question: where it stands, what it says, and how to find its like in a statement.

    `like` gives each piece of that kind in a text with its place, and whether it is the same.
    """

    start: int
    end: int
    text: str
    like: Callable[[str], Iterator[tuple[int, int, bool]]]
    kind: str


def substituted(matter: Matter, asked: Asked, places: Sequence[Place], corpus: Corpus) -> Contradiction | None:
    """The first piece of the question that a statement has another one for; None where all may well hold."""
    pieces = list(_pieces(matter.text, asked))
    if not pieces or not places:
        return None
    found = statements(places)
    for piece in pieces:
        weights = _words(matter, piece, corpus)
        if not weights:
            continue
        if told := _contradicted(piece, weights, found):
            return told
    return None


def _words(matter: Matter, piece: Piece, corpus: Corpus) -> dict[Word, float]:
    """The words of the clause with the piece, but for the piece and what is asked for."""
    begin, end = _clause(matter.text, piece)
    topic = matter.wanted and _TOPIC.match(matter.text, matter.wanted[-1].end)
    wanted = set() if topic else {w.start for w in matter.wanted}
    free = [w for w in matter.words if not (piece.start <= w.start < piece.end) and w.start not in wanted]
    own = [w for w in free if begin <= w.start < end]
    chosen = own if any(w.noun for w in own) else free
    weights = {w: corpus.rarity(w) for w in chosen}
    for run in matter.runs:
        held = [w for w in run.words if w in weights]
        if len(held) == len(run.words):  # nouns side by side: half of what they count is that they stand together
            both = sum(weights[w] for w in held) / 2
            weights |= {w: weights[w] / 2 for w in held}
            weights[Word(held[0].start, run.text, run.text, (), True, False)] = both
    return weights


def _clause(text: str, piece: Piece) -> tuple[int, int]:
    begins = [m.end() for m in CLAUSE.finditer(text, 0, piece.start)]
    ends = [m.start() for m in CLAUSE.finditer(text, piece.end)]
    return (begins[-1] if begins else 0), (ends[0] if ends else len(text))


def _contradicted(piece: Piece, weights: Mapping[Word, float], found: Sequence[Statement]) -> Contradiction | None:
    told = [(s, share(s, weights)) for s in found]
    bound = [(s, held, *_bound(piece, s, weights)) for s, held in told if held >= TOLD]
    others = [b for b in bound if b[1] >= ABOUT and b[3] >= BOUND and _specific(b[0], weights)]
    if not others:
        return None
    best = max(others, key=lambda b: b[3])
    for statement, held, own, other in bound:
        # Within one sentence the nearer one counts; in any other that is as much on the matter the piece holds.
        listed = piece.kind in ("year", "month", "figure") and own > 0 and not statement.said.endswith("。")
        if statement is best[0] and (listed or own >= RATIO * other):
            return None
        if statement is not best[0] and own >= (TOLD if piece.kind == "figure" else 0.01) and held >= AS_MUCH * best[1]:
            return None
    return Contradiction(piece.text, best[0].place, best[0].said)


def _bound(piece: Piece, statement: Statement, weights: Mapping[Word, float]) -> tuple[float, float]:
    """How closely the piece itself, and another one of its kind, is bound to the words in a statement."""
    own = other = 0.0
    likes = list(piece.like(statement.said))
    for start, end, same in likes:
        # A single one belongs to all of its sentence; of several each belongs to what stands beside it.
        alone = len(likes) == 1
        close = share(statement, weights) if alone else closeness(statement, start, end, weights)
        own, other = (max(own, close), other) if same else (own, max(other, close))
    if any(same for _, _, same in piece.like(statement.above)):
        own = max(own, share(statement, weights))
    # The columns of a row are years of its figures, not of what happened.
    return own, 0.0 if statement.row and piece.kind in ("year", "month") else other


def _specific(statement: Statement, weights: Mapping[Word, float]) -> bool:
    """Whether a statement itself holds a noun that tells one matter from another."""
    return any(r >= TELLING / 2 and w.noun and holds_word(statement.said, w) for w, r in weights.items())


# The kinds of pieces.

_WEIGHS = re.compile(
    r"それとも|両方|(?:どう|なぜ|何が)違|違うのですか|ですか、|どちらが|どっち|値が合わ|正しいのは|比べ"
)
_UNIT_BEFORE = re.compile(r"(市町村|自治体|団体|施設|企業|事業|地区)数?[がはを]$")
_COUNTED = (("市町村", "市町", "自治体", "団体"), ("校",), ("社", "企業"), ("人",), ("所属", "課"), ("世帯",), ("県",))
_IS_TOPIC = re.compile(r"(?:は|って|とは)(?!ない)")
_COUNTERS = ("つ", "個", "項目", "歳")  # which count anything, or tell of whom
_OFFICE = re.compile(
    r"(?:(?<![一-鿿ァ-ヴー])|(?<=[部局庁]))(?!何|各|全|当|同|他|担当|所管|本|両)"
    r"(?:[一-鿿ァ-ヴーみやぎ・]{1,14}?課|[一-鿿]{1,8}?(?:推進|企画|管理|対策|振興|支援|調整|秘書|政策)室)(?![題長員室])"
)
_DIVISION = re.compile(
    r"(?<![一-鿿ァ-ヴー])(?!何|各|全|当|同|他|本|一|両|内)[一-鿿・]{1,8}?(?:(?<!本)部(?![局署長員分門品])|(?<!結)(?<!事務)(?<!測定)(?<!基地)局(?![長員所])|(?<!県)(?<!市)庁(?![舎内]))"
)
_TOWN = re.compile(
    r"(?<![一-鿿ァ-ヴ])(?:[一-鿿]{2,3}[都道府県])?(?P<n>(?!各|全|同|他|本|都|県|両|自|何|市町|市村|町村)[一-鿿ヶケ]{1,4}?"
    r"[市町村])(?![民内立営長議場税役街部全域政外]|町村|村)"
)
_NOT_NAMES = "各|全|同|他|本|両|何|対象|当該|一部"
_DISTRICT = re.compile(rf"(?P<n>(?!{_NOT_NAMES})[一-鿿ァ-ヴーヶケ]{{2,6}}?)(?:地区|地域)(?![一-鿿])")
_BRANCH = re.compile(rf"(?P<n>(?!{_NOT_NAMES})[一-鿿ァ-ヴーヶケ]{{2,6}}?)(?:支所|事務所|分館|出張所|営業所)(?![一-鿿])")
_BUILDING = re.compile(
    rf"(?P<n>(?!{_NOT_NAMES})[一-鿿ァ-ヴーヶケ]{{2,8}}?(?:小学校|中学校|高校|高等学校|自然の家|会館|公民館|病院|図書館|体育館|浄水場|空港|駅))"
    r"(?![一-鿿])"
)
_WEEKDAY = re.compile(r"(?P<n>[月火水木金土日])曜")
_PARTNER = re.compile(
    r"(?P<n>[一-鿿ァ-ヴーa-z0-9]{2,14})(?:県警)?と(?:の|が|共に|ともに)?(?:連携|共同|協定|協働|提携|協力|締結)"
)


def _pieces(text: str, asked: Asked) -> Iterator[Piece]:
    if _WEIGHS.search(text):
        return
    yield from _years(text, asked)
    yield from _months(text, asked)
    yield from _figures(text)
    for kind, pattern in (
        ("office", _OFFICE),
        ("office", _DIVISION),
        ("town", _TOWN),
        ("district", _DISTRICT),
        ("branch", _BRANCH),
        ("building", _BUILDING),
        ("day", _WEEKDAY),
        ("partner", _PARTNER),
    ):
        yield from _names(text, kind, pattern)


def _years(text: str, asked: Asked) -> Iterator[Piece]:
    """The one year of a question that asks for no figure of it, but takes for granted what happened in it."""
    found = times(text).years
    found = tuple(y for y in found if not _in_name(text, y.start))
    figure = asked.wants(Ask.FIGURE, Ask.WHEN) and not asked.wants(Ask.WHY)
    if len({y.year for y in found}) != 1 or figure and not taken_for_granted(text):
        return
    for year in found:
        number = year.year

        def like(said: str, number: int = number) -> Iterator[tuple[int, int, bool]]:
            given = times(said)
            for y in given.years:
                if not _in_name(said, y.start):
                    yield y.start, y.end, y.year == number
            for d in given.dates:
                if d.year is not None:
                    fiscal = d.year - (d.month < 4)
                    yield d.start, d.end, number in (d.year, fiscal)

        yield Piece(year.start, year.end, text[year.start : year.end], like, "year")


def _months(text: str, asked: Asked) -> Iterator[Piece]:
    """The one month of a question in which something is taken to have happened: 令和6年12月に始まった."""
    found = [d for d in times(text).dates if d.year is not None]
    if len(found) != 1 or not taken_for_granted(text):
        return
    date = found[0]

    def like(said: str) -> Iterator[tuple[int, int, bool]]:
        given = times(said)
        for d in given.dates:
            year = d.year or d.told
            if year is not None:
                yield d.start, d.end, (year, d.month) == (date.year, date.month)
        for y in given.years:  # a year without a month, which may well be that of the date
            if y.year in (date.year, (date.year or 0) - 1) and not any(d.start <= y.start < d.end for d in given.dates):
                yield y.start, y.end, True

    yield Piece(date.start, date.end, text[date.start : date.end], like, "month")


def _in_name(text: str, start: int) -> bool:
    """Whether a year belongs to a name: ハッカソン2023."""
    return (
        re.match(r"[ァ-ヴーa-z] ?$", text[max(0, start - 2) : start].lstrip()[-1:] or " ") is not None
        and text[start].isdigit()
    )


def _figures(text: str) -> Iterator[Piece]:
    for asked in (_with_unit(text, q) for q in quantities(text)):
        if (
            asked.value == 1
            and not asked.text.endswith(("番目", "位", "番"))
            or asked.ordinal
            or not asked.unit
            or asked.unit in _COUNTERS
            or "何" in asked.text
        ):
            continue
        if text[max(0, asked.start - 1) : asked.start] == "何":
            continue

        def like(said: str, asked: Quantity = asked) -> Iterator[tuple[int, int, bool]]:
            for given in quantities(said):
                same = _same(asked, given)
                if same or given.unit and units_agree(asked.unit, given.unit) or _of_others(asked, given):
                    yield given.start, given.end, same

        yield Piece(asked.start, asked.end, asked.text, like, "figure")


def _with_unit(text: str, asked: Quantity) -> Quantity:
    """A figure with the unit that is named before it: 市町村が20に."""
    before = _UNIT_BEFORE.search(text[: asked.start]) if not asked.unit else None
    return replace(asked, unit=before[1]) if before else asked


def _of_others(asked: Quantity, given: Quantity) -> bool:
    """Whether a figure counts something else: 222所属 where 222市町村 is said."""
    kinds = [next((n for n, units in enumerate(_COUNTED) if q.unit in units), None) for q in (asked, given)]
    return same_value(asked.value, given.value) and asked.value > 9 and None not in kinds and kinds[0] != kinds[1]


def _same(asked: Quantity, given: Quantity) -> bool:
    if asked.scale > 1 and given.unit == asked.unit and asked.value <= given.value < asked.value + asked.scale:
        return True  # 237万人 is 2,371,683人
    return same_value(asked.value, given.value) and (not given.unit or units_agree(asked.unit, given.unit))


def _names(text: str, kind: str, pattern: re.Pattern[str]) -> Iterator[Piece]:
    group = "n" if "n" in pattern.groupindex else 0
    for m in pattern.finditer(text):
        name = m[group]
        if "市町" in name or _IS_TOPIC.match(text, m.end()):
            continue

        def like(said: str, name: str = name) -> Iterator[tuple[int, int, bool]]:
            at = said.find(name)
            while at >= 0 and kind != "day":
                yield at, at + len(name), True
                at = said.find(name, at + 1)
            for other in pattern.finditer(said):
                if kind == "day" or not (name in other[0] or other[group] in name):
                    yield other.start(), other.end(), other[group] == name

        yield Piece(m.start(group), m.end(), m[0], like, kind)
