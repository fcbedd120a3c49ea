"""Groups of people in a question: what may be left out of the search where the documents make no difference of them.

A question goes in, the places of its group words with what goes with them come out. Pure; called by
`assistant.guardrails.persons.aside`, which asks the documents. A group stays where it is described itself (働く外国人),
part of a name (女性活躍), quoted, or set beside another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.guardrails.persons import words as W  # noqa: N812 (read in the middle of patterns)
from assistant.verify.folding import bare

_QUOTED = re.compile(r"[「『“\"][^」』”\"]*[」』”\"]")
# For whom something is: what is counted is not the group.
_FOR = (
    r"(?:(?:向|む)け(?:の|に)?|のため(?:の|に)?|に対する|に対して|に向けた|にとって(?:の|は)?|への|には|にも?(?!つ|関|よ|な[るりっ])|でも|もが?|だけの|"
    r"を(?:主な)?対象(?:と(?:した|する)|に(?:した|する)))"
)
# May they? Can they? What is asked so is asked of anybody.
_MAY = (
    r"(?=[^。、]{0,24}(?:でき(?:る|ます|ない|ません)|(?:使|もら|通|行|習|払)え(?:る|ます)|(?:受け|作|入|送|借り|取|選|見|え|乗|得)ら?れ(?:る|ます|ません)|"
    r"使いやすい|対象|利用|参加|応募|申請|申し込|相談|され(?:ません|ない|ます)|いいです))"
)
_BEGIN = r"(?:^|(?<=[。、！？!?\n\s「はがをにもでと])|(?<=から)|(?<=[県市町村国内]の))"
_THING = r"(?!こと|うち|ため|場合|とき|中|間|ほう|方)"  # what belongs to them is a thing, not one of them
_NAMED = re.compile(
    rf"{_BEGIN}(?P<group>(?:{W.GROUP}の)?{W.GROUP})(?:(?:の|な)(?:{W.SOMEBODY}))?"
    rf"(?:(?P<people>の?(?={W.PEOPLE}))|(?P<gain>{_FOR}|(?:が|は)、?{_MAY})|の{_THING}|を|(?P<acts>が|は))(?![とや・])、?"
)
_STATED = re.compile(rf"{_BEGIN}(?P<group>{W.STATE})(?={W.PEOPLE}|(?:{W.SOMEBODY})|{W.YOUNGER}|{W.GENDER})")
_WHO = re.compile(
    rf"(?:{W.SOMEBODY})(?:(?P<gain>{_FOR}|(?:が|は)、?{_MAY})|の{_THING}|を|(?P<acts>が|は))(?![とや・])、?"
)
_AXES = (W.WOMAN, W.MAN), (W.DECADE, W.OLD, W.YOUNG, W.STAGE), (W.ORIGIN,), (W.DISABLED,), (W.INCOME,)
_JOINED = re.compile(rf"{W.GROUP}(?:や|と|・|及び|または|、){W.GROUP}|{W.GROUP}(?:以外|別|比|など|等)")


@dataclass(frozen=True)
class Group:
    """A group word at its place; `start` to `end` is what is left out with it."""

    word: str
    start: int
    end: int
    gains: bool = False  # it is for them: a figure that is asked is not one of theirs
    acts: bool = False  # it is they who do what is told


def named(question: str) -> list[Group]:
    """The groups that a question names beside its matter, in order; none where it sets groups side by side."""
    if _JOINED.search(question):
        return []
    quoted = [m.span() for m in _QUOTED.finditer(question)]
    found = [
        Group(m["group"], m.start("group"), m.end(), bool(m["gain"]), bool(m["acts"]))
        for m in _NAMED.finditer(question)
    ]
    for m in _STATED.finditer(question):
        who = _WHO.match(question, m.end())
        told = (bool(who["gain"]), bool(who["acts"])) if who else (False, False)
        found.append(Group(m["group"], m.start(), who.end() if who else m.end(), *told))
    apart: list[Group] = []
    for group in sorted(found, key=lambda g: (g.start, -g.end)):
        inside = any(a <= group.start < b for a, b in quoted)
        if not inside and (not apart or group.start >= apart[-1].end):
            apart.append(group)
    return [] if _compares(apart) else apart


def without(question: str, groups: list[Group]) -> str:
    """`question` without these groups and what goes with them."""
    for group in sorted(groups, key=lambda g: -g.start):
        question = question[: group.start] + question[group.end :]
    return question


def called(word: str) -> tuple[str, ...]:
    """The words under which documents may speak of a group."""
    if parts := _TWO.fullmatch(word):
        return tuple(dict.fromkeys((*called(parts[1]), *called(parts[2]))))
    for pattern, words in _CALLED:
        if re.fullmatch(pattern, word):
            return words if word in words else (word, *words)
    return (word, ABROAD) if is_abroad(word) else (word,)


@lru_cache(maxsize=512)
def mention(name: str) -> re.Pattern[str]:
    """What finds a name of a group in a bare text; 少子高齢化 is no group."""
    return re.compile(rf"(?<!少子){re.escape(bare(name))}(?!化)")


def is_abroad(word: str) -> bool:
    """Whether a group is of people from one country abroad, or who speak its language."""
    origin = re.fullmatch(W.ORIGIN, word) and not word.startswith(("日本", "外国"))
    tongue = re.match(W.TONGUE, word) and not word.startswith(("日本", "手話", "方言"))
    return bool(origin or tongue)


ABROAD = "外国人"
_TWO = re.compile(rf"({W.GROUP})の({W.GROUP})")
_CALLED = (
    (W.WOMAN, ("女性",)),
    (W.MAN, ("男性",)),
    (rf"{W.OLD}|高齢の?|年配.*", ("高齢", "シニア")),
    (rf"{W.YOUNG}|若[年い]の?", ("若者", "若年", "若手", "若い")),
    (r"外国(?:人|国籍|籍)", (ABROAD,)),
    (r"日本(?:人|国籍|籍)", ("日本人",)),
    (r"健常者", ("健常者",)),
    (rf"{W.DISABLED}|(?:障害|障がい|障碍).{{1,6}}", ("障害者", "障がい者", "障害のある")),
    (r"(?:ひとり親|一人親|シングル|母子|父子).*", ("ひとり親",)),
    (r"低所得.*", ("低所得",)),
    (r"高所得.*", ("高所得",)),
    (r"生活(?:保護|困窮).*", ("生活保護", "生活困窮")),
)


def _compares(found: list[Group]) -> bool:
    """Whether two groups of one kind are named."""
    words = {g.word for g in found}
    return any(sum(any(re.fullmatch(p, w) for p in axis) for w in words) > 1 for axis in _AXES)
