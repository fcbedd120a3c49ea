"""Requests for a whole document: told by the question; answered by its outline and where the official text is.

A question goes in, yes or no comes out; passages go in, notices come out. Pure. Reproducing a work whole is no
quotation (著作権法第32条: 引用の目的上正当な範囲内).
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.guardrails.plain import hosts_of, plain
from ingest.instructions.folding import fold, pattern
from prompts import guards
from vectorstore.codec import StoredPassage

ENTRIES = 40  # places of an outline that are told
DEPTH = 2
_WHOLE = (
    r"(?:全文|全ページ|全頁|本文(?:の|を)?(?:すべて|全て|全部)|原文(?:の|"
    r"を)?(?:すべて|全て|全部)|最初から最後まで|頭から(?:終わり|最後)まで|"
    r"(?:丸|まる)ごと|一字一句|一言一句|(?:文書|資料|計画|ポリシー|戦略|"
    r"章)(?:の)?(?:中身|内容)?を?(?:そのまま)?(?:すべて|全て|全部|"
    r"丸々)(?:そのまま)?(?=[^、。]{0,4}"
    r"(?:書き写|コピー|貼|転記|写し|出力|印字)))"
)
_GIVE = (
    r"(?:出し|だし|見せ|みせ|表示|出力|コピー|貼|転記|転載|書き(?:出|写)|写し|載せ|"
    r"掲載し|教え|読み上げ|引用し|送っ|ください|下さい|ほしい|欲しい|"
    r"お願い|くれ|印字|ちょうだい)"
)
_ASKED = pattern(_WHOLE, r"(?:[^。?]{0,20})", _GIVE)
_WHERE = pattern(
    r"どこ|url|アドレス|リンク|公開|掲載(?:場所|先|され)|入手|閲覧|ダウンロード|"
    r"見られ|読め|要約|まとめ|概要|説明"
)
_ENGLISH = pattern(r"\b(?:full|entire|whole|complete) (?:text|document)|\bverbatim\b|\bword for word\b")


def wants_whole(question: str) -> bool:
    """Whether a question asks for a document's text as a whole, not for where it is or what it says."""
    folded = fold(question)
    return bool((_ASKED.search(folded) and not _WHERE.search(folded)) or _ENGLISH.search(folded))


def places(passages: Sequence[StoredPassage]) -> list[tuple[str, ...]]:
    """The outline of a document: the heading paths of its passages down to two levels, in reading order."""
    return list(dict.fromkeys(s.passage.path[:DEPTH] for s in passages if s.passage.path))


def notices(passages: Sequence[StoredPassage]) -> list[str]:
    """The outline of the document that `passages` (all of it, at least one) are, and its official address."""
    source = passages[0].source
    hosts = hosts_of([source])
    outline = places(passages)
    told = [guards.WHOLE_DOCUMENT, guards.WHOLE_OUTLINE.format(title=plain(source.title, hosts))]
    told += [guards.WHOLE_ENTRY.format(place=plain(" ＞ ".join(path), hosts)) for path in outline[:ENTRIES]]
    if len(outline) > ENTRIES:
        told.append(guards.WHOLE_MORE.format(count=len(outline) - ENTRIES))
    address = source.official_url or source.url
    if address:
        return [*told, guards.WHOLE_ADDRESS.format(address=address)]
    return [*told, guards.WHOLE_NO_ADDRESS.format(publisher=source.publisher)] if source.publisher else told
