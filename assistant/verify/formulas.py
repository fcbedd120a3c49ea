"""Figures that a sentence computes and shows how: 「43箇所（1,023－980＝43）」, 「達成率は59.1％（1,023÷1,731×100）」.

Formulas of a claim come out with what they compute; their arithmetic must hold at the precision shown, and their
operands must stand in the evidence. The number that closes an enumeration (①…、②…の2件です) is counted likewise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.verify.claim import Claim
from assistant.verify.evidence import Evidence
from assistant.verify.folding import CIRCLED
from assistant.verify.model import Fault, Kind
from assistant.verify.quantities import Quantity, same_value, units_agree

_SIGNS = {"+": "+", "-": "-", "×": "*", "*": "*", "÷": "/"}
_RATIOS = frozenset(("", "%", "倍"))
_SHARE = 100.0
_COUNTED = frozenset(("件", "つ", "個"))
_CLOSES = re.compile(r"です。?$")
_ENUMERATED = re.compile(r"「[^「」]+」(?:、「[^「」]+」)+の$")


@dataclass(frozen=True)
class Computed:
    """A formula: `[start, end)` of its brackets, its operands, its value, and the figures that show the result."""

    start: int
    end: int
    operands: tuple[Quantity, ...]
    value: float
    divides: bool
    results: tuple[Quantity, ...]
    right: bool


def formulas(claim: Claim) -> list[Computed]:
    """The formulas of a claim; brackets that hold anything else are none."""
    return [found for start, end in _brackets(claim.rest) if (found := _formula(claim, start, end))]


def faults(found: list[Computed], evidence: Evidence) -> list[Fault]:
    """Formulas whose arithmetic is wrong, and operands that the evidence does not have."""
    out: list[Fault] = []
    for one in found:
        if not one.right:
            out.extend(Fault(Kind.FORMULA, q.text) for q in one.results)
        for q in one.operands:
            if not (same_value(q.value, _SHARE) and one.divides) and not _stands(q, one, evidence):
                out.append(Fault(Kind.NUMBER, q.text))
        out.extend(Fault(Kind.FORMULA, q.text) for q in one.results if not _may_be(q, one, evidence))
    return out


def _carried(q: Quantity, evidence: Evidence) -> bool:
    return any(g.carriers(q) for g in evidence.groups)


def _stands(operand: Quantity, found: Computed, evidence: Evidence) -> bool:
    """Whether the evidence has an operand, a bare one also in the unit of the result: 39千円（129－90）."""
    scaled = [r for r in found.results if not operand.unit and r.scale != 1 and r.unit]
    told = [replace(operand, value=operand.value * r.scale, unit=r.unit) for r in scaled]
    return _carried(operand, evidence) or any(_carried(q, evidence) for q in told)


def _may_be(result: Quantity, found: Computed, evidence: Evidence) -> bool:
    """Whether a difference or sum is told in the unit in which the evidence has the bare operands."""
    if found.divides or not result.unit or (result.unit == "ポイント"):
        return True
    bare = [q for q in found.operands if not q.unit and _carried(q, evidence)]
    told = [replace(q, value=q.value * scale, unit=result.unit) for q in bare for scale in {1.0, result.scale}]
    return not bare or any(_carried(q, evidence) for q in told)


def _brackets(text: str) -> Iterator[tuple[int, int]]:
    """The outermost pairs of round brackets."""
    depth, start = 0, 0
    for i, char in enumerate(text):
        if char == "(":
            start = start if depth else i
            depth += 1
        elif char == ")" and depth:
            depth -= 1
            if not depth:
                yield start, i + 1


def _formula(claim: Claim, start: int, end: int) -> Computed | None:
    inner = [q for q in claim.quantities if start < q.start and q.end < end]
    tokens = _tokens(claim.rest, start + 1, end - 1, inner)
    if tokens is None:
        return None
    at = tokens.index("=") if "=" in tokens else len(tokens)
    expression, shown = tokens[:at], [t for t in tokens[at + 1 :] if isinstance(t, Quantity)]
    before = [q for q in claim.quantities if q.end == start]
    results = (*before, *shown)
    if not results or not any(t in _SIGNS.values() for t in expression if isinstance(t, str)):
        return None
    value = _Parser(expression).value()
    if value is None:
        return None
    operands = tuple(t for t in expression if isinstance(t, Quantity))
    divides = "/" in expression
    right = all(_shows(q, value, divides, operands) for q in results)
    return Computed(start, end, operands, value, divides, results, right)


def _tokens(text: str, start: int, end: int, inner: list[Quantity]) -> list[Quantity | str] | None:
    """Figures, operators, brackets and =; None where anything else stands."""
    out: list[Quantity | str] = []
    by_start = {q.start: q for q in inner}
    at = start
    while at < end:
        if at in by_start:
            q = by_start[at]
            if text[at] == "-" and out and isinstance(out[-1], Quantity):
                return None
            out.append(q)
            at = q.end
            continue
        char = text[at]
        if char in _SIGNS:
            out.append(_SIGNS[char])
        elif char in "()=":
            out.append(char)
        elif not char.isspace():
            return None
        at += 1
    return out


class _Parser:
    """Arithmetic with the usual precedence; `value` is None where the tokens are no expression."""

    def __init__(self, tokens: list[Quantity | str]) -> None:
        self._tokens = tokens
        self._at = 0

    def value(self) -> float | None:
        try:
            total = self._sum()
        except (ZeroDivisionError, IndexError, ValueError):
            return None
        return total if self._at == len(self._tokens) else None

    def _sum(self) -> float:
        total = self._product()
        while self._next("+", "-"):
            sign = self._take()
            total = total + self._product() if sign == "+" else total - self._product()
        return total

    def _product(self) -> float:
        total = self._atom()
        while self._next("*", "/"):
            sign = self._take()
            total = total * self._atom() if sign == "*" else total / self._atom()
        return total

    def _atom(self) -> float:
        found = self._take()
        if isinstance(found, Quantity):
            return found.value
        if found != "(":
            raise ValueError(found)
        total = self._sum()
        if self._take() != ")":
            raise ValueError("unbalanced")
        return total

    def _next(self, *signs: str) -> bool:
        return self._at < len(self._tokens) and self._tokens[self._at] in signs

    def _take(self) -> Quantity | str:
        self._at += 1
        return self._tokens[self._at - 1]


def _shows(shown: Quantity, value: float, divides: bool, operands: tuple[Quantity, ...]) -> bool:
    """Whether `shown` is the value, rounded to its own precision, in a unit that it may have."""
    if divides:
        if shown.unit not in _RATIOS:
            return False
        hundred = any(same_value(q.value, _SHARE) for q in operands)
        if hundred and shown.unit == "倍":
            return False
        value = value * _SHARE if shown.unit == "%" and not hundred else value
    elif not all(units_agree(shown.unit, q.unit) or not q.unit for q in operands):
        return False
    # Operands without a unit are in the unit of their column, and so may be the result: 663千人（5,225－4,562＝663）.
    scales = {1.0, shown.scale} if not any(q.unit for q in operands) else {1.0}
    half = 0.5 * shown.scale * 10.0**-shown.places
    return any(abs(shown.value - value * scale) <= half * (scale / shown.scale) * (1 + 1e-9) for scale in scales)


def counts(claim: Claim) -> tuple[Quantity, ...]:
    """The number of items with which a sentence closes its own enumeration, where it is right: ①…、②…の2件です."""
    closing = next((q for q in reversed(claim.quantities) if q.unit in _COUNTED), None)
    if closing is None or claim.rest[: closing.start][-1:] != "の" or not _CLOSES.match(claim.rest, closing.end):
        return ()
    marks = [ord(c) - CIRCLED for c in claim.rest[: closing.start] if CIRCLED < ord(c) <= CIRCLED + 20]
    quoted = _ENUMERATED.search(claim.rest[: closing.start])
    told = len(quoted[0].split("」、「")) if quoted and not marks else len(marks)
    right = marks == list(range(1, len(marks) + 1)) and told == closing.value and told > 1
    return (closing,) if right else ()


def exempt(q: Quantity, found: list[Computed]) -> bool:
    """Whether a formula of the sentence accounts for the figure: as part of it, or as the result told elsewhere."""
    return any(
        f.start < q.start < f.end or q in f.results or (f.right and any(_same(q, r) for r in f.results)) for f in found
    )


def _same(a: Quantity, b: Quantity) -> bool:
    return same_value(a.value, b.value) and (a.unit == b.unit or not b.unit)
