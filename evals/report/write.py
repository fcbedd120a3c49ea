"""All forms of the report: scores and verdict go in, files come out. The same scores give the same files."""

from __future__ import annotations

from pathlib import Path

from evals.gate.verdict import Verdict
from evals.report import data, junit, markdown, page
from evals.runner.scoring import Scores


def all_forms(scores: Scores, judged: Verdict, folder: Path) -> Path:
    """Writes report.html, report.json, junit.xml and summary.md into `folder`; the HTML file."""
    folder.mkdir(parents=True, exist_ok=True)
    told = data.report(scores, judged)
    (folder / "report.json").write_text(data.text(told), "utf-8")
    (folder / "junit.xml").write_text(junit.text(judged), "utf-8")
    (folder / "summary.md").write_text(markdown.text(told), "utf-8")
    target = folder / "report.html"
    target.write_text(page.text(told), "utf-8", "xmlcharrefreplace")
    return target


def summary_line(judged: Verdict) -> str:
    """One line in Japanese on how the gate stands."""
    bad = sum(not c.ok for c in judged.checks) + len(judged.missing)
    with_bound = sum(c.bound is not None for c in judged.checks)
    compared = sum(c.change is not None for c in judged.checks)
    state = "合格" if judged.ok else f"不合格（{bad}件）"
    return f"判定：{state}　指標{len(judged.checks)}、下限あり{with_bound}、前回と比較{compared}"
