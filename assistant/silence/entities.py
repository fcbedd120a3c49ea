"""Names in a question that no document has: quoted names, names of plans, schemes and bodies.

A run of nouns is a name where it ends like one (計画, 条例, センター, …: kinds of things, not things). It is known
where its
words stand in one run of nouns of a passage, in order, others between them (DX推進ポリシー in みやぎDX推進ポリシー).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.silence.corpus import Corpus
from assistant.silence.matter import Matter
from assistant.silence.places import Place, evidence_text, holds
from assistant.verify.folding import bare
from assistant.verify.words import Word, content_words

_PLANS = re.compile(
    r".+(?:計画|条例|ビジョン|戦略|構想|プラン|ロードマップ|方針|ポリシー|憲章|宣言|指針|大綱|要綱|規則|ガイドライン|アクションプログラム)(?![一-鿿ァ-ヴ]{0,1}者)"
)
_THINGS = re.compile(
    r".+(?:事業|補助金|助成金|給付金|交付金|制度|センター|プロジェクト|システム|サービス|基盤|協議会|コンソーシアム|委員会|推進室|本部|"
    r"特区|アプリ|ポータル|サイト|窓口|認定|資格|ハブ|ラボ|モデル|プログラム|キャンペーン|フォーラム|機構|財団|研究所|施設)"
)
# Bodies and places that people call by their full names: two words are enough.
_PLACES = re.compile(
    r".+(?:課|係|支所|出張所|支店|支局|事務所|地区|団地|小学校|中学校|高校|学校|大学|病院|図書館|体育館|公民館|博物館|美術館|公園|駅|港|橋|線)$"
)
_ORDINAL = re.compile(r"第(\d+)([次期回号版])")
# 台風第7号, ハッカソン2027: a name that others with another number share.
_NUMBERED = re.compile(
    r"(?P<name>[一-鿿ァ-ヴー]{2,8})第(?P<number>\d+)号|(?P<event>[ァ-ヴーa-z]{3,}\s?)(?P<year>20\d\d)(?!年|\d)"
)
_MEMBER = re.compile(
    r"の(?:一|1|ひと)つ(?:である|として|に(?:ある|挙げ[^「『]{0,8}))?[「『](?P<name>[^」』]{2,30})[」』]"
)
_KANJI = re.compile(r"[一-鿿]")
_REST = 0.75  # of the other words that one place holds, from which a name beside them is what does not fit
_WHOLE_NAME = 3  # words of a name that may have one wrong character
_MOST_BETWEEN = 8  # characters between two words of a name
_GAP = rf"[^ぁ-ん\s、。,]{{0,{_MOST_BETWEEN}}}"
_REFERS = re.compile(r"新|旧|本|前|現|当|次期|今")
_SPEECH = re.compile(r"[はがをだ]|です|ます|ない|して|した$|する$")


def unknown_plans(matter: Matter, found: Sequence[Place], corpus: Corpus) -> list[str]:
    """The names of plans, ordinances and strategies that stand nowhere."""
    return _unknown(matter, found, corpus, _PLANS, 2)


def unknown_things(matter: Matter, found: Sequence[Place], corpus: Corpus) -> list[str]:
    """The names of schemes, systems and bodies that stand nowhere; shorter than three words they are descriptions."""
    return _unknown(matter, found, corpus, _THINGS, 3)


def unknown_places(matter: Matter, found: Sequence[Place], corpus: Corpus) -> list[str]:
    """The names of offices, quarters and buildings that stand nowhere, their first word neither (西山支所)."""
    runs = [r for r in matter.runs if len(r.words) > 1 and _PLACES.fullmatch(r.text)]
    return [
        r.text
        for r in runs
        if not corpus.frequency(r.words[0])
        and not any(holds(p.known, r.words[0]) for p in found)
        and not _stands(bare(r.text), r.words, found, corpus)
    ]


def unknown_names(matter: Matter, found: Sequence[Place], corpus: Corpus) -> list[str]:
    """Names of firms and bodies that stand nowhere, where one place holds the question's other words (楽天と連携)."""
    best = max((p.share for p in found[:8]), default=0.0)
    named = [w for w in matter.words if w.proper and _KANJI.search(w.surface)]  # kana may be misspelt
    names = [w for w in named if len(w.surface) > 1 and not corpus.frequency(w)]
    lost = [w for w in names if not any(holds(p.known, w) for p in found) and not misspelt(w, matter, found)]
    rest = sum(corpus.rarity(w) for w in matter.words if w not in lost)
    whole = rest + sum(corpus.rarity(w) for w in lost)
    return [w.surface for w in lost] if lost and best * whole >= _REST * rest > 0 else []


def unknown_ordinals(matter: Matter, found: Sequence[Place]) -> list[str]:
    """第4次総合計画 where the places know 第3次総合計画 alone: the same name with another number."""
    out = []
    for asked in _ORDINAL.finditer(matter.text):
        name = re.match(r"[一-鿿ァ-ヶーみやぎ]{2,16}", matter.text[asked.end() :])
        if not name:
            continue
        same = re.compile(rf"第(\d+){asked[2]}[^。、\s]{{0,8}}{re.escape(name[0][-4:])}")
        known = {m[1] for p in found for m in same.finditer(p.text)}
        if known and asked[1] not in known or not known and asked[1] != "1" and _without(asked[0], name, matter, found):
            out.append(asked[0] + name[0])
    for asked in _NUMBERED.finditer(matter.text):
        name_of, number = (asked["name"], asked["number"]) if asked["name"] else (asked["event"], asked["year"])
        between = "第" if asked["name"] else r"\s*"
        other = re.compile(rf"{re.escape(name_of[-6:])}{between}(\d+)")
        known = {m[1] for p in found for m in other.finditer(p.text)}
        if known and number not in known:
            out.append(asked[0])
    return out


