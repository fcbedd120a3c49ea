"""What a question takes for granted and the best places contradict: counts, targets met or missed, offices, names.

Each check gives the piece of the question that does not hold, with the place that tells so. Pure; nothing is said to be
wrong unless a place about the same matter gives something else in its stead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from assistant.compose.asked import Ask, Asked
from assistant.silence.matter import Matter
from assistant.silence.places import Place
from assistant.verify.folding import bare, fold
from assistant.verify.quantities import Quantity, quantities, same_value, units_agree
from assistant.verify.words import analysed
from ingest.models import Cell, Kind

# Questions that weigh two figures against each other take neither for granted.
_WEIGHS = re.compile(r"それとも|両方|(?:どう|なぜ|何が)違|違うのですか|ですか、|どちらが正し|値が合わ|正しいのは")
_MET = re.compile(
    r"(?:を|が)?(?:大きく|大幅に)?(?:超え|上回|突破|クリア|達成でき(?!な)|達成し(?!な|て(?:い)?な)|届いた)"
)
_MISSED = re.compile(
    r"届か|届いて(?:い)?な|下回|未達|達しな|達して(?:い)?な|達成できな|達成して(?:い)?な|割り込|割れ|とどまっ"
)
_ASKS_IF = re.compile(
    r"(?:した|しました|できた|できました|届いた|超えた|ている|ています)(?:の|か|のか|んですか|のですか)?[?。]?$"
)
_GOAL = re.compile(r"目標|計画|\d")
_RATE = re.compile(r"達成率\s*(\d+(?:\.\d+)?)\s*%")
_RATE_WITHIN = 14  # characters behind a target in which its rate of achievement stands
_AVERAGE = re.compile(r"平均を(?:大きく|大幅に)?(?P<side>上回|超え|下回)")
_CONTRARY = {
    "上回": re.compile(r"平均を(?:大きく|大幅に)?下回"),
    "下回": re.compile(r"平均を(?:大きく|大幅に)?(?:上回|超え)"),
}
_TARGET, _RESULT = re.compile(r"目標|計画値"), re.compile(r"実績|現状|結果")
_YEAR = re.compile(r"(?:令和|平成|[rh])\s*(?:\d{1,2}|元)|20\d\d")
_OFFICES = r"(?!何)[一-鿿ァ-ヴーa-zA-Zみやぎ]{1,14}(?:課|室|局|部|庁|委員会|センター|本部)"
_OFFICE = re.compile(
    rf"(?P<office>{_OFFICES})が(?:、)?(?:所管|担当|受け持|管轄)(?:する|し|って|っ|つ)|"
    rf"(?:担当|所管)(?:課|室|部局|は)+(?P<told>{_OFFICES})(?:だ|で(?!す)|との|と聞|という)"
)
_HOLDS_OFFICE = re.compile(
    r"(?P<post>[一-鿿]{1,8}(?:長|役|員|者|事))(?:を(?P<who>[^、。?]{1,20}?)が務め|が(?P<other>[一-鿿]{2,12})に(?:なって|なった|決ま))"
)
_CLOSE = 0.95  # of the best place's share, where one row is asked for
_HELD_BY = re.compile(
    r"(?P<post>[一-鿿]{1,8}(?:長|役))(?:を務め|をされ|をし|だっ|の)(?:た|ている|ていた|て)?(?P<who>[^、。?は]{2,24})"
)
_BESIDE = 14  # characters between a post and its holder
_VERBS = "増え|増加|増大|上回|伸び|拡大|高ま|減っ|減る|減少|下回|縮小|低下"
_TREND = re.compile(rf"(?P<subject>[一-鿿ァ-ヴー]{{2,8}})(?:が|を|は)[^。?が]{{0,12}}?(?P<verb>{_VERBS})")
_UNITS = re.compile(r".+?(?:部|庁|局(?=.)|課|室|局|委員会|センター|本部)(?!長)")


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
    for asked in map(partial(_counting, matter.text), quantities(matter.text)):
        if (
            asked.ordinal
            or asked.value == 1
            or not re.search(r"[\d二三四五六七八九]", asked.text)
            or asked.unit == "歳"
            or _is_asked(matter.text, asked)
        ):
            continue
        if any(_same(asked, g) for p in (*near, *every[:3]) for g in quantities(p.text)):
            continue
        best: tuple[int, Contradiction] | None = None
        for place in near:
            for given in quantities(place.text):
                if not asked.unit or given.unit != asked.unit or same_value(given.value, asked.value):
                    continue
                sentence = _sentence(place.text, given.start)
                if asked.unit in ("つ", "個") and not _counted(matter.text, asked, sentence):
                    continue
                shared = sum(w.noun and len(w.surface) > 1 and w.surface in sentence for w in matter.words)
                if (shared or place.share >= _CLOSE) and (best is None or shared > best[0]):
                    best = shared, Contradiction(asked.text, place, sentence)
        if best:
            return best[1]
    return None


def _counting(text: str, asked: Quantity) -> Quantity:
    """A figure without a unit that counts what follows (15のシステム) counts as 15つ would."""
    counts = not asked.unit and re.match(r"の[一-鿿ァ-ヴ]|も(?:あ|い)", text[asked.end :])
    return replace(asked, unit="つ") if counts else asked


def _is_asked(text: str, asked: Quantity) -> bool:
    """Whether a figure belongs to the question word: 何千人, and how many things are asked for: 6テーマを教えて."""
    return text[max(0, asked.start - 1) : asked.start] == "何" or "何" in asked.text


def _counted(text: str, asked: Quantity, sentence: str) -> bool:
    """Whether a sentence names what 七つ counts: 行動指針は七つ, 七つの行動指針."""
    before = re.search(r"([一-鿿ァ-ヴーa-z]{2,})(?:は|が|を)$", text[: asked.start])
    behind = re.match(r"の([一-鿿ァ-ヴーa-z]{2,})", text[asked.end :])
    return any(m[1] in sentence for m in (before, behind) if m)


def _same(asked: Quantity, given: Quantity) -> bool:
    if asked.unit in ("つ", "個"):  # which would agree with any unit
        return same_value(asked.value, given.value) and given.unit in ("つ", "個", "項目", "件", "点", "本")
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
    if bool(met) == bool(missed) or _ASKS_IF.search(matter.text) or not _GOAL.search(matter.text):
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
        if reached is None:
            continue
        if reached == bool(missed):
            piece = met or missed
            return Contradiction(piece[0] if piece else "", place, place.text)
        return None
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


def _value(cell: Cell) -> float | None:
    found = quantities(fold(cell.text))
    return found[0].value if found else None


def _year(text: str) -> str:
    return re.sub(r"令和\s*", "r", re.sub(r"平成\s*", "h", text)).replace(" ", "")


def _column_year(cell: Cell) -> str:
    found = _YEAR.search(fold(cell.column))
    return _year(found[0]) if found else ""


def offices(matter: Matter, near: Sequence[Place]) -> Contradiction | None:
    """An office said to be in charge that no near place names, where the rows name another one."""
    found = _OFFICE.search(matter.text) or _HOLDS_OFFICE.search(matter.text)
    if not found:
        return None
    given = found.groupdict()
    post = given.get("post")
    name = next(given[k] for k in ("office", "told", "who", "other") if given.get(k))
    best = max((p.share for p in near), default=0.0)
    near = [p for p in near if p.share >= _CLOSE * best]
    near = [p for p in near if p.stored.passage.kind is Kind.ROW] or near
    telling = [p for p in near if (post in p.text if post else re.search(r"担当|所管|所属|部局", p.text))]
    parts = [name] if post else _UNITS.findall(name)
    if not telling or all(any(bare(part) in p.known.text for p in near) for part in parts):
        return None
    return Contradiction(name, telling[0], _sentence(telling[0].text, telling[0].text.find(post or "担当")))


def averages(matter: Matter, near: Sequence[Place]) -> Contradiction | None:
    """平均を上回った where the nearest place gives a figure below the average that it names."""
    claim = _AVERAGE.search(matter.text)
    if not claim:
        return None
    for place in near[:3]:
        found = quantities(place.text)
        for n, given in enumerate(found):
            named = re.search(r"平均(?:は|の|:|が)?$", place.text[: given.start])
            own = next((q for q in reversed(found[:n]) if q.unit == given.unit and given.start - q.end < 20), None)
            if named and own and own.value != given.value:
                if (own.value > given.value) == (claim["side"] != "下回"):
                    return None
                return Contradiction(claim[0], place, _sentence(place.text, given.start))
        contrary = _CONTRARY["下回" if claim["side"] == "下回" else "上回"].search(place.text)
        if contrary and not re.search(rf"平均を(?:大きく|大幅に)?{claim['side']}", place.text):
            return Contradiction(claim[0], place, _sentence(place.text, contrary.start()))
    return None


def trends(matter: Matter, asked: Asked, near: Sequence[Place]) -> Contradiction | None:
    """Something said to rise where the nearest places only tell of its fall, or the other way round."""
    if not asked.wants(Ask.WHY):
        return None
    for m in _TREND.finditer(matter.text):
        subject, claim = m["subject"], _side(m["verb"])
        told: list[tuple[bool, Place, int]] = []
        for place in near[:3]:
            for found in re.finditer(rf"{re.escape(subject)}[^。]{{0,24}}?(?P<verb>{_VERBS})", place.text):
                told.append((_side(found["verb"]) == claim, place, found.start()))
        if told and not any(same for same, _, _ in told):
            _, place, at = told[0]
            return Contradiction(m["subject"] + m["verb"], place, _sentence(place.text, at))
    return None


def _side(verb: str) -> bool:
    """Whether a verb tells of more rather than less."""
    return verb[0] in "増上伸拡高"


def holders(matter: Matter, near: Sequence[Place]) -> Contradiction | None:
    """A person said to hold a post, where every near place that names the post has somebody else beside it."""
    found = _HELD_BY.search(matter.text)
    if not found:
        return None
    start, end = found.span("who")
    persons = [m.surface for m in analysed(matter.text) if "人名" in m.pos and start <= m.start < end]
    places = [p for p in near if found["post"] in p.text]
    if not persons or not places:
        return None
    for place in places:
        for at in re.finditer(re.escape(found["post"]), place.text):
            if persons[0] in place.text[max(0, at.start() - _BESIDE) : at.end() + _BESIDE]:
                return None
    return Contradiction(persons[0], places[0], _sentence(places[0].text, places[0].text.find(found["post"])))


def _sentence(text: str, at: int) -> str:
    """The sentence or line around a place of a text."""
    begin = max(text.rfind("。", 0, at), text.rfind("\n", 0, at)) + 1
    ends = [n for n in (text.find("。", at), text.find("\n", at)) if n >= 0]
    return text[begin : min(ends, default=len(text))]
