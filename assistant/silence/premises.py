"""What a question takes for granted and the best places contradict: counts, targets met or missed, averages.

Each check gives the piece of the question that does not hold, with the place that tells so. Pure; nothing is said to be
wrong unless a place about the same matter gives something else in its stead.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from assistant.silence.matter import Matter
from assistant.silence.places import Place
from assistant.verify.folding import fold
from assistant.verify.quantities import Quantity, quantities, same_value, units_agree
from ingest.models import Cell, Kind

# Questions that weigh two figures against each other take neither for granted.
_WEIGHS = re.compile(r"それとも|両方|(?:どう|なぜ|何が)違|違うのですか|ですか、|どちらが正し|値が合わ|正しいのは")
_MET = re.compile(
    r"(?:を|が)?(?:大きく|大幅に)?(?:超え|上回|突破|クリア|達成でき(?!な)|達成し(?!な|て(?:い)?な)|届いた)|"
    r"(?<!未)(?<!一部)達成(?:だ)?と(?:判定|評価)"
)
_MISSED = re.compile(
    r"届か|届いて(?:い)?な|下回|未達|達しな|達して(?:い)?な|達成できな|達成して(?:い)?な|割り込|割れ|とどまっ|足り(?:な|ず|て(?:い)?な)|及ばな|満たな"
)
_ASKS_IF = re.compile(
    r"(?:した|しました|できた|できました|届いた|超えた|ている|ています)(?:の|か|のか|んですか|のですか)?[?。]?$"
)
ABOUT = 0.75  # of the best place's share from which a place may confirm a figure
_NOUN_BEFORE = re.compile(r"([一-鿿ァ-ヴーa-z]{3,})(?:は|が|を)?$")
_NOUN_BEHIND = re.compile(r"の([一-鿿ァ-ヴーa-z]{3,})")
_FAR = 24  # characters from a noun to the figure that counts it
_LOOSE_UNITS = ("年間", "年", "%", "円", "日", "か月", "倍", "時間", "つ", "個")
_TOLD_GOAL = re.compile(r"目標値?(?:を|は|が|の|である)$")
_LAST = 10  # characters behind a verb that ends a question; what follows further is another clause
_GOAL = re.compile(r"目標|計画|\d")
_RATE = re.compile(r"達成率\s*(\d+(?:\.\d+)?)\s*%")
_RATE_WORDS = 2  # nouns of the question that a text with rates of achievement must have
_RATE_FAR = 30.0  # characters over which a noun loses two thirds of its weight for a rate
_RATE_CLEAR = 0.8  # of the nearest rate's weight that the next one must not reach
_RATE_WITHIN = 14  # characters behind a target in which its rate of achievement stands
_AVERAGE = re.compile(r"平均(?:を|より(?:も)?)(?:大きく|大幅に|ずっと)?(?P<side>上回|超え|下回|高|多|低|少な)")
_ASKS_AVERAGE = re.compile(
    r"(?:い|かった|って(?:い)?る)?(?:の)?(?:です|でしょう|ます|ました)?か(?!っ)"  # 高いですか, 高いか低いか
)
_CONTRARY = {
    "上回": re.compile(r"平均を(?:大きく|大幅に)?下回"),
    "下回": re.compile(r"平均を(?:大きく|大幅に)?(?:上回|超え)"),
}
_TARGET, _RESULT = re.compile(r"目標|計画値"), re.compile(r"実績|現状|結果")
_YEAR = re.compile(r"(?:令和|平成|[rh])\s*(?:\d{1,2}|元)|20\d\d")
CLOSE = 0.95  # of the best place's share, where one row is asked for


@dataclass(frozen=True)
class Contradiction:
    """A piece of the question that does not hold, and the place (with the text in it) that gives what does."""

    piece: str
    place: Place
    said: str


def counts(matter: Matter, near: Sequence[Place], every: Sequence[Place]) -> Contradiction | None:
    """A figure of the question that no place gives, where a near place gives another one in the same unit."""
    if _WEIGHS.search(matter.text):
        return None
    best_share = max((p.share for p in every), default=0.0)
    about = [*every[:3], *(p for p in every if p.share >= ABOUT * best_share)]
    for asked in map(partial(_counting, matter.text), quantities(matter.text)):
        if (
            asked.ordinal
            or asked.value == 1
            or not re.search(r"[\d二三四五六七八九]", asked.text)
            or asked.unit == "歳"
            or _is_asked(matter.text, asked)
        ):
            continue
        if any(_tells(matter, asked, p) for p in every) or _counts_same(matter.text, asked, every):
            continue
        told = (*near, *every[:3]) if asked.unit in _LOOSE_UNITS else (*near, *about)
        if any(_confirms(matter, asked, p) for p in told):
            continue
        best: tuple[int, Contradiction] | None = None
        for place in near:
            for given in quantities(place.text):
                if not asked.unit or given.unit != asked.unit or same_value(given.value, asked.value):
                    continue
                said = sentence(place.text, given.start)
                if asked.unit in ("つ", "個") and not _counted(matter.text, asked, said):
                    continue
                shared = sum(w.noun and len(w.surface) > 1 and w.surface in said for w in matter.words)
                if (shared or place.share >= CLOSE) and (best is None or shared > best[0]):
                    best = shared, Contradiction(asked.text, place, said)
        if best or (found := _attached(matter.text, asked, every)):
            return best[1] if best else found
    return None


def _counts_same(text: str, asked: Quantity, every: Sequence[Place]) -> bool:
    """Whether a place has the figure in front of the same noun: 16の政策."""
    noun = re.match(r"の([一-鿿ァ-ヴーa-z]{2,})", text[asked.end :])
    if asked.unit not in ("つ", "個") or not noun:
        return False
    told = re.compile(rf"(?<![\d.]){int(asked.value)}(?:つ|個)?の[<「]?{re.escape(noun[1])}")
    return any(told.search(p.text) for p in every)


def _confirms(matter: Matter, asked: Quantity, place: Place) -> bool:
    """Whether a place gives the figure: a row anywhere, prose in a sentence that has a word of the question."""
    passage = place.stored.passage
    loose = passage.kind is Kind.ROW or not passage.text.strip().endswith("。")
    words = [w.surface for w in matter.words if len(w.surface) > 1]
    return any(
        _same(asked, given)
        and not place.text[: given.start].endswith("番号は")
        and (
            loose
            or (given.unit or asked.unit in ("つ", "個"))
            and any(w in sentence(place.text, given.start) for w in words)
        )
        for given in quantities(place.text)
    )


def _tells(matter: Matter, asked: Quantity, place: Place) -> bool:
    """Whether a sentence of a place gives a figure beside two nouns of the question."""
    if asked.unit in _LOOSE_UNITS:
        return False
    said = [sentence(place.text, given.start) for given in quantities(place.text) if _same(asked, given)]
    return any(sum(w.noun and len(w.surface) > 1 and w.surface in text for w in matter.words) > 1 for text in said)


def _attached(text: str, asked: Quantity, every: Sequence[Place]) -> Contradiction | None:
    """指定避難所12か所 where a place has 指定避難所は次の9か所, and none 12: the noun beside it is counted."""
    beside = _NOUN_BEFORE.search(text[: asked.start]) or _NOUN_BEHIND.match(text[asked.end :])
    if not beside or not asked.unit or asked.unit in _LOOSE_UNITS:
        return None
    told: list[Contradiction] = []
    for place in every:
        for at in re.finditer(re.escape(beside[1]), place.text):
            said = sentence(place.text, at.start())
            for given in quantities(said):
                if _same(asked, given):
                    return None
                if given.unit == asked.unit and 0 <= said.find(beside[1]) < given.start <= said.find(beside[1]) + _FAR:
                    told.append(Contradiction(asked.text, place, said))
    return told[0] if told else None


def _counting(text: str, asked: Quantity) -> Quantity:
    """A figure without a unit that counts what follows (15のシステム) counts as 15つ would."""
    counts = not asked.unit and re.match(r"の[一-鿿ァ-ヴ]|も(?:あ|い)", text[asked.end :])
    return replace(asked, unit="つ") if counts else asked


def _is_asked(text: str, asked: Quantity) -> bool:
    """Whether a figure belongs to the question word: 何千人, and how many things are asked for: 6テーマを教えて."""
    return text[max(0, asked.start - 1) : asked.start] == "何" or "何" in asked.text


def _counted(text: str, asked: Quantity, sentence: str) -> bool:
    """Whether a sentence names what 七つ counts: 行動指針は七つ, 七つの行動指針."""
    before = re.search(r"([一-鿿ァ-ヴーa-z]{2,}|柱)(?:は|が|を)$", text[: asked.start])
    behind = re.match(r"の([一-鿿ァ-ヴーa-z]{2,})", text[asked.end :])
    return any(m[1] in sentence for m in (before, behind) if m)


def _same(asked: Quantity, given: Quantity) -> bool:
    if asked.unit in ("つ", "個"):  # which would agree with any unit
        return same_value(asked.value, given.value) and given.unit in ("", "つ", "個", "項目", "件", "点", "本")
    if asked.scale > 1 and given.unit == asked.unit and asked.value <= given.value < asked.value + asked.scale:
        return True  # 237万人 is 2,371,683人
    # In rows the unit stands in a header, or nowhere.
    return same_value(asked.value, given.value) and (not given.unit or units_agree(asked.unit, given.unit))


_SET = re.compile(
    r"(?:た|かった|ている)?(?:施策|指標|項目|事業|kpi|取組|取り組み|もの|の)(?:は|を|が|って|数|の(?:数|一覧|名|件)|$)"
    r"[^。]{0,12}(?:いくつ|何件|どれ|どの|何|数|一覧|挙げ|教え|全部|すべて|全て|$)",
    re.IGNORECASE,
)


def targets(matter: Matter, near: Sequence[Place]) -> Contradiction | None:
    """A target that a question calls met or missed where the best row tells the opposite."""
    met, missed = _MET.search(matter.text), _MISSED.search(matter.text)
    told = met or missed
    if told and _SET.match(matter.text, told.end()):
        return None  # 達成できなかった施策はいくつ tells which rows are meant, and takes nothing of one for granted
    asks = told is not None and len(matter.text) - told.end() <= _LAST and _ASKS_IF.search(matter.text)
    if bool(met) == bool(missed) or asks or not _GOAL.search(matter.text):
        return None
    values = [q.value for q in quantities(matter.text) if q.value > 2]
    if values and not any(
        _value(c) in values for p in near for c in p.stored.passage.cells if _TARGET.search(fold(c.column))
    ):
        values = []
    for place in near:
        if place.stored.passage.kind is Kind.ROW:
            cells = place.stored.passage.cells
            if values and not any(_value(c) in values for c in cells if _TARGET.search(fold(c.column))):
                continue  # another target
            reached = _reached(cells, matter.text)
        else:
            reached = _rated(place.text, matter.text)
            if reached is None and not any(q.value > 2 for q in quantities(matter.text)):
                reached = _nearest_rate(place.text, matter)
        if reached is None:
            continue
        if reached == bool(missed):
            piece = met or missed
            return Contradiction(piece[0] if piece else "", place, place.text)
        return None
    return None


def goals(matter: Matter, near: Sequence[Place]) -> Contradiction | None:
    """目標を80%にした where the best row gives another target in that unit."""
    best = max((p.share for p in near), default=0.0)
    rows = [p for p in near if p.share >= CLOSE * best and p.stored.passage.kind is Kind.ROW]
    for asked in quantities(matter.text):
        if not _TOLD_GOAL.search(matter.text[: asked.start]) or _is_asked(matter.text, asked):
            continue
        told = [
            (place, q)
            for place in rows
            for c in place.stored.passage.cells
            if _TARGET.search(fold(c.column))
            for q in quantities(fold(c.text))
        ]
        if told and all(q.unit == asked.unit and not same_value(q.value, asked.value) for _, q in told):
            return Contradiction(asked.text, told[0][0], told[0][0].text)
    return None


def _reached(cells: Sequence[Cell], text: str) -> bool | None:
    """Whether a row's result reaches its target: the one of the year (or value) asked for, of the result's year
    else."""
    goals, results = (
        [c for c in cells if p.search(fold(c.column)) and _value(c) is not None] for p in (_TARGET, _RESULT)
    )
    if not goals or not results:
        return None
    asked = [q.value for q in quantities(text)]
    years = [_year(m) for m in _YEAR.findall(text)]
    chosen = next((g for g in goals if _value(g) in asked), None)
    chosen = chosen or next((g for g in goals if any(_year(m) in years for m in _YEAR.findall(fold(g.column)))), None)
    result = next((r for r in results if not chosen or _column_year(r) == _column_year(chosen)), results[-1])
    chosen = chosen or next((g for g in goals if _column_year(g) == _column_year(result)), goals[0])
    goal, got = _value(chosen), _value(result)
    tags = fold(" ".join(c.text for c in cells))
    if "未達成" in tags or "一部達成" in tags:
        return False
    return None if goal is None or got is None else got >= goal


def _rated(text: str, question: str) -> bool | None:
    """Whether the target whose figure the question names is met, by the rate of achievement behind it."""
    for asked in quantities(question):
        for given in quantities(text):
            if _same(asked, given) and "目標" in text[max(0, given.start - 8) : given.start]:
                rate = _RATE.search(text, given.end, given.end + _RATE_WITHIN)
                if rate:
                    return float(rate[1]) >= 100
    return None


def _nearest_rate(text: str, matter: Matter) -> bool | None:
    """Whether the rate of achievement that stands nearest to the nouns of the question tells of a target met."""
    nouns = [w.surface for w in matter.words if w.noun and len(w.surface) > 1 and w.surface in text]
    if len(nouns) < _RATE_WORDS:
        return None
    places = [[m.start() for m in re.finditer(re.escape(n), text)] for n in nouns]
    rated = sorted(
        (sum(math.exp(-min(abs(at - r.start()) for at in found) / _RATE_FAR) for found in places), float(r[1]) >= 100)
        for r in _RATE.finditer(text)
    )
    if not rated or len(rated) > 1 and rated[-2][1] != rated[-1][1] and rated[-2][0] > _RATE_CLEAR * rated[-1][0]:
        return None
    return rated[-1][1]


def _value(cell: Cell) -> float | None:
    found = quantities(fold(cell.text))
    return found[0].value if found else None


def _year(text: str) -> str:
    return re.sub(r"令和\s*", "r", re.sub(r"平成\s*", "h", text)).replace(" ", "")


def _column_year(cell: Cell) -> str:
    found = _YEAR.search(fold(cell.column))
    return _year(found[0]) if found else ""


def averages(matter: Matter, near: Sequence[Place]) -> Contradiction | None:
    """平均を上回った where the nearest place gives a figure below the average that it names."""
    claim = _AVERAGE.search(matter.text)
    if not claim or _WEIGHS.search(matter.text) or _ASKS_AVERAGE.match(matter.text, claim.end()):
        return None
    side = "下回" if claim["side"] in ("下回", "低", "少な") else "上回"
    for place in near[:3]:
        found = quantities(place.text)
        for n, given in enumerate(found):
            named = re.search(r"平均(?:は|の|:|が)?$", place.text[: given.start])
            own = next((q for q in reversed(found[:n]) if q.unit == given.unit and given.start - q.end < 20), None)
            if named and own and own.value != given.value:
                if (own.value > given.value) == (side != "下回"):
                    return None
                return Contradiction(claim[0], place, sentence(place.text, given.start))
        contrary = _CONTRARY[side].search(place.text)
        if contrary and not _CONTRARY["上回" if side == "下回" else "下回"].search(place.text):
            return Contradiction(claim[0], place, sentence(place.text, contrary.start()))
    return None


def sentence(text: str, at: int) -> str:
    """The sentence or line around a place of a text."""
    begin = max(text.rfind("。", 0, at), text.rfind("\n", 0, at)) + 1
    ends = [n for n in (text.find("。", at), text.find("\n", at)) if n >= 0]
    return text[begin : min(ends, default=len(text))]
