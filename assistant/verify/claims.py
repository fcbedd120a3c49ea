"""Does the evidence carry the sentence: a sentence and its supports go in, a verdict comes out.

A pure function that every composer's sentences pass, extractive or generated; the chain drops what fails and counts
it. A sentence that equals its quotation passes; of any other, each figure with its unit, year and role, each date and
name, negations and comparisons, the subject and the content words must stand in what it cites.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from assistant.verify import comparisons, coverage, formulas, labels, names, polarity, tense
from assistant.verify.claim import Claim, claim_of
from assistant.verify.evidence import Evidence, evidence_of
from assistant.verify.folding import fold
from assistant.verify.model import Fault, Kind, Support, Verdict
from assistant.verify.quantities import Quantity
from assistant.verify.times import Times, carries_date, carries_year
from ingest.normalise import nfkc, squeeze

__all__ = ["Fault", "Kind", "Support", "Verdict", "check"]

_REPORTED = re.compile(
    r"^(?:また、|「(?P<title>.{1,200}?)」では、)?(?:(?P<places>「.{1,300}?」)に)?(?P<words>「.+」)とあります。?$",
    re.DOTALL,
)


def check(text: str, support: Sequence[Support]) -> Verdict:
    """What of `text` (one sentence, with or without marks such as [1]) `support` does not carry."""
    text = _unlabelled(text, support)
    if not support or not squeeze(text):
        return Verdict((Fault(Kind.SUPPORT, text),))
    evidence = evidence_of(support)
    if _verbatim(text, evidence) or _reported(text, evidence):
        return Verdict()
    claim = claim_of(text, evidence)
    shown = formulas.formulas(claim)
    counted = formulas.counts(claim)
    figures = [q for q in claim.quantities if q not in counted and not formulas.exempt(q, shown)]
    found = [
        *_time_faults(claim, evidence),
        *formulas.faults(shown, evidence),
        *_figure_faults(claim, figures, evidence),
        *labels.faults(claim, evidence, figures),
        *names.faults(claim, evidence),
        *polarity.faults(claim, evidence),
        *tense.faults(claim, evidence),
        *comparisons.faults(claim, evidence, figures),
        *coverage.faults(claim, evidence, reckons=bool(shown)),
    ]
    return Verdict(tuple(dict.fromkeys(found)))


def _unlabelled(text: str, support: Sequence[Support]) -> str:
    """The sentence without the publisher it is said to be from (宮城県：…), where all that it cites is from there."""
    for name in {s.publisher for s in support}:
        if name and len({s.publisher for s in support}) == 1 and text.startswith((f"{name}：", f"{name}:")):
            return text[len(name) + 1 :]
    return text


def _verbatim(text: str, evidence: Evidence) -> bool:
    said = _plain(text)
    return any(said == _plain(g.quote) for g in evidence.groups)


def _reported(text: str, evidence: Evidence) -> bool:
    """Whether the sentence only says that quoted words stand below headings, and they do.

    Lines told one behind the other are parted by blanks; each must stand in the quotation, in this order.
    """
    said = _REPORTED.match(nfkc(text).strip())
    if not said:
        return False
    headings = {_plain(h) for h in _apart(said["places"], "」の「")} if said["places"] else set()
    below = [
        g
        for g in evidence.groups
        if headings <= {_plain(p) for p in g.path} and (not said["title"] or _plain(said["title"]) == _plain(g.title))
    ]
    return all(any(_in_order(piece, g.quote) for g in below) for piece in _apart(said["words"], "」、「"))


def _apart(quoted: str, between: str) -> list[str]:
    """The texts of 「…」、「…」, brackets inside them kept."""
    return quoted.strip()[1:-1].split(between)


def _in_order(piece: str, quote: str) -> bool:
    whole, at = _unmarked(quote), 0
    for line in piece.split():
        wanted = _unmarked(line)
        found = whole.find(wanted, at)
        if found < 0:
            return False
        at = found + len(wanted)
    return True


def _unmarked(text: str) -> str:
    """Letters, digits and what belongs to figures: the readable text lacks bullets of the source."""
    return "".join(c for c in _plain(text) if c.isalnum() and unicodedata.category(c) != "Co" or c in "%.,+-△▲")


def _plain(text: str) -> str:
    return squeeze(fold(text)).rstrip("。")


def _time_faults(claim: Claim, evidence: Evidence) -> list[Fault]:
    given = [t for g in evidence.groups for t in g.times()]
    merged = Times(tuple(y for t in given for y in t.years), tuple(d for t in given for d in t.dates))
    out: list[Fault] = []
    for date in claim.times.dates:
        if not any(carries_date(date, t) for t in (*given, merged)):
            out.append(Fault(Kind.DATE, claim.rest[date.start : date.end]))
    dated = [(d.start, d.end) for d in claim.times.dates if d.year is not None]
    for year in claim.times.years:
        if any(s <= year.start < e for s, e in dated) or carries_year(year, merged):
            continue
        if not (year.bare and _counted(claim.rest[year.start : year.end], evidence)):
            out.append(Fault(Kind.YEAR, claim.rest[year.start : year.end]))
    return out


def _counted(text: str, evidence: Evidence) -> bool:
    """Whether what looks like a bare year (2097) is a figure of the evidence."""
    return text.isdigit() and any(g.carriers(Quantity(0, 0, float(text), "", text)) for g in evidence.groups)


def _figure_faults(claim: Claim, figures: Sequence[Quantity], evidence: Evidence) -> list[Fault]:
    out: list[Fault] = []
    if claim.note and not any(re.search(rf"(?<!\d){claim.note}(?!\d)", t) for t in evidence.texts):
        out.append(Fault(Kind.NUMBER, claim.note))
    for q in figures:
        carriers = [given for g in evidence.groups for _, given in g.carriers(q)]
        if not carriers:
            known = any(g.holds_value(q) for g in evidence.groups)
            out.append(Fault(Kind.UNIT if known and q.unit else Kind.NUMBER, q.text))
        elif all(given.bound != q.bound for given in carriers):
            out.append(Fault(Kind.COMPARISON, q.text + q.bound))
    return out
