"""Years and dates that a question names and the evidence lacks. Pure.

A fiscal year, R5 and 2023年度 are one; a range (令和3～5年度, the period of a document or plan) covers its years. A
year that the evidence gives for a target only does not answer what was done in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.silence.corpus import Corpus
from assistant.silence.places import Place, evidence_text, holds
from assistant.verify.folding import fold
from assistant.verify.times import Date, Times, carries_date, carries_year, times
from assistant.verify.words import Word, vocabulary
from ingest import sentences
from ingest.dates import Year
from ingest.models import Kind, Source

_HAPPENED = re.compile(r"(?:\d{1,2}月)?(?:\d{1,2}日)?(?:末|頃|度末)?(?:まで|から)?に(?!お|つ|関|対|は)")
_AFTER_EVENT = re.compile(r"(?:した|された|始めた|なった|できた|始まった|入れた|設けた)$")  # 始めた令和4年度の
_TOLD = 0.55  # of the best place's share of the question that a sentence must have to date it
_ROW_SHARE = 0.5  # of the best place's share that a row with the year must have
_FIRST = 3  # ranked places whose headings may tell the year
_LABEL = re.compile(r"(?:一覧|報告|報告書|資料|計画|ポリシー|要綱|冊子)\($")  # in front of a document's date
_APRIL = 4  # in which a fiscal year begins
_OF_YEAR = re.compile(r"(?:年度?|[rh]\d+)(?:\d{1,2}月)?(?:末|時点|末時点)?の|年度に")
_RANGE = re.compile(r"(?:年度|年)?\s*(?:[~〜\-–ー]|から)\s*")
_PLANNED = re.compile(r"目標|計画値|見込|予定|予測|推計|めざ|目指|見通")
_DONE = re.compile(r"実績|実際|決算|(?:た|だ)(?:の|か|[一-鿿]|は|[?。]|$)")
_AHEAD = re.compile(r"予算|目標|予定|計画|見込|推計|予測|めざ|目指|将来|今後|見通|期限|まで|以降|から")


def missing(
    question: str, near: Sequence[Place], every: Sequence[Place], words: Sequence[Word], corpus: Corpus
) -> list[Year | Date]:
    """The years and dates of `question` that none of the places near its matter, or in their sections, gives."""
    folded = fold(question)
    asked = times(folded)
    if not (asked.years or asked.dates) or not near:
        return []
    sections = {(p.stored.source.id, p.stored.passage.path) for p in near}
    publishers = {p.stored.source.publisher for p in near}
    best = max(p.share for p in near)
    granted = taken_for_granted(question)
    known = [
        _times_told(p, words, corpus, best) if granted else _times_of(p)
        for p in every
        if granted
        or p in near
        or (p.stored.source.id, p.stored.passage.path) in sections
        or p.stored.source.publisher not in publishers
        and p.stored.source.publisher[:-1] in folded
    ]
    out: list[Year | Date] = [
        y
        for y in asked.years
        if not any(_carries(y, t) for t in known)
        and not _issued(y, asked.dates, folded, near)
        and not any(_titled(y, folded, p) for p in near)
        and not _in_rows(y, near, words, corpus)
        and not any(_heads(y, p) and p.share >= _ROW_SHARE * best for p in every[:_FIRST])
    ]
    if not out:
        out = [d for d in asked.dates if d.year and not any(carries_date(d, t) for t in known)]
    # What has no years at all is not of other years: the asker tells of himself (昭和50年に建てた家).
    dated = any(t.years or t.dates for t in known)
    return out if dated or _OF_YEAR.search(folded) else []


def taken_for_granted(question: str) -> bool:
    """Whether the first year of a question tells when something happened (令和6年4月に施行された), and is not asked
    for."""
    folded = fold(question)
    found = times(folded).years
    if not found:
        return False
    first = found[0]
    return _HAPPENED.match(folded, first.end) is not None or _AFTER_EVENT.search(folded[: first.start]) is not None


def _in_rows(year: Year, near: Sequence[Place], words: Sequence[Word], corpus: Corpus) -> bool:
    """Whether a row of the best place's document names the year and half as much of the question as the best place."""
    best = max(near, key=lambda p: p.share)
    weights = {w: corpus.rarity(w) for w in words}
    total = sum(weights.values())
    for stored in corpus.dated(year.year, best.stored.source.id):
        if stored.passage.kind is not Kind.ROW or not total:
            continue
        known = vocabulary(evidence_text(stored))
        if sum(r for w, r in weights.items() if known.holds(w)) / total >= _ROW_SHARE * best.share:
            return True
    return False


def _heads(year: Year, place: Place) -> bool:
    """Whether a heading above a place tells the year (2050年の未来像): all below it is about that year."""
    return any(y.year == year.year for h in place.stored.passage.path for y in times(fold(h)).years)


def only_planned(question: str, near: Sequence[Place], *, figure: bool) -> list[Year]:
    """The years of a question for what was done that the places give for targets only, or that lie behind them.

    `figure`: a figure is asked for, which no document gives for a year that was not over when it was issued.
    """
    folded = fold(question)
    if not _DONE.search(folded) or _AHEAD.search(folded):
        return []
    asked = [y for y in times(folded).years if not any(_titled(y, folded, p) for p in near)]
    return [y for y in asked if any(_is_planned(y, p) for p in near) and not any(_happened(y, p, figure) for p in near)]


