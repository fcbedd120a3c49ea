"""One entry for people at a terminal: an entry goes in, lines of Japanese come out; called by `audit show`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from assistant.records import shape, words
from assistant.records.entry import Entry

EXPIRED = "（保存期間を過ぎたため消去しました）"


def lines(entry: Entry, feedback: Sequence[Entry] = ()) -> Iterator[str]:
    """The entry, then the feedback on it."""
    shaped = shape.of(entry)
    facts, text = shaped["facts"], shaped["text"]
    yield f"記録 {entry.seq}  {entry.id}  {words.KINDS.get(entry.kind, entry.kind)}"
    yield f"日時：{words.time(entry.at)}"
    if entry.audience:
        yield f"利用者：{words.AUDIENCES.get(entry.audience, entry.audience)}"
    yield f"経路：{words.CHANNELS.get(entry.channel, entry.channel)}"
    if entry.kind == "question":
        yield from _question(facts, text, entry.text is None)
    else:
        yield f"内容：{json.dumps({**facts, **text}, ensure_ascii=False)}"
    yield f"直前の記録のハッシュ：{entry.previous}"
    yield f"この記録のハッシュ：{entry.hash}"
    for said in feedback:
        yield f"評価：{words.time(said.at)} {opinion(said)}"


def opinion(feedback: Entry) -> str:
    """A feedback in a line."""
    shaped = shape.of(feedback)
    reason = shaped["facts"].get("reason")
    verdict = "良い" if shaped["facts"].get("good") else f"悪い（{words.FEEDBACK.get(reason, reason)}）"
    comment = EXPIRED if feedback.text is None else shaped["text"].get("comment", "")
    return " ".join(filter(None, (verdict, comment)))


def status(facts: dict[str, Any]) -> str:
    """How the question ended."""
    reason = f"（{facts['status_reason']}）" if facts.get("status_reason") else ""
    return words.STATUS.get(facts.get("status", ""), str(facts.get("status"))) + reason


def reasons(found: Sequence[str]) -> str:
    """Why a sentence was dropped."""
    return "、".join(words.REASONS.get(reason, reason) for reason in found)


def times(facts: dict[str, Any]) -> str:
    """Milliseconds of each step, in the order of the steps."""
    found = facts.get("timings_ms", {})
    names = [*(n for n in words.STEPS if n in found), *(n for n in found if n not in words.STEPS)]
    return "、".join(f"{words.STEPS.get(name, name)} {found[name]}" for name in names)


def _question(facts: dict[str, Any], text: dict[str, Any], expired: bool) -> Iterator[str]:
    yield f"セッション：{EXPIRED if expired else text.get('session')}"
    yield f"結果：{status(facts)}"
    yield f"質問：{EXPIRED if expired else text.get('question')}"
    yield f"回答：{EXPIRED if expired else text.get('answer')}"
    quotes = text.get("quotes", [])
    for n, citation in enumerate(facts.get("citations", [])):
        place = " ＞ ".join([citation["document_id"], *citation["path"]])
        quote = f"「{quotes[n]}」" if n < len(quotes) else ""
        yield f"出典[{citation['number']}]：{place}（{citation['start']}–{citation['end']}）{quote}"
    for n, found in enumerate(facts.get("dropped", [])):
        said = text["dropped"][n] if not expired else EXPIRED
        yield f"取り除いた文：{said}（{reasons(found)}）"
    for name, count in (("検討した箇所", "considered"), ("使った箇所", "used")):
        yield f"{name}：{len(facts.get(count, []))}件"
    for principle, verdict in facts.get("verdicts", {}).items():
        note = text.get("notes", {}).get(principle, "")
        said = words.VERDICTS.get(verdict, verdict) + (f"：{note}" if note else "")
        yield f"原則「{words.PRINCIPLES.get(principle, principle)}」：{said}"
    yield f"作り方：{facts.get('generator')}  索引 {facts.get('index_version')}  文言 {facts.get('prompt_version')}"
    yield f"時間（ミリ秒）：{times(facts)}"
