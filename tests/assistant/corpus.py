"""A small corpus, a parser and an embedder for tests of the indexing run; `python corpus.py` is a slow run to kill."""

from __future__ import annotations

import hashlib
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.settings import Settings
from ingest.models import Document, Finding, Kind, Passage, ReaderText, Source, Span
from vectorstore.embeddings import Vectors


def parse(source: Source, data: bytes, max_tokens: int) -> Document:
    """One passage a line; a line with "?" is a finding."""
    text = data.decode()
    passages, findings, at = [], [], 0
    for n, line in enumerate(text.splitlines(keepends=True)):
        body = line.rstrip("\r\n")
        if body:
            span = Span(at, at + len(body))
            runs = ((0, len(body), *span),)
            passages.append(Passage(f"{source.id}:{n}", source.id, ("章",), Kind.PROSE, body, runs, *span))
            if "?" in body:
                findings.append(Finding("odd", body, span))
        at += len(line)
    return Document(source, ReaderText(text), tuple(passages), (), tuple(findings))


class FakeEmbedder:
    """Vectors from a hash of the text; counts what it embeds, and can be slow."""

    passage_prefix = ""
    dimension = 8

    def __init__(self, name: str = "fake@1", seconds_per_text: float = 0.0) -> None:
        self.name = name
        self.texts: list[str] = []
        self._seconds = seconds_per_text

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions."""
        rows = [np.frombuffer(hashlib.sha256(t.encode()).digest(), dtype=np.int32) for t in texts]
        return np.array(rows, dtype=np.float32).reshape(len(texts), 8) / 2**31

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages."""
        self.texts += texts
        time.sleep(self._seconds * len(texts))
        return self.embed_queries(texts)


def write_list(folder: Path, documents: dict[str, str], audiences: dict[str, str] | None = None) -> Path:
    """A folder with `sources.toml` and the documents, id -> text; returns the list's path."""
    folder.mkdir(parents=True, exist_ok=True)
    entries = ['home_publisher = "宮城県"\n']
    for name, text in documents.items():
        (folder / f"{name}.txt").write_bytes(text.encode())
        audience = (audiences or {}).get(name, "public")
        entries.append(
            f'[[source]]\nid = "{name}"\npath = "{name}.txt"\ntitle = "題 {name}"\naudience = "{audience}"\n'
        )
    (folder / "sources.toml").write_text("\n".join(entries), encoding="utf-8")
    return folder / "sources.toml"


def main() -> None:
    """`corpus.py LIST DATA_DIR SECONDS_PER_TEXT`: an indexing run, told on standard output."""
    from assistant.errors import AssistantError
    from assistant.indexing import ingest

    listed, data_dir, seconds = sys.argv[1:]
    embedder = FakeEmbedder(seconds_per_text=float(seconds))
    try:
        report = ingest([Path(listed)], Settings(data_dir=Path(data_dir)), parse=parse, embedder=embedder)
    except AssistantError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(error.exit_status)
    sys.stdout.write(f"embedded {report.embedded}\n")


if __name__ == "__main__":
    main()
