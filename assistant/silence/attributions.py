"""Whom or where a question takes something to belong to, and the best places tell otherwise: offices, holders, regions.

Each check gives the piece of the question that does not hold, with the place that tells so. Pure; nothing is said to be
wrong unless a place about the same matter names somebody or somewhere else in its stead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.silence.matter import Matter
from assistant.silence.places import Place, holds
from assistant.silence.premises import CLOSE, Contradiction, sentence
from assistant.verify.folding import bare
from assistant.verify.lexicon import PREFECTURES
from assistant.verify.words import analysed
from ingest.models import Kind

_OFFICES = r"(?!何)[一-鿿ァ-ヴーa-zA-Zみやぎ]{1,14}(?:課|室|局|部|庁|委員会|センター|本部)"
_UNIT = r"(?!何|一部|全部|各)[一-鿿ァ-ヴー]{1,14}[課室局部]"  # what acts, rather than is in charge
_ACTS = "運用|運営|実施|配信|発信|交付|発行|提供|管理|整備|開催|設置|導入|作成|公開|募集|開発|進め|手がけ|行っ|つくっ"
_OFFICE = re.compile(
    rf"(?P<office>{_OFFICES})が(?:、)?(?:所管|担当|受け持|管轄)(?:する|し|って|っ|つ)|"
    rf"(?:担当|所管)(?:課|室|部局|は)+(?P<told>{_OFFICES})(?:だ|で(?!す)|との|と聞|という)"
)
_ACTING = re.compile(
    rf"(?P<office>{_UNIT})が(?:、)?(?P<act>{_ACTS})(?:する|して|した|て|た)[^。?]|(?P<of>{_UNIT})の[「『]"
)
_HOLDS_OFFICE = re.compile(
    r"(?P<post>[一-鿿]{1,8}(?:長|役|員|者|事)|トップ)(?:を(?P<who>[^、。?]{1,20}?)が務め|が(?P<other>[一-鿿]{2,12})に(?:なって|なった|決ま)|"
    r"である(?P<being>[一-鿿]{2,12})(?:は|が|を|の))"
)
_HELD_BY = re.compile(
    r"(?P<post>[一-鿿]{1,8}(?:長|役))(?:を務め|をされ|をし|だっ|の)(?:た|ている|ていた|て)?(?P<who>[^、。?は]{2,24})"
)
_BESIDE = 14  # characters between a post and its holder
_UNITS = re.compile(r".+?(?:部|庁|局(?=.)|課|室|局|委員会|センター|本部)(?!長)")
_CHARGE = re.compile(r"担当|所管|所属|部局")
_AREA = re.compile(
    rf"{'|'.join(PREFECTURES)}|(?:(?<![一-鿿ァ-ヴ])|(?<=[都道府県]))(?!各|全|同|他|本|都|県|両|自|何|市町|市村|町村|[都道府県]市)[一-鿿ヶケ]{{1,4}}[市町村](?![一-鿿])|"
    r"(?<![一-鿿])(?:東北|関東|中部|北陸|東海|近畿|関西|四国|九州)(?=\d|[一二三四五六七八九]|地方|各県|の[各\d]|[のがでにとへ])"
)
_BEFORE, _BEHIND = 70, 30  # characters before and behind a word in which the area that it belongs to stands
_JOINED = re.compile(r"[、・,と及びや並びに※*]{0,3}")
_WORDS = 3  # words of a question that are looked for
_SHARED = 2  # nouns of the question in a sentence that tells of another prefecture


def offices(matter: Matter, near: Sequence[Place]) -> Contradiction | None:
    """An office said to be in charge that no near place names, where the rows name another one."""
    found = _OFFICE.search(matter.text) or _HOLDS_OFFICE.search(matter.text) or _ACTING.search(matter.text)
    if not found:
        return None
    given = found.groupdict()
    post, act = given.get("post"), given.get("act")
    post = "本部長" if post == "トップ" else post
    name = next(given[k] for k in ("office", "told", "who", "other", "being", "of") if given.get(k))
    if post:
        near = [p for p in near if post in p.text]
    rest = [w for w in matter.words if w.noun and bare(w.surface) not in bare(name)]
    held = [sum(len(w.surface) for w in rest if holds(p.known, w)) for p in near]
    near = [p for p, h in zip(near, held, strict=True) if h >= CLOSE * max(held, default=0) > 0]
    best = max((p.share for p in near), default=0.0)
    near = [p for p in near if p.share >= CLOSE * best]
    near = [p for p in near if p.stored.passage.kind is Kind.ROW] or near
    wanted = re.compile(re.escape(post)) if post else _CHARGE
    acting = re.compile(rf"{_UNIT}(?:が|で|に|は)[^。]{{0,12}}{act}") if act else None
    telling = [(p, m) for p in near if (m := wanted.search(p.text) or (acting.search(p.text) if acting else None))]
    parts = [name] if post else _UNITS.findall(name)
    if not telling or all(any(bare(part) in p.known.text for p in near) for part in parts):
        return None
    place, at = telling[0]
    return Contradiction(name, place, sentence(place.text, at.start()))


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
    return Contradiction(persons[0], places[0], sentence(places[0].text, places[0].text.find(found["post"])))


def areas(matter: Matter, near: Sequence[Place], publishers: Sequence[str]) -> Contradiction | None:
    """A prefecture, town or part of the country where the places name another one in front of the matter.

    長野県につくる where it is 静岡県; 松阪市のラッピングカー where the name before ラッピングカー is 玉城町.
    """
    for asked in _AREA.finditer(matter.text):
        name = asked[0]
        if any(bare(name) in bare(p) or bare(p) in bare(name) for p in publishers):
            continue
        words = [w for w in matter.words if w.noun and len(w.surface) > 1 and w.surface not in name]
        runs = [r.text for r in matter.runs if name not in r.text]
        keys = matter.quoted or tuple(sorted(runs, key=len)[-1:]) or tuple(w.surface for w in words[:_WORDS])
        told = [
            (place, m.start(), _before(place.text[: m.start()], publishers), _around(place.text, m))
            for place in near[:4]
            for key in keys
            for m in re.finditer(re.escape(key), place.text)
        ]
        least = min(_SHARED, len(words))
        stem = name[:-1] if name in PREFECTURES and len(name) > 2 else name  # 東北6県+新潟
        if not told or any(name in owners or stem in "".join(around) for _, _, owners, around in told):
            continue
        for place, at, before, around in told:
            owners = before or frozenset(m[0] for m in _AREA.finditer(around[1]) if m[0] not in publishers)
            if owners and sum(w.surface in "".join(around) for w in words) >= least:
                return Contradiction(name, place, sentence(place.text, at))
        if name in PREFECTURES and (found := _another(matter, name, near, publishers)):
            return found
    return None


def _another(matter: Matter, name: str, near: Sequence[Place], publishers: Sequence[str]) -> Contradiction | None:
    """Another prefecture in a sentence on the matter, where no near place names the one that is asked about."""
    if any(name in p.text for p in near):
        return None
    for place in near[:3]:
        for other in (o for o in PREFECTURES if o != name and o not in publishers and o in place.text):
            said = sentence(place.text, place.text.find(other))
            if sum(w.noun and len(w.surface) > 1 and w.surface in said for w in matter.words) >= _SHARED:
                return Contradiction(name, place, said)
    return None


def _around(text: str, found: re.Match[str]) -> tuple[str, str]:
    """A stretch of text with a match in it, and what stands close behind the match."""
    return text[max(0, found.start() - _BEFORE) : found.end() + _BEHIND], text[found.end() : found.end() + _BEHIND]


def _before(text: str, publishers: Sequence[str]) -> frozenset[str]:
    """The areas named last in front of something, all that are told in one breath: 伊勢市、鈴鹿市と名張市."""
    text = text[-_BEFORE:]
    found = [m for m in _AREA.finditer(text) if m[0] not in publishers]
    out = found[-1:]
    for m in reversed(found[:-1]):
        if not _JOINED.fullmatch(text[m.end() : out[0].start()]):
            break
        out.insert(0, m)
    return frozenset(m[0] for m in out)
