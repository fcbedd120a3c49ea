"""A summary in Markdown, for the page of a CI run or a merge request; hidden sets with their totals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evals.report.shown import bound, change, interval, number


def text(told: Mapping[str, Any]) -> str:
    """The summary."""
    about = told["about"]
    lines = [
        "# 評価の結果",
        "",
        f"**{'合格' if told['ok'] else '不合格'}**　{about['asked']}　commit `{about['commit'][:12] or '不明'}`"
        f"{'（未コミットの変更あり）' if about['changed'] else ''}",
        "",
    ]
    lines += [f"- {_escaped(m)}" for m in told["failures"]] + ([""] if told["failures"] else [])
    for suite in told["suites"]:
        lines += [f"## {suite['label']}（{suite['name']}）", "", suite["about"], ""]
        lines += ["| set | metric | 値 | 95％区間 | n | 下限・上限 | 前回から |", "|---|---|---|---|---|---|---|"]
        for found in suite["sets"]:
            for f in found["figures"]:
                mark = "" if not f["message"] else "**×** "
                cells = (found["name"], mark + f["name"], number(f), interval(f), str(f["n"]), bound(f), change(f))
                lines.append("| " + " | ".join(_escaped(c) for c in cells) + " |")
        lines.append("")
    return "\n".join(lines)


def _escaped(value: str) -> str:
    return value.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")
