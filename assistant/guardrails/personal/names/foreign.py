"""Whether words in katakana or Latin letters are a foreign name, and no firm, product or trade. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.guardrails.personal.names.lexicon import KATAKANA, LATIN, Token, uses

_GLUE = re.compile(r"[ 　・=]+")
SHORT, LONG = 3, 6  # characters: up to SHORT a part may be a common word too, over LONG a lone unknown word is a product


def parts_of(tokens: Sequence[Token]) -> list[str]:
    """The parts of a run of katakana or Latin words, however it was cut into morphemes; empty for anything else."""
    words = [w for w in _GLUE.split("".join(t.text for t in tokens)) if w]
    return words if words and all(KATAKANA.fullmatch(w) or LATIN.fullmatch(w) for w in words) else []


def is_name(parts: Sequence[str]) -> bool:
    """Whether the parts are a name: one of them known as one, or several that no dictionary knows."""
    kinds = [uses(p) for p in parts]
    known_as_name = [k.person or k.given or k.surname for k in kinds]
    if any(k.other and not name for k, name in zip(kinds, known_as_name, strict=True)):
        return False
    if len(parts) == 1:
        return _is_alone(parts[0])
    if all(LATIN.fullmatch(p) for p in parts):
        return any(known_as_name) or not all(p.isupper() for p in parts)
    words = [p for p, k, name in zip(parts, kinds, known_as_name, strict=True) if k.common and not name and len(p) > SHORT]
    return not words and (any(known_as_name) or len(parts) > 2 or not any(k.known and len(p) > SHORT for p, k in zip(parts, kinds, strict=True)))


def may_be_name(parts: Sequence[str], *, reading: bool = False) -> bool:
    """Whether parts behind a firm cue may be a name; `reading`: the cue asks for how a name is read."""
    if reading and len(parts) > 1:
        return True
    if len(parts) > 1 and all(LATIN.fullmatch(p) for p in parts):
        return True
    return all(len(p) > 1 and (uses(p).person or uses(p).given or not (uses(p).common or uses(p).other)) for p in parts)


def _is_alone(word: str) -> bool:
    use = uses(word)
    if len(word) < 2 or word.isupper() or use.common:
        return False
    return use.person or use.given or use.surname or (not use.known and 2 < len(word) <= LONG)
