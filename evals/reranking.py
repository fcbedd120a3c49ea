"""Measures a reranker on our own questions: its name goes in, places and times with and without it come out.

Called by `policy-assistant doctor --reranker NAME`. Asked are the questions of the shipped sets whose documents are
indexed, or those of a file; the same searches are made with the reranker and without it, until a time is up.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant import indexing
from assistant.errors import AssistantError
from assistant.settings import Settings
from evals import metrics, questions
from evals.metrics.statistics import mcnemar, percentile
from evals.questions import Question
from vectorstore.codec import StoredPassage
from vectorstore.embeddings import Embedder
from vectorstore.hybrid import HybridSearch

SETS = Path(__file__).parent / "sets"
SHIPPED = ("guide", "official-dev")
FIRST = 5  # places in which the right one is looked for
MOST, LEAST = 60, 20  # questions that are asked, and that a judgement needs
SECONDS = 180.0  # after which no further question is asked
SURE = 0.05  # p value of a difference from which it is one
SLOW = 0.5  # seconds that it may add to an answer


@dataclass(frozen=True)
class Asked:
    """One question: whether the right place came first and among `FIRST`, and seconds, without and with it."""

    first: tuple[bool, bool]
    among: tuple[bool, bool]
    seconds: tuple[float, float]


def chosen(indexed: Sequence[str], file: Path | None = None) -> list[Question]:
    """Questions with a known place in the indexed documents, evenly drawn; raises AssistantError where few fit."""
    try:
        known = questions.load(file) if file else [q for s in SHIPPED for q in questions.load(SETS / f"{s}.jsonl")]
    except questions.QuestionSetError as error:
        raise AssistantError(f"{error}; mend the file, see evals/sets/README.md") from None
    fit = [q for q in known if q.behaviour == "answer" and q.paths and q.documents and set(q.documents) <= set(indexed)]
    if len(fit) < LEAST:
        raise AssistantError(
            f"{len(fit)} questions are about the indexed documents, {LEAST} are needed; "
            "name a file of your own with --questions (evals/sets/README.md tells its form)"
        )
    step = max(1.0, len(fit) / MOST)
    return [fit[int(n * step)] for n in range(min(MOST, len(fit)))]


def measure(settings: Settings, name: str, file: Path | None = None) -> list[Asked]:
    """Asks both ways; raises AssistantError where index, reranker or questions cannot be used."""
    embedder = indexing.embedder_for(settings)
    reranker = indexing.reranker_for(settings.model_copy(update={"reranker": name}))
    with indexing.open_index(settings, "staff", embedder=embedder) as index:
        asked = chosen([record.source.id for record in index.sources()], file)
        home = settings.home_publisher or index.home_publisher
        both = HybridSearch(index.parts, home), HybridSearch(index.parts, home, reranker=reranker)
        return list(_asked(asked, both, embedder))


def _asked(asked: Sequence[Question], both: Sequence[HybridSearch], embedder: Embedder) -> Iterator[Asked]:
    begin = time.monotonic()
    for question in asked:
        vector = embedder.embed_queries([question.question])[0]
        found, seconds = [], []
        for search in both:
            started = time.perf_counter()
            found.append([p for p, _ in search.search(question.question, vector, FIRST)])
            seconds.append(time.perf_counter() - started)
        first, among = ([_holds(question, f[:n]) for f in found] for n in (1, FIRST))
        yield Asked((first[0], first[1]), (among[0], among[1]), (seconds[0], seconds[1]))
        if time.monotonic() - begin > SECONDS:
            return


def _holds(question: Question, found: Sequence[StoredPassage]) -> bool:
    return any(metrics.right_place(question.documents, question.paths, p.source.id, p.passage.path) for p in found)


def report(name: str, asked: Sequence[Asked]) -> list[str]:
    """What was measured and what to do, a line each, in Japanese for the command line."""
    rows = []
    for told, which in (("なし", 0), ("あり", 1)):
        first, among = (sum(getattr(a, kind)[which] for a in asked) / len(asked) for kind in ("first", "among"))
        taken = percentile([a.seconds[which] for a in asked], 0.5) or 0.0
        places = f"正しい箇所が1位 {first:.3f}、{FIRST}位以内 {among:.3f}"
        rows.append(f"  再順位付け{told}：{places}、検索の時間（中央値）{taken:.3f}秒")
    return [f"{name}：手元の質問 {len(asked)}問で比べました", *rows, f"  {advice(name, asked)}"]


def advice(name: str, asked: Sequence[Asked]) -> str:
    """Whether to use it: only where what comes first is surely better, and the answer not much later."""
    won = sum(a.first[1] and not a.first[0] for a in asked)
    lost = sum(a.first[0] and not a.first[1] for a in asked)
    fewer = sum(a.among[0] for a in asked) > sum(a.among[1] for a in asked)
    sure = mcnemar(lost, won) < SURE
    added = percentile([a.seconds[1] - a.seconds[0] for a in asked], 0.5) or 0.0
    slow = f"。ただし回答が約{added:.1f}秒遅くなります" if added > SLOW else ""
    figures = f"1位が良くなった質問 {won}、悪くなった質問 {lost}"
    if len(asked) < LEAST:
        return f"{len(asked)}問しか測れませんでした。判断には足りません（{figures}{slow}）"
    if sure and lost > won:
        return f"使わないでください。順位が悪くなります（{figures}）"
    if sure and won > lost and not fewer:
        return f'使う価値があります（{figures}）。設定に reranker = "{name}" と書いてください{slow}'
    return f"確かな効果はありません。使わないことを勧めます（{figures}{slow}）"
