"""The cues that give a name away, in Japanese and English. Pure; called by `personal.find`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.guardrails.personal.folded import Folded
from assistant.guardrails.personal.model import Certainty, Finding, Kind
from assistant.guardrails.personal.names import foreign, reading, words
from assistant.guardrails.personal.names.lexicon import Token, tokens

LONGEST = 60  # characters of a name in Latin letters


def find(folded: Folded) -> Iterator[Finding]:
    """Names with a cue in a folded text."""
    text = folded.text
    for match in words.ENGLISH.finditer(text):
        group = next(n for n in (1, 2, 3) if match[n])
        if group > 1 and not foreign.is_name(match[group].split()):
            continue
        yield folded.finding(Kind.NAME, match.start(group), match.end(group), Certainty.LIKELY, own=group < 3)
    morphemes = [token for begin, end in _with_cues(text) for token in tokens(text[begin:end], begin)]
    if not morphemes:
        return
    at = {token.start: n for n, token in enumerate(morphemes)}
    yield from _before_honorifics(folded, morphemes, at)
    yield from _behind_cues(folded, morphemes, at)
    yield from _before_words(folded, morphemes, at)


def _with_cues(text: str) -> Iterator[tuple[int, int]]:
    """The sentences that hold a cue: what stands in the others need not be read."""
    cues = (words.HONORIFIC, words.RELATION, words.SELF, words.SAID, words.FORM, words.OWNED)
    for sentence in words.SENTENCE.finditer(text):
        if any(cue.search(text, *sentence.span()) for cue in cues):
            yield sentence.span()


def _before_honorifics(folded: Folded, morphemes: Sequence[Token], at: dict[int, int]) -> Iterator[Finding]:
    text = folded.text
    for match in words.HONORIFIC.finditer(text):
        stop = at.get(match.start())
        if stop is None or (morphemes[stop].text != match[0] and match[0] != "先生"):
            continue
        before = text[match.start() - 1 : match.start()]
        if (before.isascii() or before == "’") and (
            latin := words.LATIN_BEFORE.search(text, max(0, match.start() - LONGEST), match.start())
        ):
            if foreign.is_name(latin[1].split()):
                yield folded.finding(Kind.NAME, latin.start(1), latin.end(1), Certainty.LIKELY)
            continue
        first = reading.back(morphemes, stop, polite=match[0] in words.POLITE)
        if first is None:
            continue
        start, end = morphemes[first].start, match.start()
        name = text[start:end].rstrip()
        if name in words.GODS or (match[0] == "氏" and words.CLANS.fullmatch(name)):
            continue
        own = bool(words.PRIVATE.search(text[max(0, start - 12) : start]))
        yield folded.finding(Kind.NAME, start, start + len(name), Certainty.SURE, own=own)


def _behind_cues(folded: Folded, morphemes: Sequence[Token], at: dict[int, int]) -> Iterator[Finding]:
    text = folded.text
    for match in words.SELF.finditer(text):
        for begin in sorted({match.end(), _behind_article(match)}):
            if (first := at.get(begin)) is None:
                continue
            for stop in _ends(morphemes, first):
                end = morphemes[stop - 1].end
                if not words.IS.match(text, end):
                    continue
                sure = bool(words.SAID.match(text, end)) or "名" in match[0]
                if reading.on(morphemes[:stop], first, sure=sure) == stop:
                    yield folded.finding(Kind.NAME, begin, end, Certainty.SURE, own=True)
                    break
    for match in words.FORM.finditer(text):
        if (first := at.get(match.end())) is not None:
            sure = match[0].rstrip()[-1] in ":="
            stop_at = reading.on(morphemes, first, sure=sure, reading=bool(words.READING.search(match[0])))
            if stop_at is not None and _ends_there(text, morphemes[stop_at - 1].end):
                yield folded.finding(Kind.NAME, match.end(), morphemes[stop_at - 1].end, Certainty.SURE)
    for match in words.RELATION.finditer(text):
        if (first := at.get(match.end())) is None:
            continue
        stop_at = reading.relative(morphemes, first)
        if stop_at is not None and _ends_there(text, morphemes[stop_at - 1].end):
            yield folded.finding(Kind.NAME, match.end(), morphemes[stop_at - 1].end, Certainty.LIKELY, own=True)


def _before_words(folded: Folded, morphemes: Sequence[Token], at: dict[int, int]) -> Iterator[Finding]:
    """Names in front of と申します, and whole names in front of what belongs to a person."""
    text = folded.text
    for pattern, whole in ((words.SAID, False), (words.OWNED, True)):
        for match in pattern.finditer(text):
            stop = at.get(match.start())
            humble = match[0].endswith("と申し")  # said of persons alone
            first = reading.back(morphemes, stop, polite=not humble) if stop is not None else None
            if stop is None or first is None:
                continue
            part = [t for t in morphemes[first:stop] if not t.is_glue]
            if not humble and (len(part) < 2 or part[0].tags[3] != "姓"):
                continue
            yield folded.finding(Kind.NAME, morphemes[first].start, part[-1].end, Certainty.LIKELY, own=not whole)


def _behind_article(match: re.Match[str]) -> int:
    """Behind the cue itself, without the words that tell where the asker lives or works."""
    cue = re.search(r"(?:は|が|、|,|:)\s?", match[0])
    return match.start() + cue.end() if cue else match.end()


def _ends(morphemes: Sequence[Token], first: int) -> range:
    return range(min(len(morphemes), first + reading.MOST), first, -1)


def _ends_there(text: str, end: int) -> bool:
    """Whether what follows a name lets it end: a particle, a sign, an honorific, nothing."""
    return not re.match(r"[一-鿿ァ-ヴーA-Za-z0-9]", text[end : end + 1]) or bool(re.match(r"様|氏|殿|君", text[end:]))
