"""How likely it is that the documents answer, from how well the best places fit: the calibrated part of the decision.

A question's matter and its places go in, a figure in logits comes out (above 0: rather silent); called where no check
of this package has found a reason. Shares of words over whole places are reckoned here, what single statements lack in
`lost` and `together`. `python -m evals.calibrate` fits the weights.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields

from assistant.compose.asked import Ask, Asked
from assistant.silence import lost
from assistant.silence.corpus import Corpus
from assistant.silence.matter import Matter
from assistant.silence.places import Place, holds
from assistant.silence.together import Together
from assistant.silence.weights import BIAS, ENTRY_THRESHOLD, THRESHOLD, WEIGHTS
from assistant.verify.folding import bare
from assistant.verify.words import Word

_TOP = 8
_WANTED = {
    Ask.FIGURE: re.compile(r"\d"),
    Ask.WHEN: re.compile(r"\d\s*年|\d\s*月|[rh]\d|年度|\d日"),
    Ask.WHO: re.compile(r"[課局部室会](?![目員議題])|本部|委員|氏|知事|教授|主体|大学|社(?!会)|団体"),
}


@dataclass(frozen=True)
class Features:
    """What the score weighs; all lie between 0 and about 1. Shares are weighed by the words' rarity."""

    best: float  # share of the question's words that the best place holds
    union: float  # share that the best places hold together
    missing: float  # the rarest noun that no place holds
    vague: float  # the same, by how little of the question the best place holds
    named: float  # the rarest name or loan word that no place holds
    doing: float  # share of verbs and adjectives that no place holds
    unknown: float  # share of words that stand nowhere in the corpus
    apart: float  # share of neighbouring nouns that stand side by side in no place
    wanted: float  # share of what is asked for that the best places lack
    quoted: float  # 1 where a name in quotation marks stands in no place
    elsewhere: float  # by how much another publisher's best place holds more
    sounds: float  # share of the question's sounds that the best passage holds
    kinds: float  # 1 where the best places hold no figure, time or office, and one is asked for
    few: float  # near 1 for questions of few words


NAMES = (*(f.name for f in fields(Features)), *lost.NAMES)


def score(figures: Mapping[str, float], *, entry: bool = False) -> float:
    """Logits of "the documents do not answer" above the threshold chosen: silent where positive.

    `entry`: a short entry (FAQ) comes first, which shares fewer words with questions that it answers.
    """
    limit = ENTRY_THRESHOLD if entry else THRESHOLD
    return BIAS + sum(WEIGHTS[n] * figures[n] for n in NAMES) - limit


def figures(
    question: str,
    matter: Matter,
    asked: Asked,
    places: Sequence[Place],
    corpus: Corpus,
    named: Sequence[str],
    found: Together,
    closest: float | None,
) -> dict[str, float]:
    """All figures of a question by `NAMES`; `named` are the publishers that it means, `closest` as in `decide`."""
    weights = {w: corpus.rarity(w) for w in matter.words}
    whole = asdict(features(question, matter, asked, places, corpus, named))
    return {**whole, **lost.figures(matter, asked, places, found, weights, closest)}


def features(
    question: str, matter: Matter, asked: Asked, places: Sequence[Place], corpus: Corpus, named: Sequence[str]
) -> Features:
    """The figures of whole places."""
    weights = {w: corpus.rarity(w) for w in matter.words}
    top = places[:_TOP]
    held = {w for w in weights if any(holds(p.known, w) for p in top)}
    missed = {w: r for w, r in weights.items() if not any(holds(p.known, w) for p in places)}
    nouns = [w for w in weights if w.noun]
    best = max((p.share for p in top), default=0.0)
    missing = max((r for w, r in missed.items() if w.noun), default=0.0)
    return Features(
        best=best,
        union=_share(held, weights),
        missing=missing,
        vague=missing * (1.0 - best),
        named=max((r for w, r in missed.items() if w.noun and w.named), default=0.0),
        doing=_share([w for w in missed if not w.noun], {w: r for w, r in weights.items() if not w.noun}),
        unknown=_share([w for w in missed if not corpus.frequency(w)], weights),
        apart=_apart(matter, places),
        wanted=_wanted(matter.wanted, places, corpus),
        quoted=float(any(not _quoted(q, matter, places) for q in matter.quoted)),
        elsewhere=_elsewhere(nouns, corpus, named),
        sounds=corpus.sounds(question),
        kinds=_kinds(asked, places[:3]),
        few=1.0 / (1.0 + sum(weights.values())),
    )


def _quoted(name: str, matter: Matter, places: Sequence[Place]) -> bool:
    """Whether a place has a quoted name, or all the words of it."""
    words = [w for w in matter.words if w.surface in name]
    whole = len(words) > 1 and any(all(holds(p.known, w) for w in words) for p in places[:3])
    return whole or any(bare(name) in p.known.text for p in places)


def _share(held: set[Word] | Sequence[Word], weights: dict[Word, float]) -> float:
    total = sum(weights.values())
    return sum(weights[w] for w in held) / total if total else 0.0


def _apart(matter: Matter, places: Sequence[Place]) -> float:
    pairs = [(a, b) for run in matter.runs for a, b in zip(run.words, run.words[1:], strict=False) if a.end == b.start]
    texts = [p.known.text for p in places[:_TOP]]
    return (
        sum(not any(bare(a.surface + b.surface) in t for t in texts) for a, b in pairs) / len(pairs) if pairs else 0.0
    )


def _wanted(words: Sequence[Word], places: Sequence[Place], corpus: Corpus) -> float:
    """What is missing of the thing asked for where the rest of the question stands."""
    best = max((p.share for p in places[:_TOP]), default=0.0)
    near = [p for p in places[:_TOP] if p.share >= 0.7 * best]
    weights = {w: corpus.rarity(w) for w in words}
    return _share([w for w in weights if not any(holds(p.known, w) for p in near)], weights)


def _elsewhere(nouns: Sequence[Word], corpus: Corpus, named: Sequence[str]) -> float:
    if not named:
        return 0.0
    own = max((corpus.covered(nouns, p)[0] for p in named), default=0.0)
    other = max((corpus.covered(nouns, p)[0] for p in corpus.publishers if p not in named), default=0.0)
    return max(0.0, other - own)


def _kinds(asked: Asked, places: Sequence[Place]) -> float:
    wanted = [pattern for kind, pattern in _WANTED.items() if kind in asked.kinds]
    return float(any(not any(p.search(place.text) for place in places) for p in wanted))
