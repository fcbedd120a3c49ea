"""How many there are of something, which number or chapter it has: where a question says one and the places another.

60の施策 where there are 56, 柱2 where its title is that of 柱1, 第2章 for what stands in chapter 4. A question's matter
and its places go in, a contradiction comes out. Pure; called by `assistant.silence.decide`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.silence.corpus import Corpus
from assistant.silence.matter import Matter
from assistant.silence.places import Place
from assistant.silence.premises import ABOUT, Contradiction, sentence
from assistant.verify.folding import bare, fold
from ingest.dates import kanji_number

_N = r"(?:\d{1,3}|[二三四五六七八九十]{1,3})"
_KINDS = r"重点目標|基本目標|目標|柱|基本事業|基本方針|重点項目|分野|挑戦|方針|戦略"
_NOUN = r"[一-鿿ァ-ヴーa-z]{2,12}"
_COUNT = re.compile(
    rf"(?<![\d.第])(?P<n>{_N})(?:つ|個|項目|本)?の[<「]?(?P<noun>{_NOUN})|"
    rf"(?P<what>{_NOUN}|柱)(?:は|が|を)(?:全部で|全)?(?P<m>{_N})(?:つ|個|項目|本)"
)
_TITLED = re.compile(
    rf"(?P<kind>{_KINDS})の?(?P<n>{_N})(?:番目|つ目|つめ)?(?:の|は|が|に当たる|である|として|[「『])[「『]?(?P<title>[^」』、。?は]{{3,30}}?)"
    r"(?=だ|です|で[、あ]|と(?:聞|い|の)|そう|[」』、。?を]|の(?:目指|内容|説明|中)|$)"
)
_NTH = re.compile(rf"(?P<kind>{_KINDS})(?:の?(?P<n>{_N})(?:番目|つ目|つめ)|(?P<n1>{_N})(?=[のはがを「『、で]|$))")
_ALL = re.compile(
    rf"(?<![\d.第])(?P<n>{_N})(?:つ|本|個)の[「『]?(?P<kind>{_KINDS})(?![一-鿿])|(?P<kind2>柱|重点目標|基本目標|挑戦)(?:は|が)(?P<n2>{_N})(?:つ|本)"
)
_ORDERED = re.compile(
    rf"(?P<kind>[一-鿿ァ-ヴー]{{2,10}})の(?P<n>{_N})(?:番目|つ目|つめ)(?:は|が|に当たる)[「『]?(?P<title>[^」』、。?]{{3,30}}?)[」』]?"
    r"(?=ですが|でしたが|だそう|だと|とのこと|ですよね|で、|と聞)"
)
_RANKED = re.compile(r"(?:全国|国内|日本|都道府県)(?:の中)?で(?:[2-9]|1\d)番目")
_FIRST = re.compile(r"(?:全国|国内|日本|都道府県)(?:で|として)(?:は)?(?:初|最初)")
_CHAPTER = re.compile(
    rf"第(?P<n>{_N}|一)(?P<kind>[章節編])(?:の|に(?:ある|書(?:かれ|い)(?:て(?:いる|ある)|た)|載っている|記載された)|で(?:述べ|示)(?:られ|さ)れ(?:ている|た))[「『]?"
    r"(?P<title>[^」』、。?はがをにで]{3,20})"
)


def numbers(matter: Matter, near: Sequence[Place], every: Sequence[Place], corpus: Corpus) -> Contradiction | None:
    """The first number of the question that is another one in the places."""
    for check in (_counts, _titles, _chapters, _ordered, _ranked):
        if found := check(matter, near, every):
            return found
    return _beyond(matter, every, corpus)


def _counts(matter: Matter, near: Sequence[Place], every: Sequence[Place]) -> Contradiction | None:
    """60の施策 where the near places have another number of it, and no place has that."""
    for asked in _COUNT.finditer(matter.text):
        noun = asked["noun"] or asked["what"]
        count = _number(asked["n"] or asked["m"])
        given = [(p, at, n) for p in every for at, n in _counted(p.text, noun)]
        about = [(p, at) for p, at, n in given if n != count and p in near]
        if about and not any(n == count for _, _, n in given):
            place, at = about[0]
            return Contradiction(asked[0], place, sentence(place.text, at))
    return None


def _counted(text: str, noun: str) -> Iterator[tuple[int, int]]:
    """The numbers by which a text counts a noun, with their places."""
    name = re.escape(noun)
    pattern = re.compile(
        rf"(?<![\d.第])(?P<n>{_N})(?:つ|個|項目|本)?(?:の|を)?[<「]?{name}|"
        rf"{name}[>」]?(?:は|が|を|として|:)?、?(?:次の|以下の|全)?(?P<m>{_N})(?:つ|個|項目|本)"
    )
    for m in pattern.finditer(text):
        yield m.start(), _number(m["n"] or m["m"])


def _titles(matter: Matter, near: Sequence[Place], every: Sequence[Place]) -> Contradiction | None:
    """柱2は産業の振興 where a place gives that title to 柱1."""
    for asked in _TITLED.finditer(matter.text):
        title, number = bare(asked["title"]), _number(asked["n"])
        if len(title) < 3:
            continue
        pattern = re.compile(rf"{asked['kind'][-1:]}({_N}){re.escape(title[:8])}")
        told = [(p, _number(m[1])) for p in every for m in pattern.finditer(_headed(p))]
        if told and all(n != number for _, n in told):
            place = told[0][0]
            return Contradiction(asked[0], place, place.text)
    return None


def _beyond(matter: Matter, every: Sequence[Place], corpus: Corpus) -> Contradiction | None:
    """柱5, or 6本の柱, where the headings of the best place's document know 柱1 to 柱4."""
    asked = [(m[0], m["kind"], _number(m["n"] or m["n1"]), False) for m in _NTH.finditer(matter.text)]
    asked += [(m[0], m["kind"] or m["kind2"], _number(m["n"] or m["n2"]), True) for m in _ALL.finditer(matter.text)]
    for piece, kind, number, whole in asked:
        for place in every[:1]:
            known = _known(place.stored.source.id, kind, corpus)
            last = max(known, default=0)
            complete = len(known) > 1 and 1 in known and len(known) >= last - 1  # one heading may be misread
            if complete and (number != last if whole else number > last):
                return Contradiction(piece, place, place.text)
    return None


