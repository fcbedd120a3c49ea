"""Which part of which document is to be summed up: a question and the documents go in, a `Summary` comes out.

Called by `assistant.chain` before it judges a question. Summed up are a chapter by its number (第3章を要約して), a
part by its heading (「取組方針」の要点は), a document by its title or as the one at hand (この計画の概要は); a question
that asks for anything else besides is none of this. The part is told section by section, in `Section`s.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.followup.reading import read
from ingest.models import Kind, Source
from ingest.normalise import nfkc, squeeze
from vectorstore.codec import StoredPassage

MOST = 12  # sections that are told
_SUMS_UP = re.compile(r"要約|要点|要旨|あらまし|大要|かいつまん|ダイジェスト|サマリー|まとめて(?!い)|概略")
_TELLS = re.compile(
    r"概要|全体像|(?:内容|中身)(?:を|は|について)|(?:何|なに|どんな(?:こと|内容)|どういう(?:こと|内容)|どのような(?:こと|内容))"
    r"[がを]?(?:書|記|述べ|載)"
)
_CHAPTER = re.compile(r"第?([0-9]+|[一二三四五六七八九十]+)章")
_NUMBER = re.compile(r"^(?:第[0-9一二三四五六七八九十]+[章節部]|[(]?[0-9]+[)]?[.、]?|[①-⑳])")
_BRACKETS = re.compile(r"\([^()]*\)|[「」『』]")
_LONGEST_NAME = 30
_KINDS = ("計画", "ポリシー", "戦略", "ビジョン", "プラン", "方針", "資料", "文書", "報告")
_BESIDE = frozenset(
    (
        "要約",
        "要点",
        "要旨",
        "荒まし",
        "あらまし",
        "大要",
        "ダイジェスト",
        "サマリー",
        "概略",
        "概要",
        "全体",
        "全体像",
        "像",
    )
    + (
        "簡単",
        "手短",
        "行",
        "文字",
        "字",
        "文",
        "章",
        "内容",
        "中身",
        "部分",
        "説明",
        "御",
        "願い",
        "お願い",
        "事",
        "物",
    )
)
_REFERENCE = re.compile(r"参考|資料編|用語|目次|名簿|付録|巻末")
_SAYING = ("名詞", "形状詞", "形容詞")
_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")}


@dataclass(frozen=True)
class Section:
    """A section of what is summed up: its heading (empty: what stands before the first) and its passages."""

    heading: str
    passages: tuple[StoredPassage, ...]


@dataclass(frozen=True)
class Summary:
    """What to sum up, section by section; or `choices`, titles to ask back with, or neither where there is none."""

    sections: tuple[Section, ...] = ()
    left: int = 0  # sections beyond `MOST`
    choices: tuple[str, ...] = ()


def plan(question: str, passages: Iterable[StoredPassage], home: str, allowed: Sequence[str] = ()) -> Summary | None:
    """What of `passages` (all, in reading order within a document) `question` wants summed up; None: it does not.

    `home` is the publisher that is meant where none is named; `allowed` are the ids of documents to keep to.
    """
    text = squeeze(nfkc(question))
    if not (_SUMS_UP.search(text) or _TELLS.search(text)):
        return None
    documents = _documents(passages, allowed)
    named, rest = _named(text, [d[0].source for d in documents])
    chapter = _CHAPTER.search(rest)
    if chapter is not None:
        rest = rest[: chapter.start()] + "、" + rest[chapter.end() :]
    pointed = _points_at_document(rest)
    if not _asks_nothing_else(rest, [d[0].source for d in documents]):
        found = _of_heading(rest, documents, home) if _SUMS_UP.search(text) and chapter is None else ()
        return Summary(*_bounded(found)) if found else None
    if chapter is None and not named and not pointed and len(documents) > 1:
        return None
    own = [d for d in documents if d[0].source.id in named] or _of_publisher(rest, documents, home, pointed)
    if chapter is not None:
        number = _number(chapter[1])
        own = [d for d in own if _in_chapter(d, number)]
        return Summary(*_bounded(_sections(*_in_chapter(own[0], number)))) if own else Summary()  # type: ignore[misc]
    if len(own) > 1:
        return Summary(choices=tuple(d[0].source.title for d in own[:5]))
    return Summary(*_bounded(_sections(own[0], 0))) if own else Summary()


def _documents(passages: Iterable[StoredPassage], allowed: Sequence[str]) -> list[list[StoredPassage]]:
    by_id: dict[str, list[StoredPassage]] = {}
    for stored in passages:
        if not allowed or stored.source.id in allowed:
            by_id.setdefault(stored.source.id, []).append(stored)
    return [sorted(found, key=lambda s: s.passage.start) for _, found in sorted(by_id.items())]


def _named(text: str, sources: Sequence[Source]) -> tuple[set[str], str]:
    """The ids of the documents whose title stands in a question, and the question without the title."""
    titles = [(name, s.id) for s in sources for t in (s.title, s.official_title) if (name := _stem(t))]
    held = [(name, i) for name, i in titles if name in text]
    longest = max((name for name, _ in held), key=len, default="")
    return {i for name, i in held if name == longest}, text.replace(longest, "、") if longest else text


def _stem(title: str) -> str:
    return _BRACKETS.sub("", squeeze(nfkc(title)))


def _points_at_document(text: str) -> bool:
    return any(p + k in text for p in ("この", "本", "同", "その", "県の") for k in _KINDS) or "全体" in text


def _asks_nothing_else(text: str, sources: Sequence[Source]) -> bool:
    for name in (*{squeeze(nfkc(s.publisher)) for s in sources if s.publisher}, *_KINDS):
        text = text.replace(name, "、")
    found = [m for t in read(text).tokens for m in (t.morpheme.short or (t.morpheme,)) if m.pos[0] in _SAYING]
    return all(m.form in _BESIDE or m.surface in _BESIDE or m.pos[1] == "数詞" for m in found)


def _of_publisher(
    text: str, documents: Sequence[list[StoredPassage]], home: str, pointed: bool
) -> list[list[StoredPassage]]:
    """The documents of the publisher that a question names or means, of the kind that it names."""
    publishers = [p for p in {d[0].source.publisher for d in documents} if p and squeeze(nfkc(p)) in text] or [home]
    own = [d for d in documents if d[0].source.publisher in publishers] or list(documents)
    kinds = [k for k in _KINDS if k in text and k not in ("資料", "文書")] if pointed else []
    return [d for d in own if any(k in d[0].source.title for k in kinds)] or own


def _in_chapter(document: Sequence[StoredPassage], number: int) -> tuple[list[StoredPassage], int] | None:
    """The passages of a chapter and the depth of its heading; None where the document has no such chapter."""
    for depth in range(3):
        own = [s for s in document if len(s.passage.path) > depth and _chapter(s.passage.path[depth]) == number]
        if own:
            return own, depth + 1
    if any(_chapter(heading) > 0 for s in document for heading in s.passage.path):
        return None
    own = [s for s in document if s.passage.path and _plain_number(s.passage.path[0]) == number]
    return (own, 1) if own else None  # its chapters are numbered without 第 and 章


def _chapter(heading: str) -> int:
    """The number of a chapter's heading; -1 of any other."""
    found = _CHAPTER.match(squeeze(nfkc(heading)))
    return _number(found[1]) if found and heading.startswith("第") else -1


