"""Whether a further sentence is worth its place: the chance that it brings something asked for that is not said yet.

Features of the next best sentence go in, a yes or no comes out; called by `assistant.compose.prose`. The weights are of
a logistic regression, learnt by `python -m evals.enough`, which leaves whole question sets out to measure them;
features look at scores, at words of the question that are still open and at the question's form, never at a matter.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from assistant.compose import grammar
from assistant.compose.asked import Ask, Asked
from ingest.normalise import nfkc

LEAST = 0.06  # the chance from which a sentence is told
LEAST_OF_SEVERAL = 0.03  # the same where a question asks for more than one thing
LEAST_IN_PART = 0.08  # the same in one part of a longer answer
BIAS = -1.04
WEIGHTS = {
    "gap": 3.59,  # its score against the first sentence's (negative)
    "opens": 2.65,  # share of the question's words that it is the first to have
    "same_place": 0.21,  # under the headings of the first sentence
    "told": -0.23,  # sentences that are told already
    "leans": -1.72,  # begins with また, これ, その, …
    "figure": -0.33,  # a figure is asked for
    "list": 0.78,  # a list is
    "why": 0.71,  # a reason is
    "joints": 0.21,  # question words and joints of the question, a third of their number
    "compare": -0.02,  # things are compared
}
_SEVERAL = re.compile(
    r"また|それと|あわせて|併せて|(?:も|まで)(?:教え|知り|含め|お願い|示)|とその|、その|それぞれ|両方|[2-9二三四五]つ"
    r"|(?:と|や|および|及び|、)[^、。?]{1,20}(?:と|や)?を?(?:教え|知り|お願い|示し|挙げ)"
)
_JOINTS = re.compile(r"いつ|何|どこ|誰|だれ|どの|どれ|どう|どんな|なぜ|いくら|いくつ|それぞれ|また|、|と")
_LEANS = re.compile(r"また|さらに|加えて|これ|その|それ|この|こう|そこで|なお|一方|しかし")
_REFERS = re.compile(r"(?:これ|それ)(?:ら)?[はがをにでも、]|その(?!ため|他|ほか|後|際|結果|一方|うち|中)|そこ(?!で)")


def features(asked: Asked, gap: float, opens: float, told: int, text: str, *, same_place: bool) -> dict[str, float]:
    """What is known of a further sentence `text` when `told` sentences are told."""
    return {
        "gap": gap,
        "opens": opens,
        "same_place": float(same_place),
        "told": float(told),
        "leans": float(_LEANS.match(nfkc(text)) is not None),
        "figure": float(asked.wants(Ask.FIGURE)),
        "list": float(asked.wants(Ask.LIST)),
        "why": float(asked.wants(Ask.WHY)),
        "joints": len(_JOINTS.findall(asked.text)) / 3,
        "compare": float(asked.wants(Ask.COMPARE)),
    }


def least(asked: Asked, *, part: bool) -> float:
    """The chance from which a sentence is told, in one `part` of a longer answer or in all of one."""
    if part:
        return LEAST_IN_PART
    return LEAST_OF_SEVERAL if _asks_several(asked.text) else LEAST


def _asks_several(text: str) -> bool:
    clauses = re.split("[、。?]", text)
    return sum(grammar.QUESTION.search(c) is not None for c in clauses) > 1 or _SEVERAL.search(text) is not None


def is_worth(found: Mapping[str, float], least: float = LEAST) -> bool:
    """Whether the chance that a sentence brings something new is high enough."""
    return 1 / (1 + math.exp(-(BIAS + sum(WEIGHTS[name] * value for name, value in found.items())))) >= least


def refers_back(text: str) -> bool:
    """Whether a sentence opens with a word for what was said before it: not to be shown without that."""
    return _REFERS.match(nfkc(text).lstrip("・●○■ 　")) is not None
