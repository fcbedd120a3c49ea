"""Does a plain sentence say what the original says, as far as code can tell.

Both go in, what is wrong comes out: what the verifier finds (figures, names, denials, limits, tense), the number of
denials, plans and needs that are told as such, length, and words from outside. An explanation in brackets behind a word
of the original may bring words along. Pure; called by `assistant.rendering`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose import overlap
from assistant.rendered import denials
from assistant.rendered.marks import bare
from assistant.verify import polarity
from assistant.verify.claims import check
from assistant.verify.folding import fold
from assistant.verify.model import Kind, Support
from assistant.verify.words import Word, analysed, content_words, vocabulary, vocabulary_of

# What plain words must not change; other words they may.
_HARD = frozenset(
    (Kind.NUMBER, Kind.UNIT, Kind.YEAR, Kind.DATE, Kind.NAME, Kind.PUBLISHER, Kind.NEGATION, Kind.COMPARISON)
)
_HARDER = _HARD | {Kind.TENSE, Kind.LABEL}
_LIKE = 0.3  # of the pairs of the words of a sentence that its plain version keeps
_SHORTEST, _LONGEST, _SLACK = 0.5, 2.5, 20  # of the length of a sentence
_NEW = 0.4  # share of the nouns that may come from outside, explanations aside
_GLOSS = re.compile(r"(?<=[^\s(])\([^()]{1,40}\)")
_KEPT = (
    (r"検討", r"検討|考え|話し合|調べ"),
    (r"予定|見込", r"予定|見込|つもり|でしょう|はず|そうで|思われ|考えられ"),
    (r"目指|めざ", r"目指|めざ|目標|ように(?:する|し)|たい"),
    (r"必要(?:が|で|と)|求められ|欠かせ", r"必要|要る|いります|求め|なければ|なくては|大切|大事|べき|欠かせ|ほしい"),
    (r"懸念|おそれ|恐れ|心配", r"懸念|心配|おそれ|恐れ|不安|かもしれ"),
    (r"リスク", r"リスク|心配|おそれ|恐れ|危|かもしれ"),
    (r"努め", r"努め|努力|がんば|頑張|力を入れ|しようと"),
    (r"可能性|かもしれ", r"可能性|かもしれ|こともあ|ことがあ"),
)


def faults(source: str, reply: str, restored: str, support: Sequence[Support]) -> list[str]:
    """What of a masked sentence its masked plain version does not keep, in stable words; `restored`: without marks."""
    given, told = fold(bare(source, "甲")), fold(bare(reply, "甲"))
    own = _GLOSS.sub("", told)
    checks = {
        "form": not _ends(own),
        "length": not _SHORTEST * len(given) - 5 <= len(own) <= _LONGEST * len(given) + _SLACK,
        "likeness": overlap.share(overlap.pairs(bare(source)), bare(reply)) < _LIKE,
        "denial": not denials.meet(polarity.denials(given), polarity.denials(own)),
        "modality": any(re.search(a, given) and not re.search(b, told) for a, b in _KEPT),
        "verifier": any(fault.kind in _HARDER for fault in check(restored, support).faults),
        "invented": _invents(given, told, support),
    }
    return [word for word, wrong in checks.items() if wrong]


def _ends(text: str) -> bool:
    """Whether a text ends as a sentence does: no particle, no verb that goes on."""
    units = analysed(text.rstrip("。!"))
    last = units[-1] if units else None
    return (
        last is not None
        and last.pos[0] != "助詞"
        and not (last.pos[0] in ("動詞", "形容詞") and "連用形" in last.pos[5])
    )


def _invents(given: str, told: str, support: Sequence[Support]) -> bool:
    """Whether too many nouns come from outside, a name or loan word does, or a sentence has no word of the original."""
    known = vocabulary(given) | vocabulary_of([t for s in support for t in (s.quote, *s.context, *s.path)])
    glosses = [m.span() for m in _GLOSS.finditer(told)]
    words = [w for w in content_words(told) if not any(a <= w.start < b for a, b in glosses)]
    new = [w for w in words if not known.holds(w)]
    nouns = [w for w in words if w.noun]
    if any(w.named for w in new) or sum(w.noun for w in new) > max(1, _NEW * len(nouns)):
        return True
    return any(not _rests(sentence, known_words=words, new=new, at=at) for at, sentence in _sentences(told))


def _rests(sentence: str, *, known_words: Sequence[Word], new: Sequence[Word], at: int) -> bool:
    """Whether a sentence has a word of the original; one without any word of its own says nothing."""
    own = [w for w in known_words if at <= w.start < at + len(sentence)]
    return not own or any(w not in new for w in own)


def _sentences(text: str) -> list[tuple[int, str]]:
    return [(m.start(), m[0]) for m in re.finditer(r"[^。]+。?", text)]
