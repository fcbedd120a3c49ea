"""What the assistant is not for: a clean question goes in, the reason to refuse it comes out, or None.

A request is refused by what it wants done, not by its topic: a way to do harm, what is private to another person,
words against people or for a side in politics, a decision on one person's case, advice that a doctor or lawyer must
give. Called by `assistant.guardrails.input`; pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Literal

from assistant.guardrails import private_words
from assistant.guardrails import scope_words as W  # noqa: N812 (read in the middle of patterns)
from ingest.instructions.folding import pattern
from ingest.instructions.mood import sentences
from ingest.instructions.views import views

Reason = Literal[
    "attack_help",
    "private_person",
    "discrimination",
    "political_persuasion",
    "individual_decision",
    "individual_advice",
]

_NEAR = 24  # characters between a harm and the way to do it
_HARM_MEANS = pattern(rf"{W.HARM}(?:(?!{W.AGAINST})[^。?!\n]){{0,{_NEAR}}}(?:{W.MEANS})")
_HARM_MADE = pattern(
    rf"{W.HARM}(?:(?!{W.AGAINST})[^。?!\n]){{0,{_NEAR}}}(?:を|の文面を|の案を|文を|"
    rf"文|ビラを)(?:(?!{W.AGAINST})[^。?!\n]){{0,8}}(?:{W.MAKE})"
)
_HARM_ENGLISH = re.compile(rf"{W.ENGLISH_ASK}.{{0,60}}{W.ENGLISH_HARM}|{W.ENGLISH_HARM}.{{0,30}}\bfor me\b")
_DEMEAN = pattern(
    rf"{W.DEMEAN}(?!{W.MEASURE})[^。]{{0,24}}(?:という|との|趣旨|理由|べき|文|スローガン|広報|"
    rf"主張)?[^。]{{0,20}}{W.MAKE}"
)
_PRETEXT = pattern(
    rf"{W.ADVERSE}[^。]{{0,16}}{W.PRETEXT}|{W.PRETEXT}[^。]{{0,16}}{W.ADVERSE}|"
    rf"{W.ADVERSE}[^。]{{0,6}}基準を作"
)
_PLACES = pattern(r"(?:被差別)?部落の(?:場所|所在地|地名|一覧|住所)")
_DEMEAN_ENGLISH = re.compile(rf"\b(?:write|explain|say|argue|post)\b.{{0,60}}{W.ENGLISH_DEMEAN}")
_PERSUADE = pattern(
    rf"{W.POLITICAL}[^。]{{0,24}}{W.SIDE}[^。]{{0,24}}(?:{W.SPEECH}|{W.MAKE})|"
    rf"{W.SIDE}[^。]{{0,16}}{W.POLITICAL}[^。]{{0,16}}{W.SPEECH}|"
    rf"{W.POLITICAL}[^。]{{0,30}}{W.SPEECH}[^。]{{0,10}}{W.MAKE}|(?:投票|"
    rf"票)[^。]{{0,30}}(?:説得する|呼びかける)[^。]{{0,6}}{W.SPEECH}|{W.WHOM}"
)
_PERSUADE_ENGLISH = re.compile(W.ENGLISH_POLITICAL)
_DECISION = pattern(rf"{W.CASE}[^。]{{0,30}}{W.DECIDE}[^。]{{0,16}}{W.DECIDED}|{W.VERDICT}")
_DECISION_ENGLISH = re.compile(W.ENGLISH_DECIDE)
_DECISION_FLOW = pattern(r"(?:流れ|手続き?|基準|方法|条件|書類|期間|権限)[^。]{0,8}(?:教え|知り|は|を?教)")
_ADVICE = pattern(W.ADVICE)
# Where to get advice, and what a scheme covers, is for documents to say.
_ADVICE_ELSEWHERE = pattern(r"相談(?:先|窓口|でき|したい)|どこ(?:で|に)|窓口|対象|助成|制度|手当|補助|年金|予防|検診")
_ADVICE_ENGLISH = re.compile(W.ENGLISH_ADVICE)


def refusal(question: str, read: Sequence[str] | None = None) -> Reason | None:
    """Why `question` is not answered, looked at under every disguise (`read`, if that is known), or None."""
    for view in read or views(question):
        for reason, asked in _CHECKS:
            if asked(view):
                return reason
    return None


def _attack(view: str) -> bool:
    return bool(_HARM_MEANS.search(view) or _HARM_MADE.search(view) or _HARM_ENGLISH.search(view))


def _discrimination(view: str) -> bool:
    return any(p.search(view) for p in (_DEMEAN, _PRETEXT, _PLACES, _DEMEAN_ENGLISH))


def _politics(view: str) -> bool:
    return bool(_PERSUADE.search(view) or _PERSUADE_ENGLISH.search(view))


def _decision(view: str) -> bool:
    asked = any(_DECISION.search(s) and not _DECISION_FLOW.search(s) for s in sentences(view))
    return asked or bool(_DECISION_ENGLISH.search(view))


def _advice(view: str) -> bool:
    """Advice on one case, unless the question is where to get it."""
    return bool(_ADVICE.search(view) and not _ADVICE_ELSEWHERE.search(view) or _ADVICE_ENGLISH.search(view))


_CHECKS: tuple[tuple[Reason, Callable[[str], bool]], ...] = (
    ("attack_help", _attack),
    ("private_person", private_words.asks),
    ("discrimination", _discrimination),
    ("political_persuasion", _politics),
    ("individual_decision", _decision),
    ("individual_advice", _advice),
)
