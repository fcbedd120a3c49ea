"""Whether the best places hold an answer of the kind that is asked for: an amount of money, a count, a length.

A question asks for a unit by its question word (何ミリ, いくら) or by what it asks for (契約額, 建設費). Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose.asked import Ask, Asked
from assistant.silence.matter import Matter
from assistant.silence.places import Place, holds
from assistant.verify.quantities import quantities, units_agree
from assistant.verify.words import analysed
from ingest.models import Kind

_NEAR, _LOOSELY = 0.7, 0.5  # of the best place's share from which a place may hold an amount of money, any count
_SUM = re.compile(r"(?:予算|決算|額|費|費用|経費|代|代金|料|料金|給料|給与|報酬|価格|値段|賃金|税額)$")
_HOW_MUCH = re.compile(r"いくら(?!か|も)")
_MEASURE = re.compile(r"(?:数|人口|率|割合|値|量|時間|面積|距離|度|点|目標|実績|倍)$")  # いくら asks for no money there
_COUNTED = re.compile(
    r"何(?:千|万|百|億)?(?P<unit>円|人|名|件|回|箇所|社|台|枚|時間|%|パーセント|割|ミリ|メートル|キロ|平方メートル|ヘクタール|倍|校|"
    r"歳|点|組|店|市町村|団体|戸|世帯|棟|本|冊|基)"
)
_LENGTHS = {
    "ミリ": re.compile(r"ミリ|\dmm"),
    "メートル": re.compile(r"メートル|\dm(?![a-z0-9])"),
    "キロ": re.compile(r"キロ|km"),
    "平方メートル": re.compile(r"平方メートル|m2"),
    "ヘクタール": re.compile(r"ヘクタール|ha"),
}
_CASH = re.compile(r"\d\s*(?:千|百万|億|万|百)?円|無料|単位:?(?:千|百万|億)?円|\((?:千|百万|億)?円\)")
_NOUNS = frozenset(("名詞", "接尾辞", "接頭辞", "形状詞"))
_WHEN = re.compile(r"(?:期間|時期|日|年月|年度|時点|期限)$")
_VAGUE = re.compile(r"^(?:具体|年月|どの)|何|(?:点|的|等|など|内容|内訳|一覧|状況|理由|方針|例)$")
_FORMULA, _WORKED = re.compile(r"式$|方法$"), re.compile(r"[÷×=]|で割")  # a formula needs no word of it
_NAMES = {"名": "人", "パーセント": "%", "割": "%"}
_ALSO = {"本": ("つ", "件")}  # 3本の柱 are three pillars, and the items of a list


def lacking(matter: Matter, places: Sequence[Place], asked: Asked) -> str:
    """The unit that is asked for and that no place about the matter gives, or nothing."""
    best = max((p.share for p in places[:8]), default=0.0)
    counted = _COUNTED.search(matter.text)
    if counted and counted["unit"] != "円":
        near = [p for p in places if p.share >= _LOOSELY * best]
        return "" if any(_gives(p, counted["unit"]) for p in near) else counted["unit"]
    if counted or not asked.wants(Ask.YES_NO) and _asks_money(matter):
        near = [p for p in places if p.share >= _NEAR * best]
        return "" if any(_pays(p, matter) for p in near) else "円"
    return ""


def lacking_attribute(matter: Matter, places: Sequence[Place]) -> str:
    """What is asked of a thing (登録者数, 開館時間) where no place about the thing has a word of it, or nothing.

    Single words (理由, 仕組み) are left out: documents answer them without saying so.
    """
    if not matter.wanted or len(matter.wanted) == len([w for w in matter.words if w.noun]):
        return ""
    begin, end = matter.wanted[0].start, matter.wanted[-1].end
    parts = [u for m in analysed(matter.text) for u in (m.short or (m,)) if u.start >= begin]
    compound = [u for n, u in enumerate(parts) if u.pos[0] in _NOUNS and all(p.pos[0] in _NOUNS for p in parts[:n])]
    text = "".join(u.surface for u in compound)
    if len(compound) < 2 or len(text) < 3 or _WHEN.search(text) or _VAGUE.search(text) or begin + len(text) < end - 12:
        return ""
    best = max((p.share for p in places[:8]), default=0.0)
    near = [p for p in places[:8] if p.share >= _NEAR * best]
    if any(holds(p.known, w) for p in near for w in matter.wanted):
        return ""
    if _FORMULA.search(text) and any(_WORKED.search(p.text) for p in near):
        return ""
    return text


def _pays(place: Place, matter: Matter) -> bool:
    """Whether a place gives money for what is asked: its words (契約 in 契約額) stand there too."""
    wanted = [w for w in matter.wanted if len(w.surface) > 1]  # 子どもの分 tells for whom, not what
    return _CASH.search(place.text) is not None and (not wanted or any(holds(place.known, w) for w in wanted))


def _asks_money(matter: Matter) -> bool:
    if not matter.wanted:
        return False
    end = matter.wanted[-1].end
    wanted = matter.text[matter.wanted[0].start : end]
    suffix = matter.text[end : end + 1]  # 契約 + 額
    if _HOW_MUCH.search(matter.text, end):
        return not (_MEASURE.search(wanted) or _MEASURE.search(suffix))
    return bool(_SUM.search(wanted) or re.match(r"[額費代料]", suffix))


def _gives(place: Place, unit: str) -> bool:
    if unit in _LENGTHS:
        return _LENGTHS[unit].search(place.text) is not None
    wanted = _NAMES.get(unit, unit)
    found = quantities(place.text)
    if place.stored.passage.kind is Kind.ROW and any(not q.unit for q in found):
        return True  # the unit stands in a header, or nowhere
    units = (wanted, *_ALSO.get(unit, ()))
    return any(q.unit and any(units_agree(u, q.unit) for u in units) for q in found) or f"({wanted}" in place.text
