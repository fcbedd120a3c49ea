"""The part of the page that shows every failed question: answer, expected facts, citations, passages seen.

Called by `evals.report.page`. Hidden sets never reach it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

_STATUS = {
    "answered": "答えた",
    "partial": "一部答えた・聞き返した",
    "no_answer": "答えなかった",
    "refused": "断った",
}
_BEHAVIOURS = {
    "answer": "答える",
    "no_answer": "黙る",
    "correct_premise": "前提の誤りを示すか黙る",
    "ask_back": "聞き返す",
}


def shown(told: Mapping[str, Any]) -> Iterator[str]:
    """The section, set by set; then what optional judges said."""
    yield "<h2>失敗した質問</h2>"
    sets = list(dict.fromkeys(q["set"] for q in told["questions"]))
    if not sets:
        yield "<p>ありません。</p>"
    for name in sets:
        own = [q for q in told["questions"] if q["set"] == name]
        yield f"<h3>{escape(name)}（{len(own)}件）</h3>"
        for question in own:
            yield _question(question)
    if told["judgements"]:
        yield from _judgements(told["judgements"])


def _question(q: Mapping[str, Any]) -> str:
    tags = "".join(f'<span class="tag">{escape(f["suite"])}</span>' for f in q["failed"])
    parts = [_entry("何が足りないか", [f"{f['suite']}：{f['note'] or '失敗'}" for f in q["failed"]])]
    if q["behaviour"]:
        parts.append(_entry("期待したふるまい", [_BEHAVIOURS.get(q["behaviour"], q["behaviour"])]))
    parts.append(_entry("必要な事実", [" または ".join(f) for f in q["facts"]]))
    parts.append(_entry("期待した箇所", [" ＞ ".join(p) for p in q["paths"]] or q["documents"]))
    if "answer" in q:
        parts += _answer(q["answer"])
        seen = [
            f'<span class="soft">{escape(" ＞ ".join((s["document_id"], *s["path"])))}</span>'
            f"<blockquote>{escape(s['text'])}…</blockquote>"
            for s in q["seen"]
        ]
        parts.append(_raw("答えを作るときに見た箇所（上位）", seen))
    head = escape(q["question"] or q["text"])
    kind = f'<span class="soft">{escape(q["id"])}　{escape(q["category"])}</span>'
    return f"<details><summary>{head}<br>{tags}{kind}</summary><div><dl>{''.join(parts)}</dl></div></details>"


def _answer(answer: Mapping[str, Any]) -> list[str]:
    status = _STATUS.get(answer["status"], answer["status"]) + (f"（{answer['reason']}）" if answer["reason"] else "")
    said = [s["text"] + "".join(f"[{n}]" for n in s["citations"]) for s in answer["sentences"]]
    cited = [
        f"[{c['number']}] {escape(' ＞ '.join((c['document'], *c['path'])))}"
        f"<blockquote>{escape(c['quote'])}</blockquote>"
        for c in answer["citations"]
    ]
    return [_entry("結果", [status]), _entry("回答", said or answer["notices"]), _raw("出典", cited)]


def _entry(name: str, lines: list[str]) -> str:
    return _raw(name, [escape(line) for line in lines])


def _raw(name: str, lines: list[str]) -> str:
    """A name with lines that are HTML already; nothing without lines."""
    return f"<dt>{name}</dt>{''.join(f'<dd>{line}</dd>' for line in lines)}" if lines else ""


def _judgements(told: Mapping[str, Any]) -> Iterator[str]:
    yield "<h2>言語モデルによる評価（参考）</h2>"
    yield f'<p class="soft">モデル <code>{escape(told["model"])}</code>、{told["runs"]}回。判定には使いません。</p>'
    rows = "".join(
        f"<tr><td>{escape(name)}</td><td>{_told(f['mean'])}</td><td>{_told(f['low'])}–{_told(f['high'])}</td>"
        f"<td>{f['n']}</td></tr>"
        for name, f in told["figures"].items()
    )
    head = "<tr><th>metric</th><th>平均</th><th>回ごとの幅</th><th>n</th></tr>"
    yield f'<div class="wide"><table><thead>{head}</thead><tbody>{rows}</tbody></table></div>'


def _told(value: float | None) -> str:
    return "未測定" if value is None else f"{value:.2f}"
