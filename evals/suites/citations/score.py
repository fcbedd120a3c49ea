"""How it is scored: per sentence as ALCE does, with our verifier in the place of NLI, and apart from it by place.

The chain drops what the verifier rejects, so `support_recall` below 1 means that chain and verifier disagree;
`support_precision` shows citations that nothing needs. The figures by place know nothing of the verifier.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.answer import Answer
from assistant.verify.claims import Support, check
from assistant.verify.quotes import is_verbatim
from evals import metrics
from evals.metrics import citations
from evals.questions import Question
from evals.runner.kept import Kept
from evals.runner.model import Case, Outcome, Pair, Spec, count

FIGURES = (
    Spec("support_recall", "出典が支えている文"),
    Spec("support_precision", "文を支えるのに要る出典"),
    Spec("place_precision", "期待した文書・見出しの出典"),
    Spec("place_recall", "期待した文書のうち引用したもの"),
    Spec("verbatim", "原文と一字一句同じ引用"),
    Spec("cited", "出典のある文"),
)


def score(case: Case, record: Mapping[str, Any], kept: Kept) -> Outcome:
    """The outcome of one answer; nothing where it says nothing."""
    question, key = case.question, str(record["answer"])
    if question is None:
        return Outcome({})
    answer = kept.answers[key].answer
    if not answer.sentences:
        return Outcome({}, key=key)
    values = _support(answer, case.corpus, kept)
    exact = [is_verbatim(c, kept.text(case.corpus, c.document_id)) for c in answer.citations]
    values |= {"verbatim": count(exact), "cited": count([bool(s.citations) for s in answer.sentences])}
    if question.behaviour == "answer":
        values |= _places(question, answer)
    return Outcome(values, bool(notes := _notes(values)), "。".join(notes), key)


def _support(answer: Answer, corpus: str, kept: Kept) -> dict[str, Pair]:
    by_number = {c.number: c for c in answer.citations}
    carried, needed = [], []
    for sentence in answer.sentences:
        cited = [by_number[n] for n in sentence.citations if n in by_number]
        supports = [Support.of(c, kept.period(corpus, c.document_id)) for c in cited]
        carried.append(citations.recall(sentence.text, supports, _carries))
        needed += citations.precise(sentence.text, supports, _carries)
    return {"support_recall": count(carried), "support_precision": count(needed)}


def _carries(text: str, supports: Sequence[Support]) -> bool:
    return check(text, supports).ok


def _places(question: Question, answer: Answer) -> dict[str, Pair]:
    right = [metrics.right_place(question.documents, question.paths, c.document_id, c.path) for c in answer.citations]
    cited = {c.document_id for c in answer.citations}
    values = {"place_precision": count(right)} if question.documents or question.paths else {}
    if question.documents:
        values["place_recall"] = count([d in cited for d in question.documents])
    return values


def _notes(values: Mapping[str, Pair]) -> list[str]:
    told = {s.name: s.label for s in FIGURES}
    failing = ("support_recall", "verbatim", "cited", "place_recall")
    notes = [f"{told[n]}：{p[0]:.0f}/{p[1]:.0f}" for n in failing if (p := values.get(n)) and p[0] < p[1]]
    place = values.get("place_precision")
    return notes + (["期待した箇所の出典がない"] if place and place[0] == 0 else [])
