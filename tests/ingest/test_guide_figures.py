"""Every figure of the guide stands in the official text of the section that the guide names for it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.verify.folding import fold
from assistant.verify.quantities import quantities, same_value, units_agree
from assistant.verify.times import Date, Times, carries_date, carries_year, times
from tests.ingest import guide_files
from tests.ingest.guide_files import Section

_LAYOUT = re.compile(r"^(?:#+ .*|\s*\|[\s|:-]+\|)\s*$|^- ", re.MULTILINE)
_FORMULA = re.compile(r"\\text|[${}]")
_BREAK = re.compile(r"[ \t]*\n\s*")


def unsupported(text: str, given: list[str]) -> list[str]:
    """The figures, years and dates of `text` that none of the `given` texts carries."""
    claimed = [fold(line) for line in re.split(r"[\n|]", _LAYOUT.sub("", text)) if line.strip()]
    evidence = [fold(_FORMULA.sub("", t)) for t in (*given, *(_BREAK.sub("", t) for t in given[:1]))]
    values = [q for e in evidence for q in quantities(e)]
    when = Times(tuple(y for e in evidence for y in times(e).years), tuple(d for e in evidence for d in times(e).dates))
    out: list[str] = []
    for line in claimed:
        own = times(line)
        wrong = [
            (q.start, q.end)
            for q in quantities(line)
            if not any(same_value(q.value, v.value) and units_agree(q.unit, v.unit) for v in values)
        ]
        wrong += [(y.start, y.end) for y in own.years if not carries_year(y, when)]
        wrong += [(d.start, d.end) for d in own.dates if not (carries_date(d, when) or _in_column(d, when))]
        out += [f"{line[start:end]} in 「{line[:60]}」" for start, end in wrong]
    return out


def _in_column(claimed: Date, given: Times) -> bool:
    """Whether a table tells the year of a date once for several rows."""
    same_day = any((d.month, d.day) == (claimed.month, claimed.day) for d in given.dates)
    return same_day and any(y.year == claimed.year for y in given.years)


def test_figures_are_found_out() -> None:
    given = ["令和5年度の実績は 1,023\n箇所です。（R6.2月）", "達成率は2.5割"]
    assert unsupported("R5年度は1023か所（2024年2月）。達成率は25％。", given) == []
    assert len(unsupported("R6年度は1024か所。達成率は2割。3月に決まりました。", given)) == 4


@pytest.fixture(scope="module")
def named() -> dict[str, set[tuple[str, ...]]]:
    out: dict[str, set[tuple[str, ...]]] = {}
    for section in guide_files.sections():
        out.setdefault(section.document, set()).add(section.path)
    return out


@pytest.mark.parametrize("section", guide_files.sections(), ids=str)
def test_figures_stand_in_the_official_section(
    section: Section, policy_documents: Path, named: dict[str, set[tuple[str, ...]]]
) -> None:
    document = guide_files.official(policy_documents)[section.document]
    given = guide_files.official_texts(document, section.path, named[section.document])
    assert given, "the official document has no such section"
    assert unsupported(section.text, given) == []
