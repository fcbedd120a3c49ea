"""Questions that fit too many things: what is asked is so common that more than three readings answer it.

A question's words go in, readings to choose from come out. Pure over the posting lists of the corpus: a question is
open
where all its words together stand in more than three different places as names of what can be asked for, or where it
points at something (あの補助金) that it never named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose.asked import Ask, Asked
from assistant.silence.corpus import Corpus
from assistant.silence.matter import Matter
from assistant.silence.places import Place
from assistant.verify.folding import bare, fold
from vectorstore.codec import StoredPassage

MOST = 3  # readings that are answered without asking back
_SHOWN = 5
_WORDS = 2  # a question with more content words tells what it is about
_BODY = re.compile(r"[一-鿿ァ-ヴーa-z]{3,}[庁省院](?=[がはのをって])")
_MOST_OF = re.compile(r"一番|いちばん|最も|最多|最大|ピーク")
_POINTS = re.compile(r"^(?:その|あの|例の)(?=[一-鿿ァ-ヴa-z])|^(?:それ|あれ)(?:は|を|の|って)")


def choices(
    matter: Matter, whole: Matter, asked: Asked, every: Sequence[Place], corpus: Corpus, meant: Sequence[str]
) -> tuple[str, ...]:
    """The readings of an open question, up to five; none where the question is clear."""
    if whole.words != matter.words and len(whole.words) > _WORDS:
        return ()  # what a question is about may stand in the sentence before it
    points = _POINTS.search(matter.text) is not None
    names = [w for w in matter.words if w.noun]
    if any(w.named and corpus.rarity(w) > 0.5 for w in names) and not points or matter.quoted:
        return ()
    bare_noun = re.fullmatch(r"[^ぁ-ん]{1,8}", matter.text) is not None  # 達成率
    if not asked.wants(Ask.FIGURE, Ask.WHO, Ask.WHEN) and not points and not bare_noun:
        return ()
    if asked.wants(Ask.WHY, Ask.DEFINITION, Ask.COMPARE, Ask.HOW) or len(matter.words) > _WORDS or asked.years:
        return ()
    held = corpus.holding(names, meant) if names else [p.stored for p in every]
    if _BODY.match(matter.text) or _MOST_OF.search(matter.text):
        return ()  # デジタル庁 names one body, 最も多い one of all
    readings = _readings(held, [p.stored for p in every])
    return readings[:_SHOWN] if len(readings) > MOST or points and readings else ()


def _readings(held: Sequence[StoredPassage], first: Sequence[StoredPassage]) -> tuple[str, ...]:
    """What the passages are about, best ones first: the last heading of each, once."""
    order = {s.passage.id: n for n, s in enumerate(first)}
    ranked = sorted(held, key=lambda s: (order.get(s.passage.id, len(order)), s.source.id, s.passage.start))
    seen: dict[str, str] = {}
    for stored in ranked:
        if stored.passage.path and not stored.passage.lists:
            seen.setdefault(bare(fold(stored.passage.path[-1])), stored.passage.path[-1])
    return tuple(seen.values())