def _is_planned(year: Year, place: Place) -> bool:
    """Whether the year lay ahead of a place's document, or the place gives it for a target."""
    given = times(fold(place.stored.passage.text)).years
    return _ahead_of(year, place.stored.source.issued) or any(y.year == year.year for y in given)


def _happened(year: Year, place: Place, figure: bool) -> bool:
    """Whether a place gives the year for something else than a target or an outlook."""
    ahead = _ahead_of(year, place.stored.source.issued)
    if figure and ahead:
        return False
    passage = place.stored.passage
    heading = fold(passage.path[-1]) if passage.path else ""
    if {y.year for y in times(heading).years} == {year.year} and not _PLANNED.search(heading):
        return True  # 【令和6年度検討チーム】 heads what there is
    text = fold(passage.text)
    planned = 0
    for given in times(text).years:
        if given.year == year.year and not _PLANNED.search(text[max(0, given.start - 4) : given.end + 8]):
            return True
        planned += given.year == year.year
    return not planned and not ahead and _carries(year, _times_of(place))


def _ahead_of(year: Year, issued: str) -> bool:
    """Whether a year was not over (a fiscal year: not nearly) when a document was issued (ISO date, perhaps without
    day)."""
    if not issued[:4].isdigit():
        return False
    return issued[:7] < f"{year.year + 1}-01" if year.fiscal else int(issued[:4]) < year.year


def _times_of(place: Place) -> Times:
    """The years and dates of a passage and of its document's period; of the title where it has none of its own."""
    passage, source = place.stored.passage, place.stored.source
    text = fold("\n".join((" ".join(passage.path), passage.text)))
    own = times(text)
    title = source.title if not own.years and not source.period else ""
    rest = [fold(t) for t in (source.period, _lasting(source), title) if t]
    found = [(text, own), *((t, times(t)) for t in rest)]
    return Times(
        tuple(y for t, given in found for y in (*given.years, *_between(t, given.years))),
        tuple(d for _, given in found for d in given.dates),
    )


def _times_told(place: Place, words: Sequence[Word], corpus: Corpus, best: float) -> Times:
    """The years and dates of the sentences (with their headings) that hold about half of what the best place holds.

    For a year that tells when something happened: another one's year beside it is no evidence.
    """
    passage = place.stored.passage
    if place.share < _TOLD * best:
        return Times((), ())
    if passage.kind is Kind.ROW or not words:
        return _times_of(place)
    head = fold(" ".join(passage.path))
    weights = {w: corpus.rarity(w) for w in words}
    years: list[Year] = []
    dates: list[Date] = []
    last: tuple[Year, ...] = ()  # told above, and meant by the lines below it
    for a, b in sentences.split(passage.text):
        said = fold(passage.text[a:b])
        own = times(said)
        above, last = last, tuple(y for y in own.years if not y.bare)[-1:] or last
        known = vocabulary(f"{head} {said}")
        if sum(r for w, r in weights.items() if holds(known, w)) >= _TOLD * best * sum(weights.values()):
            # A sentence with years of its own is not dated by its heading, nor by the one before.
            dated = any(not y.bare for y in own.years)
            text = said if dated else f"{head} {said}"
            found = times(text)
            years.extend((*found.years, *_between(text, found.years), *(() if dated else above)))
            told = above[0].year if above else None
            dates.extend(d if d.year or d.told else replace(d, told=told) for d in found.dates)
    period = times(fold(place.stored.source.period)) if not years and not dates else Times((), ())
    return Times((*years, *period.years), tuple(dates))


def _lasting(source: Source) -> str:
    """The fiscal years in which a document holds good, as a text; they end in March of the year after."""
    first, last = source.effective_from, source.effective_until
    if not (first[:4].isdigit() and last[:4].isdigit()):
        return ""
    begins = int(first[:4]) - (first[5:7] in ("01", "02", "03"))
    ends = int(last[:4]) - (last[5:7] in ("01", "02", "03"))
    return f"{begins}年度~{ends}年度"


def _issued(year: Year, dates: Sequence[Date], folded: str, near: Sequence[Place]) -> bool:
    """Whether a year tells which document is meant: 施策一覧(令和6年3月), or the month when a near one came out."""
    if _LABEL.search(folded[: year.start]) and folded[year.end :].find(")") in range(12):
        return True
    months = [d.month for d in dates if d.start == year.start]
    return any(p.stored.source.issued[:7] == f"{year.year}-{m:02}" for p in near for m in months)


def _titled(year: Year, question: str, place: Place) -> bool:
    """Whether the document's title has the year in the words of the question."""
    return year.bare and question[year.start : year.end] in fold(place.stored.source.title)


def _between(text: str, found: Sequence[Year]) -> list[Year]:
    """The years between the ends of each range."""
    out: list[Year] = []
    for first, last in zip(found, found[1:], strict=False):
        if 1 < last.year - first.year < 30 and _RANGE.fullmatch(text, first.end, last.start):
            out.extend(Year(first.start, last.end, n, last.fiscal) for n in range(first.year + 1, last.year))
    return out


def _carries(asked: Year, given: Times) -> bool:
    """Whether the year stands there, as a fiscal or a calendar year."""
    loose = Year(asked.start, asked.end, asked.year, asked.fiscal, bare=True)
    # 令和6年1月末 lies in 令和5年度.
    in_it = any(d.year == asked.year + 1 and d.month < _APRIL for d in given.dates if asked.fiscal)
    return in_it or carries_year(loose, given) or any(d.year == asked.year for d in given.dates)