def _known(document: str, kind: str, corpus: Corpus) -> dict[int, str]:
    """The numbers that headings of a document give to a kind of thing, with the heading: 柱1 to 柱4."""
    pattern = re.compile(rf"{re.escape(kind)}({_N})(?!\d|%|件|年|人(?!材))")
    out: dict[int, str] = {}
    for heading in corpus.headings(document):
        if m := pattern.search(bare(heading)):
            out.setdefault(_number(m[1]), heading)
    return out


def _chapters(matter: Matter, near: Sequence[Place], every: Sequence[Place]) -> Contradiction | None:
    """第2章の取組方針 where only another chapter has that heading."""
    for asked in _CHAPTER.finditer(matter.text):
        title, number, kind = bare(asked["title"]), _number(asked["n"]), asked["kind"]
        best = max((p.share for p in every), default=0.0)
        told: list[tuple[Place, int]] = []
        for place in every:
            path = [bare(h) for h in place.stored.passage.path]
            chapter = next((m for h in path if (m := re.match(rf"第({_N}|一){kind}", h))), None)
            if chapter and (any(title in h for h in path) or place.share >= ABOUT * best and title in bare(place.text)):
                told.append((place, _number(chapter[1])))
        if told and all(n != number for _, n in told):
            return Contradiction(asked[0], told[0][0], told[0][0].text)
    return None


def _ordered(matter: Matter, near: Sequence[Place], every: Sequence[Place]) -> Contradiction | None:
    """重点取組の1番目は生成AI where a heading or a list has that under another number."""
    for asked in _ORDERED.finditer(matter.text):
        kind, title, number = bare(asked["kind"]), bare(asked["title"]), _number(asked["n"])
        told: list[tuple[Place, int]] = []
        for place in every:
            path = [bare(h) for h in place.stored.passage.path]
            for above, heading in zip(path, path[1:], strict=False):
                if kind in above and (m := re.match(rf"({_N})\D", heading)) and title in heading:
                    told.append((place, _number(m[1])))
            if kind in place.known.text:
                listed = re.finditer(rf"\(({_N})\)[^()]{{0,30}}?{re.escape(asked['title'])}", place.text)
                told += [(place, _number(m[1])) for m in listed]
        if told and all(n != number for _, n in told):
            return Contradiction(asked[0], told[0][0], told[0][0].text)
    return None


def _ranked(matter: Matter, near: Sequence[Place], every: Sequence[Place]) -> Contradiction | None:
    """全国で3番目 where a near place tells that it was the first."""
    asked = _RANKED.search(matter.text)
    for place in near if asked else ():
        if asked and (told := _FIRST.search(place.text)):
            return Contradiction(asked[0], place, sentence(place.text, told.start()))
    return None


def _headed(place: Place) -> str:
    """Headings and text of a place without blanks and signs."""
    return bare(" ".join((*place.stored.passage.path, place.stored.passage.text)))


def _number(text: str) -> int:
    return int(text) if text.isdigit() else kanji_number(fold(text))
