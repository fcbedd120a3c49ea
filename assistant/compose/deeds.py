"""What is done in a field rather than how it stands there, where the question asks for what is done.

Candidates go in, best first, and come out in the order that fits the question; called by `extractive` and `beside`. A
field of a plan has a part on its situation (【現状・課題】, 【背景・課題】) and one on what is done (【取組方針】,
【主な取組み】), in nearly the same words. Question words tell which is meant; where they tell neither, nothing moves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol, TypeVar

from assistant.compose.asked import Ask, Asked
from ingest.normalise import nfkc
from vectorstore.codec import StoredPassage


class Placed(Protocol):
    """What can be said, with its passage and how well it fits."""

    @property
    def stored(self) -> StoredPassage:
        """The passage it is of."""

    @property
    def score(self) -> float:
        """How well it fits."""


Said = TypeVar("Said", bound=Placed)

WITHIN = 1.0  # how far below the situation's best sentence the best one on what is done may score
_SITUATION = re.compile(r"(?:^|[【<〈《\[(]|における|をめぐる)(?:現状|背景|課題)")
_DONE = re.compile(
    r"(?:^|[【<〈《\[(])(?:(?:主な|今後の|具体的な)?(?:取組|取り組み)(?!.*成果)|施策|対策|今後の(?:方向|対応|方針))"
)
_ASKS_DONE = re.compile(
    r"(?:何|なに)(?:か|を|が)?[^、。?]{0,8}(?:する|しよう|します|してい|してく|やる|やって|やり|進め|行[うい]|目指|めざ|つもり|考え)"
    r"|(?:どう|どのように|どうやって|どんなふうに)[^、。?]{0,12}(?:する|し(?:ます|てい|よう)|使|活用|生か|活か|対応|支援|取り組|進め|防|守|育|増や|減ら|解決|いく)"
    r"|(?:どんな|どのような|どういう|どういった)(?:こと|取組|取り組み|対策|支援|施策|方法|工夫|手)(?!が(?:課題|問題))"
    r"|(?:対策|取組|取り組み|支援策|施策|方針|対応)(?:は|を|って|とし)|つもり|方法|やり方|(?:する|やる|取り組む)こと(?:は|を|$|[?。])"
)
_ASKS_SITUATION = re.compile(r"課題|問題|現状|現在|状況|背景|困って|不足|悩|どうなって|懸念|必要(?:な|と|が)")


def wanted(asked: Asked) -> bool:
    """Whether a question is for what is done, or meant to be done."""
    if asked.wants(Ask.WHY, Ask.FIGURE, Ask.WHEN, Ask.DEFINITION) or _ASKS_SITUATION.search(asked.text):
        return False
    return _ASKS_DONE.search(asked.text) is not None


def field(asked: Asked, found: Sequence[Said]) -> tuple[str, ...]:
    """The field of the best candidate where it tells of the situation though what is done is asked for; or nothing."""
    return _field(found[0], _SITUATION) if found and wanted(asked) else ()


def first(own: tuple[str, ...], found: Sequence[Said], further: Sequence[Said]) -> list[Said]:
    """The candidates with what is done in the field `own` in place of its situation, where `further` ones tell it."""
    done = [c for c in further if _field(c, _DONE) == own and c.score >= found[0].score - WITHIN]
    if not done:
        return list(found)
    others = [c for c in found if _field(c, _SITUATION) != own and c not in done]
    return sorted([*done, *others], key=lambda c: -c.score)


def _field(candidate: Placed, part: re.Pattern[str]) -> tuple[str, ...]:
    """The headings above the part of a field that a candidate stands in, the document's id in front; none elsewhere."""
    path = candidate.stored.passage.path
    at = next((n for n, heading in enumerate(path) if n and part.search(nfkc(heading))), 0)
    return (candidate.stored.source.id, *path[:at]) if at else ()
