"""What a question says has happened where the best places tell the opposite: rises, ends, days of the week.

Each check gives the piece of the question that does not hold, with the place that tells so. Pure; a place counts that
tells the contrary of the same thing, named beside it or in its heading, and none that tells the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose.asked import Ask, Asked
from assistant.silence.matter import Matter
from assistant.silence.places import Place
from assistant.silence.premises import CLOSE, Contradiction, sentence
from assistant.verify.folding import bare, fold
from assistant.verify.times import times

# Verbs and nouns that cannot both be true of one thing at one time; each side is a pattern.
_PAIRS = (
    ("増え|増加|増大|上回|伸び|拡大|高ま", "減っ|減る|減り|減少|下回|縮小|低下"),
    ("再開", "休止|中止|停止|取りやめ"),
    ("解消|なくな", "常態化|深刻化|悪化"),
    ("前倒し|早ま", "延期|延長|先送り|見送|遅れ|遅ら"),
    ("値上げ|引き上げ|引上げ", "値下げ|引き下げ|引下げ|据え置"),
    ("廃止", "存続|継続し|続け"),
    ("黒字", "赤字"),
)
_VERBS = "|".join(side for pair in _PAIRS for side in pair)
_NOT = r"(?![えらてしきいりまつ]{0,3}(?:ない|なか|ませ|ず))"
_CLAIM = re.compile(rf"(?P<subject>[一-鿿ァ-ヴーa-z]{{2,10}})(?:が|を|は|の)?[^。?が]{{0,12}}?(?P<verb>{_VERBS}){_NOT}")
_GRANTED = re.compile(
    r"なぜ|どうして|なんで|理由|原因|要因|わけ|背景|経緯|きっかけ|決め手|おかげ|効果|いつから|"
    r"傾向|のに|中で|そうです|と聞|とのこと|のは(?!いつ|どこ|どの|何年)"
)
_ASKS_IF = re.compile(r"[^、。?]{0,10}か[?。]?$")
_DAY = re.compile(r"(?:第?[1-5一二三四五・、]*)?[月火水木金土日]曜")


def trends(matter: Matter, asked: Asked, near: Sequence[Place]) -> Contradiction | None:
    """Something said to have happened where the nearest places only tell of its opposite."""
    if asked.wants(Ask.YES_NO) or not asked.wants(Ask.WHY) and not _GRANTED.search(matter.text):
        return None
    years = {y.year for y in times(matter.text).years}
    for claim in _CLAIM.finditer(matter.text):
        same, contrary = _sides(claim["verb"])
        begin, end = claim.span()
        if not asked.wants(Ask.WHY) and _ASKS_IF.match(matter.text, end):
            continue
        if "目標" in matter.text[begin:end]:
            continue  # whether a target was met, a row tells
        subjects = [w.surface for w in matter.words if w.noun and begin <= w.start < end and len(w.surface) > 1]
        subjects = [s for s in subjects if not re.fullmatch(_VERBS, s)]
        told: list[tuple[bool, Place, str]] = []
        for place in near[:3]:
            headed = bare(claim["subject"]) in bare(fold(" ".join(place.stored.passage.path)))
            for found in re.finditer(rf"(?:{same})|(?P<contrary>{contrary}){_NOT}", place.text):
                said = sentence(place.text, found.start())
                own = {y.year for y in times(said).years}
                of_year = not years or not own or bool(years & own)
                if claim["subject"] in said or (headed or any(s in said for s in subjects)) and of_year:
                    told.append((found["contrary"] is None, place, said))
        if told and not any(agrees for agrees, _, _ in told):
            _, place, said = told[0]
            return Contradiction(claim["subject"] + claim["verb"], place, said)
    return None


def _sides(verb: str) -> tuple[str, str]:
    """The pattern of what agrees with a verb, and of what contradicts it."""
    first, second = next(pair for pair in _PAIRS if re.match(rf"(?:{pair[0]}|{pair[1]})$", verb))
    return (first, second) if re.match(rf"(?:{first})$", verb) else (second, first)


def days(matter: Matter, asked: Asked, near: Sequence[Place]) -> Contradiction | None:
    """A day of the week that no near place names, where the nearest one names another for the same matter."""
    claim = _DAY.search(matter.text)
    if not claim or asked.wants(Ask.YES_NO):
        return None
    name = claim[0][-2:]
    if any(name in p.text or f"{name[0]}・" in p.text for p in near):
        return None
    best = max((p.share for p in near), default=0.0)
    for place in (p for p in near[:3] if p.share >= CLOSE * best):
        if (other := _DAY.search(place.text)) and "曜" in other[0]:
            return Contradiction(claim[0], place, sentence(place.text, other.start()))
    return None
