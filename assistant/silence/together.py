"""Whether one statement holds what a question is about and a thing of the kind that it asks for: a count, a time.

A question's matter and its places go in; how much of the question single statements hold, with and without such a thing
in them, comes out. Called by `assistant.silence.decide`, by itself and for the learned score. Documents that speak of
observation buoys in one sentence and of a number of units in another do not tell how many buoys there are. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.compose.asked import Ask, Asked
from assistant.silence import attributes
from assistant.silence.corpus import Corpus
from assistant.silence.matter import Matter
from assistant.silence.places import Place
from assistant.silence.statements import Statement, holds_word, statements
from assistant.verify.folding import fold
from assistant.verify.words import Word

_LOOKED_AT = 12  # places
APART = 0.44  # by how much the statements that give what is sought hold less of the topic than the best one

_ABOVE = 0.8  # what a word counts that stands in the headings alone
_NUMBER = r"[\d一二三四五六七八九十][\d,.]*\s*[千百万億]*\s*"
# Counters, each with what a text may count in its stead; longer ones first where one begins another.
_COUNTERS = {
    "パーセント": "%|パーセント|割", "%": "%|パーセント|割", "割": "%|割", "倍": "倍|%",
    "箇所": "箇所|施設", "市町村": "市町|団体|自治体", "市町": "市町|団体|自治体", "自治体": "市町|団体|自治体",
    "団体": "市町|団体|自治体|社", "種類": "種", "種": "種", "人": "人|名", "名": "人|名", "社": "社|者|件|企業|事業者",
    "時間": "時間|h", "年間": "年", "か月": "か月", "日間": "日", "回": "回|件", "件": "件|事業|取組|データセット|者",
    "ページ": "ページ", "枚": "枚", "台": "台", "基": "基", "校": "校", "歳": "歳", "組": "組", "店": "店", "戸": "戸",
    "棟": "棟", "冊": "冊", "世帯": "世帯", "便": "便", "トン": "トン|t", "センチ": "センチ|cm", "ミリ": "ミリ|mm",
    "メートル": "メートル|m", "キロ": "キロ|km", "秒": "秒", "円": "円",
}  # fmt: skip
_QUESTION_WORDS = re.compile(r"何(?!時から)|いくら|いくつ|いつ(?!から)|どこ|誰")
_HOW_MANY = re.compile(rf"何(?P<unit>{'|'.join(_COUNTERS)})(?!目|会|か国語)")
_BARE = re.compile(r"[約①-⑳]?[\d,.]+")
_SUPERLATIVE = re.compile(r"一番|最も|最多|最大|いちばん")
_MONEY = re.compile(r"いくら(?!か|も)|費用|料金|金額|総?事業費|[額費代]は")
_CASH = re.compile(r"\d\s*[千百万億]*円|無料|有料")
_HOUR, _CLOCK = re.compile(r"何時(?!間|点)"), re.compile(r"\d\s*時(?!間)|\d:\d\d|24時間")
_TIME = re.compile(r"\d\s*年|\d\s*月|[rh]\d|年度|\d日|\d/\d")
_AHEAD = re.compile(r"見込|見通し|予測|予想|なりそう|\d年後|将来(?:は|、|的に)|累計何")
_OUTLOOK = re.compile(r"(?s)^(?=.*\d).*(?:見込|見通|予測|予想|推計|目標|予定|目指|めざ)")


@dataclass(frozen=True)
class Sought:
    """A kind of thing that is asked for: its name, what a text that gives it looks like."""

    name: str
    given: re.Pattern[str]


@dataclass(frozen=True)
class Together:
    """The greatest shares of a question's words that single statements hold, weighed by rarity, from 0 to 1.

    `whole` of all words, `topic` of those but what is asked for; `typed` the same where the statement gives a thing of
    the kind asked for (`topic` where no kind is told), `named` where it names what is asked for. `sought` are the
    kinds; `best` is the statement that holds most.
    """

    whole: float
    topic: float
    typed: float
    named: float
    sought: tuple[Sought, ...]
    best: Statement | None


def untold(found: Together) -> str:
    """The kind of thing that is asked for and that no statement about the matter gives, or nothing."""
    return found.sought[0].name if found.sought and found.topic - found.typed > APART else ""


def kinds(matter: Matter, asked: Asked) -> tuple[Sought, ...]:
    """The kinds of things that a question asks for, as far as texts show them by their form."""
    if asked.wants(Ask.FIGURE) and not asked.years and _AHEAD.search(matter.text):
        return (Sought("見込み", _OUTLOOK),)
    out = []
    if _SUPERLATIVE.search(matter.text):
        pass
    elif found := _HOW_MANY.search(matter.text):
        out.append(Sought(found[0], re.compile(rf"{_NUMBER}(?:{_COUNTERS[found['unit']]})")))
    elif asked.wants(Ask.FIGURE) and _MONEY.search(matter.text):
        out.append(Sought("金額", _CASH))
    if _HOUR.search(matter.text):
        out.append(Sought("時刻", _CLOCK))
    elif asked.wants(Ask.WHEN) and "時間" not in matter.text:
        out.append(Sought("時期", _TIME))
    if asked.wants(Ask.WHO, Ask.WHY) or len(_QUESTION_WORDS.findall(matter.text)) > 1:
        return ()  # whose forms are told too loosely, and questions for several things
    out += [Sought(d.name, d.given) for d in attributes.DETAILS if d.asked.search(matter.text)][:1]
    return tuple(out)


def together(matter: Matter, asked: Asked, places: Sequence[Place], corpus: Corpus) -> Together:
    """How much of a question single statements of the best places hold."""
    weights = {w: corpus.rarity(w) for w in matter.words}
    wanted = {w.start for w in matter.wanted}
    things = {w: r for w, r in weights.items() if w.noun} or weights
    topic = {w: r for w, r in things.items() if w.start not in wanted} or things
    sought = kinds(matter, asked)
    whole = most = typed = named = 0.0
    best: Statement | None = None
    found = statements(places[:_LOOKED_AT])
    for n, statement in enumerate(found):
        # What a sentence begins the next one goes on with (トヨタの実験都市. 2000名程度の住民); a date stands before.
        around = [s for s in found[max(0, n - 1) : n + 2] if s.place is statement.place]
        read = around[around.index(statement) :]
        held = {w: max(_held(w, s) for s in read) for w in weights}
        share = _share(topic, held)
        if (every := _share(weights, held)) > whole:
            whole, best = every, statement
        most = max(most, share)
        if not sought or any(_gives(s, t) for s in sought for t in around):
            typed = max(typed, share)
        if not matter.wanted or held[matter.wanted[-1]]:
            named = max(named, share)
    return Together(whole, most, typed, named, sought, best)


def _gives(sought: Sought, statement: Statement) -> bool:
    # In rows the unit stands in a header, or nowhere.
    passage = statement.place.stored.passage
    if sought.name == "時期" and any(_TIME.search(fold(h)) for h in passage.path[-1:]):
        return True
    cells = passage.cells if sought.name.startswith("何") and statement.row else ()
    loose = any(_BARE.fullmatch(fold(c.text)) for c in cells if "番号" not in c.column)
    return loose or sought.given.search(statement.said) is not None


def _held(word: Word, statement: Statement) -> float:
    if holds_word(statement.said, word):
        return 1.0
    return _ABOVE if holds_word(statement.above, word) else 0.0


def _share(weights: Mapping[Word, float], held: Mapping[Word, float]) -> float:
    total = sum(weights.values())
    return sum(r * held[w] for w, r in weights.items()) / total if total else 0.0
