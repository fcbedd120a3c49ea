"""The report as plain data: what page, Markdown and report.json are made of. Formats: docs/evaluation.md.

Of hidden sets only figures enter it, so that nothing made from it can show a question, an id or an answer of theirs.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from evals.gate.verdict import Check, Verdict
from evals.metrics import abstention
from evals.runner.kept import Kept, KeptAnswer
from evals.runner.model import Case, Outcome
from evals.runner.scoring import Scores, SetScore
from evals.suites import Suite

FORMAT = 1
_ABOUT = ("asked", "commit", "changed", "settings", "prompt_version", "python", "sets")


def report(scores: Scores, judged: Verdict) -> dict[str, Any]:
    """Everything that is shown, in the order in which it is shown."""
    about = scores.kept.about
    judgements = scores.kept.folder / "judgements.json"
    return {
        "format": FORMAT,
        "ok": judged.ok,
        "failures": judged.failures,
        "about": {
            **{name: about[name] for name in _ABOUT},
            "corpora": {name: c["index_version"] for name, c in about["corpora"].items()},
            "baselines": {suite: {"commit": b.commit, "asked": b.asked} for suite, b in judged.baselines.items()},
        },
        "suites": [_suite(name, scores, judged) for name in dict.fromkeys(s.suite for s in scores.sets)],
        "questions": _questions(scores),
        "judgements": json.loads(judgements.read_text("utf-8")) if judgements.is_file() else None,
    }


def text(told: Mapping[str, Any]) -> str:
    """As JSON, also where a text holds half a surrogate pair."""
    return json.dumps(told, ensure_ascii=True, indent=1) + "\n"


def _suite(name: str, scores: Scores, judged: Verdict) -> dict[str, Any]:
    cases = Suite(name).asked
    sets = [s for s in scores.sets if s.suite == name]
    return {
        "name": name,
        "label": cases.LABEL,
        "about": cases.ABOUT,
        "sets": [_set(s, [c for c in judged.checks if (c.suite, c.set) == (name, s.set)]) for s in sets],
    }


def _set(found: SetScore, checks: list[Check]) -> dict[str, Any]:
    failed = sum(o.failed for _, o in found.outcomes)
    return {
        "name": found.set,
        "corpus": found.corpus,
        "hidden": found.hidden,
        "cases": len(found.outcomes),
        "failed": failed,
        "figures": [_figure(c) for c in checks],
        "categories": {} if found.hidden else _categories(found),
        "risk_curve": [] if found.hidden else _curve(found),
    }


def _figure(check: Check) -> dict[str, Any]:
    change = check.change
    return {
        "name": check.spec.name,
        "label": check.spec.label,
        "better": check.spec.better,
        "timed": check.spec.timed,
        "unit": check.spec.unit,
        "value": check.figure.value,
        "low": check.figure.low,
        "high": check.figure.high,
        "n": check.figure.n,
        "bound": check.bound,
        "change": None
        if change is None
        else {
            "before": change.before,
            "after": change.after,
            "n": change.n,
            "test": change.test,
            "significant": change.significant,
            "lost": change.lost,
            "worse": [case.id for case in change.worse],
        },
        "message": check.message,
    }


def _categories(found: SetScore) -> dict[str, list[int]]:
    """By category of question: cases, and those that did not fail."""
    out: dict[str, list[int]] = {}
    for case, outcome in found.outcomes:
        name = case.question.category if case.question else str(case.data.get("kind") or "true")
        counts = out.setdefault(name, [0, 0])
        counts[0] += 1
        counts[1] += not outcome.failed
    return dict(sorted(out.items()))


def _curve(found: SetScore) -> list[list[float]]:
    """Points (coverage, risk) of the risk-coverage curve, at most 50; empty for suites without confidence."""
    pairs = [o.values["aurc"] for _, o in found.outcomes if "aurc" in o.values]
    if len(pairs) < 2:
        return []
    risks = abstention.risks([p[0] for p in pairs], [p[1] for p in pairs])
    step = max(1, len(pairs) // 50)
    places = [*range(step - 1, len(pairs), step)]
    return [[round((n + 1) / len(pairs), 4), round(float(risks[n]), 4)] for n in places]


def _questions(scores: Scores) -> list[dict[str, Any]]:
    """Every case that failed somewhere, once, with what each suite says of it."""
    out: dict[tuple[str, str, str], dict[str, Any]] = {}
    for found in scores.sets:
        if found.hidden:
            continue
        for case, outcome in found.outcomes:
            if outcome.failed:
                entry = out.setdefault((case.set, case.id, found.suite if case.data else ""), _case(case))
                entry["failed"].append({"suite": found.suite, "note": outcome.note})
                if outcome.key and "answer" not in entry:
                    entry.update(_answer(scores.kept, outcome))
    for entry in out.values():
        if "answer" not in entry and entry["question"]:
            entry.update(_asked_elsewhere(scores.kept, entry))
    return sorted(out.values(), key=lambda e: (e["set"], e["id"]))


def _case(case: Case) -> dict[str, Any]:
    q = case.question
    return {
        "set": case.set,
        "id": case.id,
        "corpus": case.corpus,
        "question": str(case.data.get("asked", q.question)) if q else "",
        "text": "" if q else str(case.data.get("text", "")),
        "category": q.category if q else str(case.data.get("kind") or "true"),
        "behaviour": q.behaviour if q else "",
        "facts": [list(f) for f in q.facts] if q else [],
        "forbidden": list(q.forbidden) if q else [],
        "documents": list(q.documents) if q else [],
        "paths": [list(p) for p in q.paths] if q else [],
        "failed": [],
    }


def _answer(kept: Kept, outcome: Outcome) -> dict[str, Any]:
    return _told(kept.answers[outcome.key])


def _asked_elsewhere(kept: Kept, entry: Mapping[str, Any]) -> dict[str, Any]:
    """The answer to a question that failed only where none was composed (retrieval)."""
    asked = (entry["corpus"], entry["question"])
    found = next((a for a in kept.answers.values() if (a.corpus, a.question) == asked), None)
    return _told(found) if found else {}


def _told(found: KeptAnswer) -> dict[str, Any]:
    answer = found.answer
    return {
        "answer": {
            "status": answer.status.value,
            "reason": answer.status_reason,
            "sentences": [{"text": s.text, "citations": list(s.citations)} for s in answer.sentences],
            "notices": list(answer.notices),
            "citations": [
                {"number": c.number, "document": c.document_title, "path": list(c.path), "quote": c.quote}
                for c in answer.citations
            ],
        },
        "seen": [dict(s) for s in found.seen],
    }