def _plain_number(heading: str) -> int:
    """The number that a heading begins with (3今後の取組); -1 where it does not."""
    found = re.match(r"[0-9]{1,2}(?![0-9年月日])", squeeze(nfkc(heading)))
    return int(found[0]) if found else -1


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    tens, _, ones = text.rpartition("十")
    return (10 * _DIGITS.get(tens, 1) if "十" in text else 0) + _DIGITS.get(ones, 0)


def _of_heading(rest: str, documents: Sequence[list[StoredPassage]], home: str) -> tuple[Section, ...]:
    """The sections under the heading that a question names: where most stands, the home publisher's first."""
    best: tuple[int, int, tuple[Section, ...]] = (0, 0, ())
    sources = [d[0].source for d in documents]
    for document in documents:
        for stored in document:
            for depth, heading in enumerate(stored.passage.path):
                name = _NUMBER.sub("", squeeze(nfkc(heading)))
                if _begins_with(rest, name, sources):
                    own = [s for s in document if s.passage.path[: depth + 1] == stored.passage.path[: depth + 1]]
                    at_home = int(document[0].source.publisher == home)
                    if (at_home, len(own)) > best[:2]:
                        best = (at_home, len(own), tuple(_sections(own, depth + 1)))
    return best[2]


def _begins_with(text: str, name: str, sources: Sequence[Source]) -> bool:
    """Whether a question is about what `name` says and nothing else."""
    found = (
        re.match(rf"[「『]?{re.escape(name)}[」』]?(?=[のをにはっ、])", text)
        if 2 <= len(name) <= _LONGEST_NAME
        else None
    )
    return found is not None and _asks_nothing_else(text[found.end() :], sources)


def _sections(passages: Sequence[StoredPassage], depth: int) -> Iterator[Section]:
    """The passages by the heading below `depth`, in reading order; what only refers elsewhere is left out."""
    found: dict[str, list[StoredPassage]] = {}
    for stored in passages:
        passage = stored.passage
        heading = passage.path[depth] if len(passage.path) > depth else ""
        if passage.lists or passage.kind in (Kind.TERM, Kind.FOOTNOTE) or _REFERENCE.search(heading):
            continue
        if not heading and not depth:
            continue  # the cover
        found.setdefault(heading, []).append(stored)
    return (Section(heading, tuple(own)) for heading, own in found.items())


def _bounded(sections: Iterable[Section]) -> tuple[tuple[Section, ...], int]:
    known = tuple(sections)
    return known[:MOST], max(0, len(known) - MOST)
