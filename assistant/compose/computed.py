"""What follows from two figures of a sentence, each with its year: their difference, with the formula.

The question and the drafts of running text go in, further drafts come out; called by the extractive composer. Nothing
is computed where it is not plain which two figures are meant: one for each of the two years, in one unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.compose.asked import Asked
from assistant.compose.draft import Draft
from assistant.verify.folding import fold
from assistant.verify.quantities import Quantity, quantities
from ingest.dates import years

_DIFFERENCE = re.compile(
    r"(?:何|いくつ|いくら|どれ(?:くらい|だけ|ほど)|どの(?:くらい|程度)).{0,8}(?:増|減|伸|多|少な|差)|増えた(?:数|人|件|分)|減った(?:数|人|件|分)|"
    r"増加(?:数|額|分|した数)|減少(?:数|額|分)|差(?:は|が|を|額)"
)
_ASIDE = re.compile(r"目標|達成率|計画")


def differences(asked: Asked, said: Sequence[Draft]) -> list[Draft]:
    """The difference between the two years of the question, of figures that one sentence gives for both."""
    wanted = sorted({y.year for y in asked.years})
    if len(wanted) != 2 or not _DIFFERENCE.search(asked.text):
        return []
    for draft in said:
        if "＝" in draft.text:
            return []
        told = list(_dated(fold(draft.text)))
        units = dict.fromkeys(q.unit for q, _ in told if q.unit)
        for unit in sorted(units, key=lambda u: u not in asked.text):
            pair = [[q for q, year in told if q.unit == unit and year == w] for w in wanted]
            if all(len(found) == 1 for found in pair) and (text := _difference(pair[0][0], pair[1][0])):
                return [Draft(text, draft.evidence)]
    return []


def _dated(text: str) -> Iterator[tuple[Quantity, int]]:
    """The figures of a text that have a year of their own in front, after the figure before; targets left out."""
    begin = 0
    for q in quantities(text):
        segment = text[begin : q.start]
        found = list(years(segment))
        if found and not _ASIDE.search(segment[found[-1].start :]) and not _ASIDE.search(segment):
            yield q, found[-1].year
        elif not found and begin and not _ASIDE.search(segment):
            # 「R5年度7事業実施決算額101,190千円」: the year holds until the next one.
            earlier = list(years(text[:begin]))
            if earlier and "/" not in segment:
                yield q, earlier[-1].year
        begin = q.end


def _difference(early: Quantity, late: Quantity) -> str:
    numbers = [_number(q) for q in (early, late)]
    if not all(numbers) or early.scale != late.scale or early.value == late.value:
        return ""
    high, low = (numbers[1], numbers[0]) if late.value > early.value else (numbers[0], numbers[1])
    places = max(len(n.partition(".")[2]) for n in numbers)
    gap = f"{abs(late.value - early.value) / late.scale:,.{places}f}"
    unit = "ポイント" if late.unit == "%" else late.text[len(numbers[1]) :]
    return f"差は、{gap}{unit}（{high}－{low}＝{gap}）です。"


def _number(q: Quantity) -> str:
    found = re.match(r"\d[\d,]*(?:\.\d+)?", q.text)
    return found.group() if found else ""
