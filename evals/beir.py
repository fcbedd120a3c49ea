"""Outside retrieval sets in BEIR's form: a folder goes in, figures for dense, lexical and fused search come out.

The folder holds corpus.jsonl ({"_id" or "id", "title", "text"}), queries.jsonl ({"_id" or "id", "text"}) and
qrels.tsv (query, document, score; header or not). The entries are indexed by the code and the settings that index
documents, into a folder that is thrown away. Called by `policy-assistant eval --beir`.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.settings import Settings
from evals import metrics
from ingest import sentences, tokens
from ingest.models import Kind, Passage, Source
from ingest.normalise import Mapped, heading_text
from vectorstore import chroma, details, lexical, titles
from vectorstore.codec import StoredPassage, encodable, store
from vectorstore.embeddings import Embedder, Vectors
from vectorstore.hybrid import HybridSearch, Part, Weights
from vectorstore.progress import NullProgress, Progress

DEPTH = 100  # passages looked at until ten different documents are found
_ALONE = Weights(
    coverage=0.0,
    entry_coverage=0.0,
    sounds=0.0,
    entry_sounds=0.0,
    kana=0.0,
    terms=0.0,
    lists=0.0,
    dated=0.0,
    figures=0.0,
    groups=0.0,
)
VARIANTS: dict[str, Weights] = {
    "dense": replace(_ALONE, section=0.0, entry=0.0),
    "lexical": replace(_ALONE, section=1.0, entry=1.0),
    "fused": Weights(),
}


class SetError(Exception):
    """The folder holds no set that can be used; one line that names file, line and reason."""


@dataclass(frozen=True)
class BeirSet:
    """Entries (id, title, text), queries (id -> text) and judgements (query -> document -> score)."""

    corpus: tuple[tuple[str, str, str], ...]
    queries: dict[str, str]
    qrels: dict[str, dict[str, int]]


def load(folder: Path) -> BeirSet:
    """The set in `folder`; raises SetError."""
    corpus = []
    for number, row in _rows(folder / "corpus.jsonl"):
        entry = (_id(row, folder / "corpus.jsonl", number), str(row.get("title") or ""), str(row.get("text") or ""))
        if entry[1].strip() or entry[2].strip():
            corpus.append(entry)
    queries = {
        _id(row, folder / "queries.jsonl", n): str(row.get("text") or "") for n, row in _rows(folder / "queries.jsonl")
    }
    if len({e[0] for e in corpus}) != len(corpus):
        raise SetError(f"{folder / 'corpus.jsonl'}: an id is given twice; ids must differ")
    qrels = _qrels(folder / "qrels.tsv")
    missing = [q for q in qrels if q not in queries]
    if missing:
        raise SetError(f"{folder / 'qrels.tsv'}: query {missing[0]} is not in queries.jsonl")
    if not corpus or not any(score > 0 for judged in qrels.values() for score in judged.values()):
        raise SetError(f"{folder}: holds no entries or no judgements above 0")
    return BeirSet(tuple(corpus), queries, qrels)


def _rows(path: Path) -> Iterator[tuple[int, dict[str, object]]]:
    for number, line in _lines(path):
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise SetError(f"{path} line {number}: is no JSON ({getattr(error, 'msg', error)})") from None
        if not isinstance(row, dict):
            raise SetError(f"{path} line {number}: must be an object")
        yield number, row


def _lines(path: Path) -> list[tuple[int, str]]:
    """The lines that are not empty, each with its number."""
    try:
        lines = path.read_text("utf-8-sig").split("\n")
    except (FileNotFoundError, NotADirectoryError):
        raise SetError(f"{path}: no such file; a set needs corpus.jsonl, queries.jsonl and qrels.tsv") from None
    except (OSError, UnicodeDecodeError) as error:
        raise SetError(f"{path}: cannot be read ({error}); it must be UTF-8") from None
    return [(n, line) for n, line in enumerate(lines, 1) if line.strip()]


def _id(row: Mapping[str, object], path: Path, number: int) -> str:
    value = row.get("_id", row.get("id"))
    if value is None:
        raise SetError(f"{path} line {number}: has no id")
    if encodable(str(value)) != str(value):
        raise SetError(f"{path} line {number}: the id holds half a surrogate pair; mend it")
    return str(value)


def _qrels(path: Path) -> dict[str, dict[str, int]]:
    out: dict[str, dict[str, int]] = {}
    for number, line in _lines(path):
        fields = line.strip().split("\t") if "\t" in line else line.split()
        if len(fields) == 4:
            fields = [fields[0], fields[2], fields[3]]  # TREC's form has an unused second column
        try:
            query, document, score = fields
            out.setdefault(query, {})[document] = int(float(score))
        except (ValueError, OverflowError):
            if number > 1:
                raise SetError(f"{path} line {number}: must be query, document and score, parted by tabs") from None
    return out


def evaluate(
    found: BeirSet, settings: Settings, embedder: Embedder, progress: Progress | None = None
) -> dict[str, dict[str, float]]:
    """nDCG@10, recall@1, @5, @10 and MRR@10 of each variant, means over the judged queries."""
    progress = progress or NullProgress()
    passages = [p for entry in found.corpus for p in _passages(*entry, settings.max_passage_tokens)]
    with tempfile.TemporaryDirectory(prefix="policy-assistant-beir-") as name:
        folder = Path(name)
        part = index(folder, passages, embedder, progress)
        try:
            asked = [q for q in found.qrels if any(s > 0 for s in found.qrels[q].values())]
            written = HybridSearch([part]).written
            texts = [written(found.queries[q]) for q in asked]
            vectors = embedder.embed_queries(texts)
            out = {}
            for variant, weights in VARIANTS.items():
                search = HybridSearch([part], settings.home_publisher, weights)
                ranked = [_documents(search, text, v) for text, v in zip(texts, vectors, strict=True)]
                out[variant] = _figures([found.qrels[q] for q in asked], ranked)
            return out
        finally:
            part.dense.close()


def index(folder: Path, passages: Sequence[StoredPassage], embedder: Embedder, progress: Progress) -> Part:
    """An index of `passages` in `folder`, made as the indexing run makes one."""
    for name in ("dense", "lexical", "titles", "details"):
        (folder / name).mkdir()
    progress.start("embedding", len(passages))
    vectors = embedder.embed_passages([p.passage.embedding_text for p in passages])
    progress.finish()
    chroma.build(folder / "dense", passages, vectors, progress)
    lexical.build(folder / "lexical", passages, progress)
    titles.build(folder / "titles", passages, embedder)
    details.build(folder / "details", passages, embedder)
    return Part(
        chroma.DenseIndex.open(folder / "dense"),
        lexical.LexicalIndex(folder / "lexical"),
        titles.TitleVectors(folder / "titles"),
        details.DetailVectors(folder / "details"),
    )


def _passages(entry_id: str, title: str, text: str, max_tokens: int) -> Iterator[StoredPassage]:
    source = Source(id="beir", path=Path("corpus.jsonl"), title="")
    body = text if text.strip() else title
    pieces = sentences.pieces(body, lambda t: tokens.count(t) <= max_tokens) or [(0, len(body))]
    for n, (start, end) in enumerate(pieces):
        path = (heading_text(title),) if title.strip() else ()
        runs = Mapped.of(body, start, end).runs()
        yield store(
            Passage(
                f"{entry_id}#{n}", source.id, path, Kind.PROSE, body[start:end], runs, start, end, record_id=entry_id
            ),
            source,
        )


def _documents(search: HybridSearch, question: str, vector: Vectors) -> list[str]:
    """The ids of the best ten entries: an entry ranks with its best passage."""
    if not question.strip():
        return []
    ranked = search.search(question, vector, DEPTH)
    ids = dict.fromkeys(p.passage.record_id or "" for p, _ in ranked)
    return list(ids)[:10]


def _figures(relevant: Sequence[Mapping[str, int]], ranked: Sequence[Sequence[str]]) -> dict[str, float]:
    def over(measure: Callable[[Mapping[str, int], Sequence[str]], float]) -> float:
        values = [measure(r, d) for r, d in zip(relevant, ranked, strict=True)]
        return round(sum(values) / len(values), 4) if values else 0.0

    return {
        "ndcg@10": over(lambda r, d: metrics.ndcg(r, d, 10)),
        "recall@1": over(lambda r, d: metrics.recall_at(r, d, 1)),
        "recall@5": over(lambda r, d: metrics.recall_at(r, d, 5)),
        "recall@10": over(lambda r, d: metrics.recall_at(r, d, 10)),
        "mrr@10": over(lambda r, d: metrics.reciprocal_rank(r, d, 10)),
    }
