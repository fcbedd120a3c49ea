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
    r"(?P<short>[a-z][a-z0-9]{1,9}|[ァ-ヴー]{3,8})(?:と)?(?:は|って|が)、?[「『]?(?P<long>[a-zァ-ヴー][a-zァ-ヴー・ \-]{5,60})[」』]?"
    r"(?:の(?:略|頭文字|頭字)|を(?:略し|縮め))"
)
_BEGIN = 4  # letters that both must begin with to be two readings of one abbreviation
_NEAR = 60  # characters from an abbreviation to what it stands for


def expansions(matter: Matter, every: Sequence[Place]) -> Contradiction | None:
    """A reading of an abbreviation that no place has, where one gives another that begins alike."""
    for asked in _SAID.finditer(matter.text):
        long = bare(asked["long"])
        telling = [p for p in every if asked["short"] in p.text]
        if any(long in p.known.text for p in telling):
            continue
        for place in telling:
            for at in re.finditer(re.escape(asked["short"]), place.text):
                around = bare(place.text[max(0, at.start() - _NEAR) : at.end() + _NEAR])
                if len(long) > 2 * _BEGIN and long[:_BEGIN] in around:
                    return Contradiction(asked["long"], place, sentence(place.text, at.start()))
    return None
