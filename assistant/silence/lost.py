"""Which words of a question the evidence lacks, told apart by what they do in it: topic, asked for, doing, name.

A question's matter, the best statement and the first place go in, figures by name for the learned score come out, and
the word that is missed most. Pure; called by `assistant.silence.score`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.compose.asked import Ask, Asked
from assistant.silence import entities
from assistant.silence.matter import Matter
from assistant.silence.places import Place, holds
from assistant.silence.together import Together
from assistant.verify.folding import bare
from assistant.verify.words import Vocabulary, Word, vocabulary

# Where words are looked for: the statement that holds most of the question, its place, the first place, either place.
VIEWS = ("statement", "place", "first", "either")
_WHAT = ("noun", "wanted", "topic", "sum", "doing", "named", "all_wanted", "unknown")
_TAKEN = re.compile(
    r"ですよね|ますよね|のに|とのこと|そうです|聞き|ますが|ですが|でしたが|ましたが|という|わけ|はず"
)  # words by which a question takes something for granted
_LEAST_RUN = 3  # characters of nouns side by side of which one may be wrong
_LOOKED_AT = 8  # places
_SPOKEN = re.compile(r"[ぁ-ん]{1,3}")  # bits of spoken words, which the analysis takes for nouns: づくり
_KINDS = tuple(Ask)
NAMES = (
    *(f"{view}_{what}" for view in VIEWS for what in _WHAT),
    "taken", "taken_topic", "taken_doing", "wanted_untyped", "wanted_typed",
    "whole", "topic", "typed", "by_name", "sought", "type_gap", "name_gap", "untyped_gap",
    "nearest", "words", "weight", *(f"asks_{k.value}" for k in _KINDS), "asks_nothing",
)  # fmt: skip
USUAL_NEARNESS = 0.93  # what counts where the model's cosines are not known: in doubt for answering


def figures(
    matter: Matter,
    asked: Asked,
    places: Sequence[Place],
    found: Together,
    weights: Mapping[Word, float],
    closest: float | None,
) -> dict[str, float]:
    """The figures by `NAMES`; `weights` is the rarity of each word (1: it stands nowhere), `closest` as in `decide`."""
    out: dict[str, float] = {}
    spelt = {w: r for w, r in weights.items() if not (r >= 1.0 and _misspelt(w, matter, places))}
    for view, known in zip(VIEWS, _views(places, found), strict=True):
        out |= {f"{view}_{what}": value for what, value in _lost(matter, spelt, known).items()}
    taken = float(_TAKEN.search(matter.text) is not None)
    typed = float(bool(found.sought))
    gap = found.topic - found.named
    out |= {
        "taken": taken,
        "taken_topic": taken * out["place_topic"],
        "taken_doing": taken * out["place_doing"],
        "wanted_untyped": (1 - typed) * out["place_all_wanted"],
        "wanted_typed": typed * out["place_all_wanted"],
        "whole": found.whole,
        "topic": found.topic,
        "typed": found.typed,
        "by_name": found.named,
        "sought": float(len(found.sought)),
        "type_gap": found.topic - found.typed,
        "name_gap": gap,
        "untyped_gap": (1 - typed) * gap,
        "nearest": USUAL_NEARNESS if closest is None else closest,
        "words": len(weights) / 10,
        "weight": sum(weights.values()) / 5,
        "asks_nothing": float(not asked.kinds),
    }
    return out | {f"asks_{k.value}": float(asked.wants(k)) for k in _KINDS}


def missed(matter: Matter, places: Sequence[Place], found: Together, weights: Mapping[Word, float]) -> str:
    """The rarest noun that neither the best statement's place nor the first place has; nothing where they have all."""
    known = _views(places, found)[-1]
    nouns = [w for w in matter.words if w.noun and not _SPOKEN.fullmatch(w.surface)]
    lost = [w for w in nouns if not any(holds(k, w) for k in known)]
    return max(lost, key=lambda w: weights[w]).surface if lost else ""


def _misspelt(word: Word, matter: Matter, places: Sequence[Place]) -> bool:
    """Whether a word that stands nowhere is a known one but for a character: 高麗者 for 高齢者."""
    if entities.misspelt(word, matter, places):
        return True
    runs = [bare(r.text) for r in matter.runs if word in r.words and len(bare(r.text)) >= _LEAST_RUN]
    for run in runs:
        at = run.find(bare(word.surface))
        for n in range(max(0, at), at + len(bare(word.surface)) if at >= 0 else 0):
            # The piece with one character before and one behind the wrong one.
            piece = re.compile(f"{re.escape(run[max(0, n - 1) : n])}.{re.escape(run[n + 1 : n + 2])}")
            if 0 < n < len(run) - 1 and any(piece.search(p.known.text) for p in places[:_LOOKED_AT]):
                return True
    return False


def _views(places: Sequence[Place], found: Together) -> tuple[tuple[Vocabulary, ...], ...]:
    first = tuple(p.known for p in places[:1])
    best = found.best
    if best is None:
        return (), (), first, first
    statement = vocabulary(f"{best.above}。{best.said}")
    return (statement,), (best.place.known,), first, (best.place.known, *first)


def _lost(matter: Matter, weights: Mapping[Word, float], known: Sequence[Vocabulary]) -> dict[str, float]:
    lost = {w: r for w, r in weights.items() if not any(holds(k, w) for k in known)}
    nouns = {w: r for w, r in lost.items() if w.noun and not _SPOKEN.fullmatch(w.surface)}
    wanted = [w for w in nouns if w in matter.wanted]
    return {
        "noun": max(nouns.values(), default=0.0),
        "wanted": max((nouns[w] for w in wanted), default=0.0),
        "topic": max((r for w, r in nouns.items() if w not in matter.wanted), default=0.0),
        "sum": sum(nouns.values()),
        "doing": max((r for w, r in lost.items() if not w.noun), default=0.0),
        "named": max((r for w, r in nouns.items() if w.named), default=0.0),
        "all_wanted": float(bool(matter.wanted) and len(wanted) == len(matter.wanted)),
        "unknown": sum(r >= 1.0 for r in nouns.values()) / 2,
    }
