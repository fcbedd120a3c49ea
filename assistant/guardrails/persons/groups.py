"""Groups of people in a question: what may be left out of the search where the documents make no difference of them.

A question goes in, the places of its group words with what goes with them come out. Pure; called by
`assistant.guardrails.persons.aside`, which asks the documents. A group stays where the sentence is about it: an
object (若者を守る), a group that is described itself (働く外国人), part of a name (女性活躍).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.guardrails.persons import words as W  # noqa: N812 (read in the middle of patterns)

_QUOTED = re.compile(r"[「『“\"][^」』”\"]*[」』”\"]")
# May they? Can they? What is asked so is asked of anybody.
_MAY = (
    r"(?=[^。、]{0,24}(?:でき(?:る|ます|ない|ません)|(?:使|もら|通|行|習|払)え(?:る|ます)|(?:受け|作|入|送|借り|取|選|見|え|乗|得)ら?れ(?:る|ます|ません)|"
    r"使いやすい|対象|利用|参加|応募|申請|申し込|相談|され(?:ません|ない|ます)|いいです))"
)
_NAMED = re.compile(
    rf"(?:^|(?<=[。、！？!?\n\s「はがをにもでと]))(?P<group>{W.GROUP})(?:(?:の|な)(?:{W.SOMEBODY}))?"
    rf"(?:(?=の?{W.PEOPLE})の?|向けの?|向けに|のための?|のために|に対する|に対して|にとって(?:の|は)?|への|には|でも|にも|だけの|"
    rf"の|に(?!つ|関|よ)|(?:が|は|も)、?{_MAY}|(?P<acts>が|は))(?![とや・])、?"
)
_AXES = (W.WOMAN, W.MAN), (W.DECADE, W.OLD, W.YOUNG), (W.ORIGIN,)
_JOINED = re.compile(rf"{W.GROUP}(?:や|と|・|及び|または|、){W.GROUP}|{W.GROUP}(?:以外|別|比|など|等)")


@dataclass(frozen=True)
class Group:
    """A group word at its place; `start` to `end` is what is left out with it."""

    word: str
    start: int
    end: int
    acts: bool = False  # the group is what the sentence tells of: 若者が減る


def named(question: str) -> list[Group]:
    """The groups that a question names beside its matter; none where it sets groups side by side."""
    if _JOINED.search(question):
        return []
    quoted = [m.span() for m in _QUOTED.finditer(question)]
    found = [
        Group(m["group"], m.start("group"), m.end(), bool(m["acts"]))
        for m in _NAMED.finditer(question)
        if not any(a <= m.start() < b for a, b in quoted)
    ]
    return [] if _compares(found) else found


def without(question: str, group: Group) -> str:
    """`question` without the group and what goes with it."""
    return question[: group.start] + question[group.end :]


def called(word: str) -> tuple[str, ...]:
    """The words under which documents may speak of a group."""
    for pattern, words in _CALLED:
        if re.fullmatch(pattern, word):
            return words
    return (word,)


def is_abroad(word: str) -> bool:
    """Whether a group is of people from one country abroad."""
    return bool(re.fullmatch(W.ORIGIN, word)) and not word.startswith(("日本", "外国"))


_CALLED = (
    (W.WOMAN, ("女性",)),
    (W.MAN, ("男性",)),
    (W.OLD, ("高齢者", "シニア")),
    (W.YOUNG, ("若者", "若年", "若手")),
    (r"外国(?:人|国籍|籍)", ("外国人",)),
    (r"日本(?:人|国籍|籍)", ("日本人",)),
)


def _compares(found: list[Group]) -> bool:
    """Whether two groups of one kind are named."""
    words = {g.word for g in found}
    return any(sum(any(re.fullmatch(p, w) for p in axis) for w in words) > 1 for axis in _AXES)
