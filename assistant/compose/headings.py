"""Headings as evidence: 「(2)…宣言（令和2年9月14日）」 answers when. Called by `assistant.compose.extractive`.

A heading has no passage of its own. Its place is looked for in the reader's text in front of the passages below it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from assistant.compose import listed, overlap
from assistant.compose.asked import Ask, Asked
from assistant.compose.draft import Draft, Evidence
from ingest.dates import years
from ingest.models import Span
from ingest.normalise import nfkc
from vectorstore.analysis import terms
from vectorstore.codec import StoredPassage

_BACK = 3_000  # characters in front of a passage in which its headings are looked for
_LONGEST = 120  # characters of a heading that is told
_WHOLE_DAY = re.compile(r"\d{1,2}月\d{1,2}日")
_ASKS_DAY = re.compile(r"日付|月日")
_DAY = re.compile(r"\d月|\d日|\d{1,2}[./]\d{1,2}")
_NAME = 6  # characters of a heading's name that a question has whole
_BRACKETS = re.compile(r"\([^()]*\)$")
_SHARE = 0.5  # of the question's rare words that the heading must hold


def dated(
    asked: Asked,
    passages: Sequence[StoredPassage],
    said: Sequence[Draft],
    rarity: Callable[[str], float],
    text: Callable[[str], str],
) -> list[Draft]:
    """The heading that gives the date asked for, where no sentence that says as much does.

    `text` gives a document's reader text.
    """
    if not asked.wants(Ask.WHEN) and not _ASKS_DAY.search(asked.text):
        return []
    weights = {t: rarity(t) for t in terms(asked.text)}
    total = sum(weights.values())

    def held(text: str) -> float:
        return sum(w for t, w in weights.items() if t in _words(text))

    told = max((held(d.text) for d in said if _has_date(d.text)), default=-1.0)
    for stored in passages:
        for heading in reversed(stored.passage.path):
            if len(heading) > _LONGEST or not _has_date(heading):
                continue
            fits = total and held(heading) >= _SHARE * total and held(heading) > told
            if fits or _is_named(heading, asked) and not any(_tells(d.text, heading) for d in said):
                span = place(heading, text(stored.source.id), stored.passage.start)
                if span is not None:
                    return [Draft(f"「{heading}」とあります。", (Evidence(stored, span, ()),))]
    return []


def of_section(dated: Draft, said: Sequence[Draft]) -> list[Draft]:
    """What is said of the section whose heading gives the date."""
    own = {e.passage.passage.path for e in dated.evidence}
    return [d for d in said if any(e.passage.passage.path in own for e in d.evidence)]


def _is_named(heading: str, asked: Asked) -> bool:
    """Whether a question has the whole heading but for its number and what stands in brackets behind it."""
    name = overlap.plain(_BRACKETS.sub("", listed.title(heading)))
    return len(name) >= _NAME and name in overlap.plain(asked.text)


def _tells(text: str, heading: str) -> bool:
    """Whether a text has the years and days of a heading."""
    own, folded = nfkc(heading), nfkc(text)
    told = {y.year for y in years(folded)}
    return all(y.year in told for y in years(own)) and all(day in folded for day in _WHOLE_DAY.findall(own))


def _words(heading: str) -> Collection[str]:
    return frozenset(terms(heading))


def _has_date(text: str) -> bool:
    folded = nfkc(text)
    return bool(years(folded)) or _DAY.search(folded) is not None


def place(heading: str, text: str, before: int) -> Span | None:
    """Where `heading` (NFKC, without blanks) stands last in `text` in front of the offset `before`, or None."""
    begin = max(0, before - _BACK)
    folded, starts = [], []
    for n in range(begin, before):
        for char in nfkc(text[n]):
            if not char.isspace():
                folded.append(char)
                starts.append(n)
    at = "".join(folded).rfind(heading)
    if at < 0:
        return None
    return Span(starts[at], starts[at + len(heading) - 1] + 1)
