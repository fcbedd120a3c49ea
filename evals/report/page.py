"""The report as one HTML file that refers to nothing outside: summary for an officer, the rest for an engineer.

Made of `evals.report.data` alone; every text of a document or a question is escaped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any

from evals.report import plots, questions_shown
from evals.report.shown import bound, change, headline, interval, number

_CSS = Path(__file__).with_name("page.css")
_CORPORA = {"guide": "ガイド（同梱の解説）", "official": "正文（公式の5文書）", "own": "登録した文書"}
_PASSED = "下限を下回った指標も、有意に悪化した指標もありません。"
_SHUT = "次の指標が、下限を下回ったか、前回より有意に悪くなりました。"
_BY_CATEGORY = "種類ごとの内訳（失敗しなかった件数）"
# The figure that stands for a suite in the summary, for a reader who looks at one line of each.
_HEADLINES = {
    "retrieval": "recall@5",
    "answers": "complete",
    "citations": "place_precision",
    "abstention": "recall",
    "comparison": "complete",
    "verifier": "caught",
    "robustness": "same",
    "latency": "wall_p95_ms",
}


def text(told: Mapping[str, Any]) -> str:
    """The page."""
    body = "\n".join((*_head(told), *_summary(told), *_changes(told), *_suites(told), *questions_shown.shown(told)))
    return (
        '<!doctype html>\n<html lang="ja"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>政策文書アシスタントの評価</title><style>{_CSS.read_text('utf-8')}</style></head>"
        f"<body><main>\n{body}\n</main></body></html>\n"
    )


def _head(told: Mapping[str, Any]) -> Iterator[str]:
    about = told["about"]
    yield "<h1>政策文書アシスタントの評価</h1>"
    commit = about["commit"][:12] or "不明"
    changed = "（未コミットの変更あり）" if about["changed"] else ""
    yield f'<p class="soft">質問した日時 {escape(about["asked"])}　commit <code>{escape(commit)}</code>{changed}</p>'
    if told["ok"]:
        yield f'<div class="verdict pass"><strong>✓ 合格</strong><p>{_PASSED}</p></div>'
        return
    rows = "".join(f"<li>{escape(m)}</li>" for m in told["failures"])
    yield f'<div class="verdict shut"><strong>× 不合格</strong><p>{_SHUT}</p><ul>{rows}</ul></div>'


def _summary(told: Mapping[str, Any]) -> Iterator[str]:
    yield "<h2>要約</h2><ul class=cards>"
    for suite in told["suites"]:
        found = _headline(suite)
        if found is None:
            continue
        name, f = found
        mark = '<span class="no">×</span> ' if any(g["message"] for s in suite["sets"] for g in s["figures"]) else ""
        yield (
            f"<li>{mark}{escape(suite['label'])}<b>{headline(f)}</b>{escape(f['label'])}"
            f'<span class="soft"><br>{escape(name)}　<code>{escape(f["name"])}</code></span></li>'
        )
    yield "</ul>"
    yield from _versions(told["about"])


def _headline(suite: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]] | None:
    """The first open set of the official documents, else of any corpus."""
    wanted = _HEADLINES.get(suite["name"])
    sets = sorted((s for s in suite["sets"] if not s["hidden"]), key=lambda s: s["corpus"] != "official")
    for found in sets:
        for f in found["figures"]:
            if f["value"] is not None and (wanted is None or f["name"] == wanted):
                return found["name"], f
    return None


def _versions(about: Mapping[str, Any]) -> Iterator[str]:
    rows = [(f"索引 {_CORPORA.get(n, n)}", v) for n, v in about["corpora"].items()]
    rows += [("文言の版（prompt_version）", about["prompt_version"]), ("Python", about["python"])]
    rows += [(f"設定 {n}", str(v)) for n, v in about["settings"].items() if v not in (None, "")]
    rows += [(f"質問集 {n}", f"{s['questions']}問　{s['digest']}") for n, s in about["sets"].items()]
    cells = "".join(f"<tr><th>{escape(n)}</th><td><code>{escape(v)}</code></td></tr>" for n, v in rows)
    yield f"<details><summary>この評価の設定と版</summary><div><table>{cells}</table></div></details>"
    yield (
        '<p class="soft">図の見方：点は今回の値、帯は95％の信頼区間（bootstrap）、輪は前回（baseline）の値、'
        "縦の破線は下限または上限です。「未測定」は0ではなく、測る対象がなかったことを示します。</p>"
    )


def _changes(told: Mapping[str, Any]) -> Iterator[str]:
    yield "<h2>前回から変わったこと</h2>"
    baselines = told["about"]["baselines"]
    if not baselines:
        yield "<p>比べる前回の記録（baseline）がありません。</p>"
        return
    commits = sorted({b["commit"][:12] for b in baselines.values()})
    yield f'<p class="soft">前回：commit <code>{escape("、".join(commits))}</code>。同じ質問どうしを比べています。</p>'
    rows = [
        f"<tr><td>{escape(suite['label'])}　{escape(found['name'])}</td><td>{escape(f['label'])}"
        f'<span class="soft"><code>{escape(f["name"])}</code></span></td>'
        f'<td class="value">{f["change"]["before"]:.3f} → {f["change"]["after"]:.3f}</td><td>{escape(change(f))}</td>'
        f"<td>{escape('、'.join(f['change']['worse'][:12]))}</td></tr>"
        for suite in told["suites"]
        for found in suite["sets"]
        for f in found["figures"]
        if f["change"] and abs(f["change"]["after"] - f["change"]["before"]) >= 0.00005
    ]
    if not rows:
        yield "<p>変わった指標はありません。</p>"
        return
    yield (
        '<div class="wide"><table><thead><tr><th>評価</th><th>指標</th><th>前回 → 今回</th><th>差</th>'
        f"<th>悪くなった質問</th></tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def _suites(told: Mapping[str, Any]) -> Iterator[str]:
    for suite in told["suites"]:
        yield f'<h2 id="{escape(suite["name"])}">{escape(suite["label"])} <code>{escape(suite["name"])}</code></h2>'
        yield f"<p>{escape(suite['about'])}</p>"
        for found in suite["sets"]:
            yield from _set(found)


def _set(found: Mapping[str, Any]) -> Iterator[str]:
    corpus = _CORPORA.get(found["corpus"], found["corpus"])
    hidden = "　合計だけを示す質問集です" if found["hidden"] else f"　うち失敗{found['failed']}件"
    yield f"<h3>{escape(found['name'])}</h3>"
    yield f'<p class="soft">{escape(corpus)}　{found["cases"]}件{hidden}</p>'
    rows = "".join(_figure(f) for f in found["figures"])
    yield (
        '<div class="wide"><table class="figures"><thead><tr><th>指標</th><th>値</th><th>図</th><th>95％区間</th>'
        f"<th>下限・上限</th><th>前回から</th></tr></thead><tbody>{rows}</tbody></table></div>"
    )
    if found["risk_curve"]:
        yield plots.curve(found["risk_curve"], found["name"])
    if len(found["categories"]) > 1:
        cells = "".join(
            f"<tr><td>{escape(name)}</td><td>{good}/{total}</td><td>{plots.bar(good, total)}</td></tr>"
            for name, (total, good) in found["categories"].items()
        )
        yield f"<details><summary>{_BY_CATEGORY}</summary><div><table>{cells}</table></div></details>"


def _figure(f: Mapping[str, Any]) -> str:
    mark = '<span class="no">×</span> ' if f["message"] else ""
    return (
        f'<tr><td>{escape(f["label"])}<span class="soft"><code>{escape(f["name"])}</code>　n={f["n"]}</span></td>'
        f'<td class="value">{mark}{number(f)}</td><td>{plots.whisker(f)}</td>'
        f'<td data-name="95％区間">{interval(f)}</td><td data-name="下限・上限">{bound(f)}</td>'
        f'<td data-name="前回から">{escape(change(f))}</td></tr>'
    )
