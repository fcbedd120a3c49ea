"""What an abbreviation is said to stand for, where the places have it stand for something else.

A question's matter and its places go in, a contradiction comes out. Pure; called by `assistant.silence.decide`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.silence.matter import Matter
from assistant.silence.places import Place
from assistant.silence.premises import Contradiction, sentence
from assistant.verify.folding import bare

_SAID = re.compile(
    r"(?P<short>[a-z][a-z0-9]{1,9}|[ァ-ヴー]{3,8})(?:と)?(?:は|って|が)、?[「『]?"
    r"(?P<long>[a-zァ-ヴー][a-zァ-ヴー・ \-]{5,60})[」』]?"
    r"(?:の(?:略|頭文字|頭字)|を(?:略し|縮め))"
)
_BRACKETED = re.compile(r"(?<![a-z])(?P<short>[a-z][a-z0-9]{1,9})\((?P<long>[一-鿿ァ-ヴーa-z・ \-]{4,60})\)")
_ALIAS = re.compile(r"(?<![a-z])「?(?P<short>[a-z][a-z0-9]{2,9})」?こと[「、]?(?P<long>[一-鿿ァ-ヴーa-zの]{4,40})")
_READING = re.compile(r"\([一-鿿ァ-ヴーa-z ・]{6,}")
_BEGIN = 4  # letters that both must begin with to be two readings of one abbreviation
_NEAR = 60  # characters from an abbreviation to what it stands for


def expansions(matter: Matter, every: Sequence[Place]) -> Contradiction | None:
    """A reading of an abbreviation that no place has, where one gives another."""
    for asked in _SAID.finditer(matter.text):
        if found := _other(asked["short"], bare(asked["long"]), every, alike=True):
            return Contradiction(asked["long"], *found)
    for asked in _BRACKETED.finditer(matter.text):
        if found := _other(asked["short"], bare(asked["long"]), every, alike=False):
            return Contradiction(asked["long"], *found)
    for asked in _ALIAS.finditer(matter.text):
        if found := _named(asked["short"], bare(asked["long"]), every):
            return Contradiction(asked["long"], *found)
    return None


def _other(short: str, long: str, every: Sequence[Place], *, alike: bool) -> tuple[Place, str] | None:
    """The place where an abbreviation has another reading (one that begins alike, or in brackets behind it)."""
    telling = [p for p in every if short in p.text]
    if any(long in p.known.text for p in telling) or len(long) <= 2 * _BEGIN and alike:
        return None
    for place in telling:
        for at in re.finditer(rf"(?<![a-z]){re.escape(short)}(?![a-z])", place.text):
            around = bare(place.text[max(0, at.start() - _NEAR) : at.end() + _NEAR])
            if long[:_BEGIN] in around if alike else _READING.match(place.text, at.end()):
                return place, sentence(place.text, at.start())
    return None


def _named(short: str, long: str, every: Sequence[Place]) -> tuple[Place, str] | None:
    """The place that calls something else by a name: (通称SWAN) behind it."""
    called = re.compile(rf"[(（「](?:通称|愛称|略称|以下)?:?「?{re.escape(short)}")
    telling = [(p, m) for p in every if (m := called.search(p.text))]
    if not telling or any(long in p.known.text and short in p.text for p in every):
        return None
    place, at = telling[0]
    return place, sentence(place.text, at.start())
