"""What a question takes to be so and a statement denies; what it says was left out and was done.

A question's matter and its places go in, a contradiction comes out. Pure; called by `assistant.silence.decide`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose.asked import Ask, Asked
from assistant.silence.corpus import Corpus
from assistant.silence.matter import Matter
from assistant.silence.places import Place
from assistant.silence.premises import Contradiction, sentence
from assistant.silence.statements import share, statements
from assistant.verify.polarity import Predicate, predicates

ABOUT = 0.6  # share of the words that a statement must hold
AS_MUCH = 0.75  # of the best statement's share, from which others count
_LOOKED_AT = 3
_TELLING = 0.4  # rarity of a noun that a statement must hold
# What follows a predicate that is taken for granted.
_GRANTED = re.compile(
    r"[ぁ-ん]{0,6}?(?:の(?:は|が(?!ある)|を|に)|(?:こと)?に(?:なった|した)(?:の|理由|わけ)|理由|要因|原因|背景|きっかけ|目的|狙い|ねらい|"
    r"(?<=(?:て|で)い[るた])[一-鿿]{2,4}[県都府市町村]|わけ|経緯|そうですが|と聞|とのこと|と書|んですか|のですか|のでしょう|のか)"
)
_OPEN = re.compile(r"場合|とき|時は|なら|たら|れば|ても|でも|かどうか|だろうか|一部")
_UNDONE = re.compile(
    r"(?P<what>[一-鿿ァ-ヴー]{3,12})(?:を|も)?(?:行わ|実施せ|開催せ|開か|経|なし)(?:ず(?:に)?|ない(?:で|まま)|で|に)(?!済)"
)
_LIGHT = frozenset(
    """為る 出来る 有る 居る 成る 行う ない 無い 言う 聞く 知る 教える 分かる 思う 違う 良い 使う""".split()  # noqa: SIM905
)


def denials(matter: Matter, asked: Asked, places: Sequence[Place], corpus: Corpus) -> Contradiction | None:
    """A predicate of the question whose contrary the statements on its words tell, and none tells it."""
    if undone := _undone(matter, places):
        return undone
    if asked.wants(Ask.YES_NO) or _OPEN.search(matter.text):
        return None
    # What is not done yet may well be planned: only what is said to be done is denied.
    granted = [
        p
        for p in predicates(matter.text)
        if not p.negated and p.form not in _LIGHT and _is_granted(matter.text, p, asked)
    ]
    if not granted:
        return None
    found = statements(places)
    for claim in granted:
        words = {w: corpus.rarity(w) for w in matter.words if w.surface not in claim.surface and w.form != claim.form}
        if not any(w.noun and r >= _TELLING for w, r in words.items()):
            continue
        held = [(share(s, words), s) for s in found if claim.form[:1] in s.said and not s.row]
        best = max((h for h, _ in held), default=0.0)
        near = sorted((x for x in held if x[0] >= max(ABOUT, AS_MUCH * best)), key=lambda x: -x[0])[:_LOOKED_AT]
        told = [(s, p) for _, s in near for p in predicates(s.said) if p.form == claim.form]
        if told and all(p.negated != claim.negated for _, p in told):
            statement = told[0][0]
            return Contradiction(claim.surface, statement.place, statement.said)
    return None


def _undone(matter: Matter, places: Sequence[Place]) -> Contradiction | None:
    """パブリックコメントを行わずに where a place tells that there was one."""
    for claim in _UNDONE.finditer(matter.text):
        done = re.compile(
            rf"{re.escape(claim['what'])}(?:を|の)?(?:行い|行っ|行わ(?!ず|な)|実施|開催|開き|開い)(?!せず|しな)"
        )
        for place in places:
            if at := done.search(place.text):
                return Contradiction(claim[0], place, sentence(place.text, at.start()))
    return None


def _is_granted(text: str, claim: Predicate, asked: Asked) -> bool:
    """Whether a predicate is no part of what is asked."""
    at = text.find(claim.surface)
    return at >= 0 and _GRANTED.match(text, at + len(claim.surface)) is not None
