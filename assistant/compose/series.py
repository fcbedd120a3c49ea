"""Numbered headings of one name as a list: 戦略の柱1…, 戦略の柱2… answer 「戦略の柱は何ですか」.

A question and ranked passages go in, drafts come out, none where the question is for something else; called by
`assistant.compose.extractive`. Told are the headings that the document has; where one is missing nothing says so, hence
the sentence names them and does not count.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from assistant.compose import headings, overlap
from assistant.compose.asked import Ask, Asked
from assistant.compose.draft import Draft, Evidence
from assistant.compose.wording import quoted
from ingest.normalise import nfkc
from vectorstore.codec import StoredPassage

NEAR = 5  # ranked passages whose documents may have the headings
FEWEST = 2
LONGEST = 40  # characters of a question that is for a name and nothing besides
MOST_ELSE = 4  # pairs of characters that a question has beside the name and the publisher
_NUMBERED = re.compile(r"^(?P<name>[^\W\d]{2,12})(?P<number>\d{1,2})(?!\d)(?P<title>[^\d月日年節章].{2,})$")
_FOR_A_LIST = re.compile(r"何|なに|どんな|どのような|教え|知り|示し|挙げ|全部|すべて|全て|一覧|いくつ|[?。]$|$")

Document = Callable[[str], Sequence[StoredPassage]]


def answer(
    asked: Asked, ranked: Sequence[StoredPassage], document: Document, text: Callable[[str], str]
) -> list[Draft]:
    """The headings that begin with a name of the question and a number; `text` gives a document's reader text."""
    other = asked.wants(Ask.WHEN, Ask.WHO, Ask.WHY, Ask.HOW, Ask.PLACE_IN_TEXT, Ask.YES_NO)
    if other or len(asked.text) > LONGEST:
        return []
    for source in dict.fromkeys(s.source for s in ranked[:NEAR]):
        found: dict[tuple[tuple[str, ...], str], dict[int, list[tuple[str, StoredPassage]]]] = {}
        for stored in document(source.id):
            for depth, heading in enumerate(stored.passage.path):
                name, number = _numbered(heading)
                if name and name in asked.text:
                    own = found.setdefault((stored.passage.path[:depth], name), {})
                    own.setdefault(number, []).append((heading, stored))
        for (_, name), members in found.items():
            if len(members) >= FEWEST and _is_for(asked, name, source.publisher):
                return _told(name, members, text)
    return []


@lru_cache(maxsize=4096)
def _numbered(heading: str) -> tuple[str, int]:
    """The name of a numbered heading and its number, else no name; kept, for each question looks at all headings."""
    found = _NUMBERED.match(nfkc(heading))
    return (found["name"], int(found["number"])) if found else ("", 0)


def _is_for(asked: Asked, name: str, publisher: str) -> bool:
    """Whether the question is for what bears the name, and for nothing besides."""
    behind = asked.text[asked.text.find(name) + len(name) :]
    if behind[:1].isdigit() or not _FOR_A_LIST.search(behind):
        return False
    rest = asked.text.replace(publisher, " ").replace(name, " ")
    return len(overlap.pairs(rest)) <= MOST_ELSE


def _told(name: str, members: dict[int, list[tuple[str, StoredPassage]]], text: Callable[[str], str]) -> list[Draft]:
    evidence: list[Evidence] = []
    told: list[str] = []
    for _, places in sorted(members.items()):
        for heading, stored in places:  # a page may tell its heading behind the first of its text
            span = headings.place(heading, text(stored.source.id), stored.passage.start)
            if span is not None:
                told.append(quoted(heading))
                evidence.append(Evidence(stored, span, ()))
                break
    return [Draft(f"{name}には、{'、'.join(told)}があります。", tuple(evidence))] if len(told) >= FEWEST else []
