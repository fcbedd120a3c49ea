"""The period of a plan, where a question asks from when or until when the plan itself runs.

A question and ranked passages go in, drafts come out, none where something else is asked for; called by `extractive`.
A plan tells its period under a heading of its own (対象期間, 計画の期間), in hardly a word of the question: the heading
finds it, in the documents that search found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.compose import grammar, listed, overlap, prose
from assistant.compose.asked import Asked
from assistant.compose.draft import Draft
from assistant.compose.prose import Candidate
from ingest.dates import years
from ingest.models import Kind
from ingest.normalise import nfkc, squeeze
from vectorstore.codec import StoredPassage

NEAR = 8  # ranked passages whose documents may tell it
_WORDS = r"(?:ポリシー|計画|プラン|戦略|ビジョン|方針|構想)"
_PLAN = re.compile(rf"[一-鿿々ァ-ヴーA-Za-z0-9・ぁ-ん]{{0,24}}?{_WORDS}")
_TIME = r"(?:いつ|何年度?|どの年度|どの年|年度|最後の年)"
_RUNS = re.compile(
    rf"{_TIME}(?:まで|から)[^。?]{{0,16}}(?:{_TIME}|まで|続|有効|ですか|でしょう|[?。]|$)"
    rf"|(?:終わ|終了|最終|続く|有効)[^。?]{{0,8}}{_TIME}|{_TIME}[^。?]{{0,4}}(?:終わ|終了|続く|有効)"
    rf"|{_WORDS}[^、。?]{{0,6}}(?:対象|計画)?期間|(?:対象|計画)期間"
)
_OTHER = re.compile(
    r"募集|意見|期限|締|受付|開催|会議|研修|整備|廃止|導入|目標|事業|サービス|システム|アプリ|講座|実施計画|なぜ|どうして|理由|何に|ため|根拠|合わせ"
)
_HEADING = re.compile(r"(?:対象|計画|推進|実施|取組)?の?期間$")

Document = Callable[[str], Sequence[StoredPassage]]


def answer(asked: Asked, ranked: Sequence[StoredPassage], document: Document) -> list[Draft]:
    """What the section on the period of the plan that is asked about says."""
    if not _RUNS.search(asked.text) or _OTHER.search(asked.text) or not _PLAN.search(asked.text):
        return []
    for source in dict.fromkeys(s.source for s in ranked[:NEAR]):
        for stored in document(source.id):
            passage = stored.passage
            if passage.kind is not Kind.PROSE or passage.lists or not passage.path:
                continue
            if not _HEADING.search(listed.title(passage.path[-1])) or not years(nfkc(passage.text)):
                continue
            about = overlap.plain(" ".join((source.title, source.official_title, *passage.path)))
            if _is_named(asked, about, source.publisher):
                return _told(stored)
    return []


def asks_more(asked: Asked) -> bool:
    """Whether the question asks for something else as well."""
    return sum(grammar.QUESTION.search(c) is not None for c in re.split("[、。?]", asked.text)) > 1


def _is_named(asked: Asked, about: str, publisher: str) -> bool:
    """Whether a plan that the question names is this one; a bare この計画 is any."""
    for found in _PLAN.findall(squeeze(nfkc(asked.text)).replace(publisher, "")):
        name = overlap.plain(found.rpartition("の")[2])
        run = overlap.longest(name, about)
        if len(name) <= 4 or len(run) >= min(6, len(name)) and run.endswith(name[-3:]):
            return True
    return False


def _told(stored: StoredPassage) -> list[Draft]:
    """The sentence or line with the years."""
    for start, end, _ in prose.units(stored.passage):
        if years(nfkc(stored.passage.text[start:end])):
            return prose.drafts([Candidate(stored, start, end, 0.0, frozenset())])
    return []
