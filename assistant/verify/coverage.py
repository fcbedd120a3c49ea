"""Whether the evidence has the content words of a claim, above all those of what the claim is about.

Free rewordings bring a few words along; a claim about something else brings its subject.
"""

from __future__ import annotations

from functools import lru_cache

from assistant.verify import comparisons
from assistant.verify.claim import Claim
from assistant.verify.evidence import Evidence
from assistant.verify.lexicon import RECKONING
from assistant.verify.model import Fault, Kind
from assistant.verify.words import Word, analysed, content_words

MOST_UNCOVERED = 0.2  # share of the weight of words that need not stand in the evidence
MOST_UNCOVERED_NOUNS = 0.14  # share of the nouns: an invented thing weighs more than another way to say something
_DOING = 0.5  # weight of verbs and adjectives against nouns
_NEAR = 0.35  # share that quotation and context alone must have: the heading path alone carries nothing


def faults(claim: Claim, evidence: Evidence, reckons: bool = False) -> list[Fault]:
    """Words of the subject that stand nowhere, and all uncovered words where there are too many of them.

    A claim that `reckons` (shows a formula) may name what it computes.
    """
    words = [w for w in claim.words if not w.named and not comparisons.compares(w.form)]
    words = [w for w in words if not (reckons and w.form in RECKONING)]
    missing = [w for w in words if not evidence.words.holds(w)]
    topic = _topic_end(claim.rest)
    about = [w for w in missing if w.noun and w.end <= topic]
    if about:
        return [Fault(Kind.SUBJECT, w.surface) for w in about]
    nouns = [w for w in claim.words if w.noun]
    total = sum(_weight(w) for w in claim.words)
    much = sum(_weight(w) for w in missing) > MOST_UNCOVERED * total
    if (
        much
        or _replaced(claim.words, missing, evidence)
        or sum(w.noun for w in missing) > MOST_UNCOVERED_NOUNS * len(nouns)
        or _said(words) in missing
    ):
        return [Fault(Kind.WORDS, w.surface) for w in missing]
    far = [w for w in words if not evidence.near.holds(w)]
    if sum(_weight(w) for w in far) > (1 - _NEAR) * total:
        return [Fault(Kind.WORDS, w.surface) for w in far]
    return []


def _replaced(words: list[Word], missing: list[Word], evidence: Evidence) -> bool:
    """Whether an uncovered noun stands where the evidence, between the very same words, has another one."""
    gone = set(missing)
    told = {t for text in evidence.texts for t in _around(text)}
    return any(
        word.noun and word in gone and (before.form, behind.form) in told
        for before, word, behind in zip(words, words[1:], words[2:], strict=False)
    )


@lru_cache(maxsize=4096)
def _around(text: str) -> frozenset[tuple[str, str]]:
    """The pairs of content words of a folded text that have one content word between them."""
    forms = [w.form for w in content_words(text)]
    return frozenset(zip(forms, forms[2:], strict=False))


def _said(words: list[Word]) -> Word | None:
    """The last doing of a sentence: what it says of its subject."""
    return next((w for w in reversed(words) if not w.noun), None)


def _weight(word: Word) -> float:
    return 1.0 if word.noun else _DOING


def _topic_end(text: str) -> int:
    """Where the topic of a sentence ends: its first は or について outside brackets; 0 where there is none."""
    depth = 0
    units = analysed(text)
    for m, behind in zip(units, (*units[1:], None), strict=True):
        depth += sum(c in "「『(【" for c in m.surface) - sum(c in "」』)】" for c in m.surface)
        about = m.surface == "に" and behind is not None and behind.surface in ("つい", "関し")
        if depth <= 0 and m.pos[0] == "助詞" and (m.surface == "は" or about):
            return m.start
    return 0
