"""Whether words in katakana or Latin letters are a foreign name, and no firm, product or trade. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.guardrails.personal.names.lexicon import KATAKANA, LATIN, Token, uses

_GLUE = re.compile(r"[ 　・=]+")
MOST, LONGEST = 4, 9  # parts of a name, characters of one
SHORT, LONG = (
    3,
    6,
)  # characters: up to SHORT a part may be a common word too, over LONG a lone unknown word is a product


def parts_of(tokens: Sequence[Token]) -> list[str]:
    """The parts of a run of katakana or Latin words, however it was cut into morphemes; empty for anything else."""
    words = [w for w in _GLUE.split("".join(t.text for t in tokens)) if w]
    return words if words and all(KATAKANA.fullmatch(w) or LATIN.fullmatch(w) for w in words) else []


def is_name(parts: Sequence[str]) -> bool:
    """Whether the parts are a name: one of them known as one, or several that no dictionary knows."""
    kinds = [uses(p) for p in parts]
    known_as_name = [k.person or k.given or k.surname for k in kinds]
    if len(parts) == 1:
        return _is_alone(parts[0])
    if len(parts) > MOST or any(len(p) > LONGEST for p in parts):
        return False
    latin = all(LATIN.fullmatch(p) for p in parts)
    if not (latin and any(known_as_name)) and any(k.other and not n for k, n in zip(kinds, known_as_name, strict=True)):
        return False
    if latin:
        return any(known_as_name) or not any(k.common or p.isupper() for k, p in zip(kinds, parts, strict=True))
    long = [(k, name) for p, k, name in zip(parts, kinds, known_as_name, strict=True) if len(p) > SHORT]
    if any(k.common and not name for k, name in long):
        return False
    return any(known_as_name) or len(parts) > 2 or not any(k.known for k, _ in long)


def may_be_name(parts: Sequence[str], *, reading: bool = False) -> bool:
    """Whether parts behind a firm cue may be a name; `reading`: the cue asks for how a name is read."""
    if reading and len(parts) == 2:
        return True
    if len(parts) > 1 and all(LATIN.fullmatch(p) for p in parts):
        return not all(uses(p).common for p in parts)
    return all(len(p) > 1 and (uses(p).person or uses(p).given or not (uses(p).common or uses(p).other)) for p in parts)


def _is_alone(word: str) -> bool:
    use = uses(word)
    if len(word) < 2 or word.isupper() or use.common or (use.other and not (use.person or use.given or use.surname)):
        return False
    return use.person or use.given or use.surname or (not use.known and 2 < len(word) <= LONG)