def _without(ordinal: str, name: re.Match[str], matter: Matter, found: Sequence[Place]) -> bool:
    """Whether the best places have a plan's name, and none has the ordinal that the question puts before it."""
    plan = ordinal.endswith("次") and _PLANS.match(matter.text[matter.text.find(ordinal) :])
    bare_name = bare(name[0])
    return bool(plan) and any(bare_name in p.known.text for p in found) and not any(ordinal in p.text for p in found)


def unknown_members(matter: Matter, found: Sequence[Place], corpus: Corpus) -> list[str]:
    """What is said to be one of several (柱の一つである「港のDX」) and stands nowhere as it is."""
    out = []
    for asked in _MEMBER.finditer(matter.text):
        name = bare(asked["name"])
        words = [w for w in content_words(asked["name"]) if w.noun]
        texts = [p.known.text for p in found] + [bare(evidence_text(s)) for s in corpus.holding(words) if words]
        if len(name) > 2 and not any(name in t for t in texts):
            out.append(asked["name"])
    return out


def unknown_quoted(matter: Matter, found: Sequence[Place], corpus: Corpus) -> list[str]:
    """The names in quotation marks that stand nowhere; what is speech ("今どき誰でもスマホだよ") is no name."""
    out = []
    for quoted in matter.quoted:
        if _SPEECH.search(quoted):
            continue
        words = [w for w in content_words(quoted) if w.noun]
        if not _stands(bare(quoted), words, found, corpus) and not any(
            _nearly(bare(quoted), p.known.text) for p in found
        ):
            out.append(quoted)
    return out


def _unknown(matter: Matter, found: Sequence[Place], corpus: Corpus, kinds: re.Pattern[str], least: int) -> list[str]:
    out = []
    for run in matter.runs:
        if not (name := kinds.match(run.text)):
            continue
        # 新ポリシー and 本計画 are no names: the word that tells their kind stands alone.
        words = [w for w in run.words if w.start < run.words[0].start + name.end() and not _REFERS.fullmatch(w.surface)]
        if len(words) < least or _stands(bare(name[0]), words, found, corpus):
            continue
        # みやぎの人材育成センター: the place in front may not belong to the name.
        rest = words[1:] if words[0].proper else words
        if len(rest) > 1 and rest != words and _stands("".join(bare(w.surface) for w in rest), rest, found, corpus):
            continue
        # A place that holds all its words tells what a description is of; a plan has its name.
        if kinds is _THINGS and any(all(holds(p.known, w) for w in words) for p in found[:3]):
            continue
        out.append(name[0])
    return out


def _stands(name: str, words: Sequence[Word], found: Sequence[Place], corpus: Corpus) -> bool:
    """Whether a name stands in the best places or anywhere, its words in order within one run of nouns."""
    if any(name in p.known.text for p in found):
        return True
    if sum(len(bare(w.surface)) for w in words) < 0.6 * len(name):
        return False  # what is left of the name is no word
    pattern = re.compile(_GAP.join(re.escape(bare(w.surface)) for w in words))
    if any(pattern.search(p.known.text) for p in found):
        return True
    if any(all(holds(p.known, w) for w in words) and _loosely(p.known.text, words) for p in found):
        return True
    if any(_misspelt(p.known.text, words) for p in found):
        return True
    return any(pattern.search(bare(evidence_text(s))) for s in corpus.holding(words))


def misspelt(word: Word, matter: Matter, found: Sequence[Place]) -> bool:
    """Whether a word is the wrong one of a name that stands in a place but for one character."""
    return any(word in run.words and any(_misspelt(p.known.text, run.words) for p in found) for run in matter.runs)


def _misspelt(text: str, words: Sequence[Word]) -> bool:
    """Whether a name of three words and more stands in a text but for one character: 道入 for 導入."""
    if len(words) < _WHOLE_NAME:
        return False
    known = [bare(w.surface) in text for w in words]
    if sum(known) != len(words) - 1:
        return False
    wrong = known.index(False)
    spelling = bare(words[wrong].surface)
    for n in range(len(spelling)):
        parts = [re.escape(bare(w.surface)) for w in words]
        parts[wrong] = f"{re.escape(spelling[:n])}.{re.escape(spelling[n + 1 :])}"
        if re.search(_GAP.join(parts), text):
            return True
    return False


def _loosely(text: str, words: Sequence[Word]) -> bool:
    """Whether most pairs of neighbouring words stand side by side in a text: names are misspelt and shortened."""
    pairs = [bare(a.surface + b.surface) for a, b in zip(words, words[1:], strict=False)]
    return not pairs or sum(p in text for p in pairs) > 0.6 * len(pairs)


def _nearly(name: str, text: str) -> bool:
    """Whether a text holds nearly all pairs of a name's characters, and a long part of it as it stands."""
    pairs = [name[i : i + 2] for i in range(len(name) - 1)]
    half = max(3, len(name) // 2)
    return sum(p in text for p in pairs) >= 0.8 * len(pairs) and any(
        name[i : i + half] in text for i in range(len(name) - half + 1)
    )
