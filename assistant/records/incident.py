"""The incident report: one entry with all that belongs to it goes in, a page of Japanese HTML comes out.

Called by `audit export --incident`. The page stands alone (no scripts, nothing fetched) and prints on A4; whatever was
recorded is escaped. Its look is in `incident.css`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from importlib import resources
from typing import Any

from assistant.records import shape, show, words
from assistant.records.entry import Entry, timestamp
from assistant.records.verify import Report


@dataclass(frozen=True)
class Incident:
    """What a report tells: the entry of a question, feedback on it, what was set before it, the state of the chain."""

    entry: Entry
    feedback: Sequence[Entry]
    settings: Entry | None
    stop_switch: Entry | None
    report: Report
    made: datetime


def page(incident: Incident) -> str:
    """The whole page."""
    shaped = shape.of(incident.entry)
    facts, text = shaped["facts"], shaped["text"]
    expired = incident.entry.text is None
    style = resources.files("assistant.records").joinpath("incident.css").read_text("utf-8")
    parts = [
        f"<h1>事案報告書</h1><p>政策文書アシスタントの記録 {incident.entry.seq}</p>",
        f'<p class="note">作成：{_e(words.time(timestamp(incident.made)))}</p>',
        _overview(incident, facts, text, expired),
        _conversation(text, expired),
        _sources(facts, text),
        _dropped(facts, text, expired),
        _verdicts(facts, text),
        _feedback(incident.feedback),
        _passages(facts),
        _background(incident, facts),
        _state(incident),
    ]
    title = f"事案報告書 {incident.entry.seq}"
    head = f'<meta charset="utf-8"><title>{title}</title><meta name="viewport" content="width=device-width">'
    return f'<!doctype html>\n<html lang="ja"><head>{head}<style>\n{style}</style></head><body>\n' + (
        "\n".join(parts) + "\n</body></html>\n"
    )


def _overview(incident: Incident, facts: dict[str, Any], text: dict[str, Any], expired: bool) -> str:
    entry = incident.entry
    rows = [
        ("記録のID", f'<span class="hash">{_e(entry.id)}</span>'),
        ("日時", _e(words.time(entry.at))),
        ("利用者", _e(words.AUDIENCES.get(entry.audience or "", entry.audience or ""))),
        ("経路", _e(words.CHANNELS.get(entry.channel, entry.channel))),
        ("セッション（仮名）", _e(show.EXPIRED if expired else text.get("session", ""))),
        ("結果", _e(show.status(facts))),
        ("検索の対象", _e("、".join(facts.get("documents", [])) or "すべての文書")),
    ]
    return _section("概要", _facts(rows))


def _conversation(text: dict[str, Any], expired: bool) -> str:
    def shown(name: str) -> str:
        return f'<div class="text">{_e(show.EXPIRED if expired else text.get(name) or "")}</div>'

    understood = f"<p>次の質問として調べました：{_e(u)}</p>" if (u := text.get("understood_question")) else ""
    return _section("質問", shown("question") + understood) + _section("回答", shown("answer"))


def _sources(facts: dict[str, Any], text: dict[str, Any]) -> str:
    quotes, titles = text.get("quotes", []), text.get("titles", [])
    rows = [
        [
            str(c["number"]),
            _e(titles[n] if n < len(titles) else c["document_id"])
            + ("（ガイド版）" if c["edition"] == "guide" else ""),
            _e(" ＞ ".join(c["path"])) + (f"<br>{c['page']}ページ" if c["page"] else ""),
            _e(quotes[n] if n < len(quotes) else show.EXPIRED),
            f"{c['start']}–{c['end']}",
        ]
        for n, c in enumerate(facts.get("citations", []))
    ]
    return _section("出典", _table(("番号", "文書", "箇所", "引用", "文字位置"), rows, "引用した箇所はありません。"))


def _dropped(facts: dict[str, Any], text: dict[str, Any], expired: bool) -> str:
    rows = [
        [_e(show.EXPIRED if expired else text["dropped"][n]), _e(show.reasons(found))]
        for n, found in enumerate(facts.get("dropped", []))
    ]
    none = "取り除いた文はありません。"
    return _section("根拠を確認できず、取り除いた文", _table(("文", "理由"), rows, none))


def _verdicts(facts: dict[str, Any], text: dict[str, Any]) -> str:
    notes = text.get("notes", {})
    rows = [
        [_e(words.PRINCIPLES.get(p, p)), _e(words.VERDICTS.get(v, v)), _e(notes.get(p, ""))]
        for p, v in facts.get("verdicts", {}).items()
    ]
    return _section("生成AI活用5原則の判定", _table(("原則", "判定", "内容"), rows, "判定はありません。"))


def _feedback(feedback: Sequence[Entry]) -> str:
    rows = [[_e(words.time(f.at)), _e(show.opinion(f))] for f in feedback]
    return _section("利用者の評価", _table(("日時", "評価"), rows, "評価はありません。"))


def _passages(facts: dict[str, Any]) -> str:
    used = {p["id"] for p in facts.get("used", [])}
    listed = facts.get("considered", []) + [p for p in facts.get("used", []) if p not in facts.get("considered", [])]
    rows = [
        [str(n), _e(p["id"]), "使用" if p["id"] in used else "", f'<span class="hash">{_e(p["hash"][:16])}…</span>']
        for n, p in enumerate(listed, 1)
    ]
    return _section(
        "検討した箇所（近い順）", _table(("順位", "箇所のID", "使用", "内容のハッシュ"), rows, "ありません。")
    )


def _background(incident: Incident, facts: dict[str, Any]) -> str:
    rows = [
        ("作り方", _e(facts.get("generator", ""))),
        ("索引の版", f'<span class="hash">{_e(facts.get("index_version", ""))}</span>'),
        ("文言の版", f'<span class="hash">{_e(facts.get("prompt_version", ""))}</span>'),
        ("時間（ミリ秒）", _e(show.times(facts))),
        ("直前の設定の記録", _former(incident.settings, ("values", "changed"))),
        ("直前の停止スイッチ", _former(incident.stop_switch, ("stopped", "reason"))),
    ]
    return _section("その時の状態", _facts(rows))


def _former(entry: Entry | None, names: tuple[str, ...]) -> str:
    if entry is None:
        return "記録はありません。"
    facts = shape.of(entry)["facts"]
    said = json.dumps({name: facts.get(name) for name in names}, ensure_ascii=False)
    return f'{_e(words.time(entry.at))}（記録 {entry.seq}）<br><span class="hash">{_e(said)}</span>'


def _state(incident: Incident) -> str:
    report, entry = incident.report, incident.entry
    if report.ok:
        said = '<p class="good">異常なし：すべての記録がつながっており、書き換えは見つかりませんでした。</p>'
    else:
        faults = "".join(f"<li>記録 {f.first}–{f.last}：{_e(words.FAULTS[f.kind])}</li>" for f in report.faults[:20])
        said = f'<p class="bad">異常あり：{len(report.faults)}件</p><ul>{faults}</ul>'
    anchored = "署名された控えに含まれる" if entry.seq <= report.anchored else "署名された控えはまだない"
    rows = [
        ("記録の総数", f"{report.count}件（うち控えのあるもの {report.anchored}件まで）"),
        ("この記録", _e(anchored)),
        ("直前の記録のハッシュ", f'<span class="hash">{_e(entry.previous)}</span>'),
        ("この記録のハッシュ", f'<span class="hash">{_e(entry.hash)}</span>'),
    ]
    return _section("記録簿の検証", said + _facts(rows))


def _section(title: str, body: str) -> str:
    return f"<section><h2>{_e(title)}</h2>{body}</section>"


def _facts(rows: Iterable[tuple[str, str]]) -> str:
    body = "".join(f'<tr><th scope="row">{_e(name)}</th><td>{value}</td></tr>' for name, value in rows)
    return f"<table><tbody>{body}</tbody></table>"


def _table(names: Sequence[str], rows: Sequence[Sequence[str]], none: str) -> str:
    if not rows:
        return f"<p>{_e(none)}</p>"
    head = "".join(f'<th scope="col">{_e(name)}</th>' for name in names)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _e(text: Any) -> str:
    return escape(str(text))
