"""What is asked: the guide, the official documents and the user's own index, each in a folder of its own.

The guide and the official texts are indexed below `DATA/eval/index`, so that a measurement never depends on what a user
has indexed; vectors come from the cache of the settings.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant import indexing
from assistant.settings import Settings
from evals.errors import EvalError
from ingest import sources
from vectorstore.progress import Progress

GUIDE, OFFICIAL, OWN = "guide", "official", "own"


@dataclass(frozen=True)
class Corpus:
    """Documents with an index. `listing` is a sources list or folder; None: what the data folder has indexed."""

    name: str
    settings: Settings
    listing: Path | None


def documents_folder() -> Path:
    """Where the official documents are: POLICY_DOCUMENTS, from the working folder or from that of the project."""
    named = Path(os.environ.get("POLICY_DOCUMENTS", "../shared/documents"))
    root = Path(__file__).resolve().parents[2]
    return next((p for p in (named, root / named) if (p / "sources.toml").is_file()), named)


def have_official() -> bool:
    """Whether the official documents are there."""
    return (documents_folder() / "sources.toml").is_file()


def standard(settings: Settings, names: Sequence[str]) -> list[Corpus]:
    """The corpora of these names; raises EvalError for the official one where its documents are missing."""
    out = []
    for name in names:
        if name == OWN:
            out.append(Corpus(OWN, settings, None))
            continue
        if name == OFFICIAL and not have_official():
            raise EvalError(f"{documents_folder()}: holds no sources.toml; set POLICY_DOCUMENTS to the documents")
        listing = indexing.guide_folder() if name == GUIDE else documents_folder() / "sources.toml"
        out.append(corpus(name, listing, settings))
    return out


def corpus(name: str, listing: Path, settings: Settings) -> Corpus:
    """A corpus indexed below the data folder of `settings`, with the cache of vectors that they name."""
    folder = settings.data_dir / "eval" / "index" / name
    own = settings.model_copy(update={"data_dir": folder, "embedding_cache_dir": settings.cache_dir})
    return Corpus(name, own, listing)


def index_apart(found: Corpus) -> None:
    """Indexes in a process of its own, where the embedding model may use all cores; a failure shows in `index`.

    In this process the model loads with one thread, which is the fastest for questions that come one by one.
    """
    if found.listing is None:
        return
    cache = {"POLICY_ASSISTANT_EMBEDDING_CACHE_DIR": str(found.settings.cache_dir.absolute())}
    command = ["-m", "assistant.cli", "ingest", str(found.listing), "--data-dir", str(found.settings.data_dir)]
    search = os.pathsep.join(p for p in sys.path if p)
    subprocess.run(  # noqa: S603
        [sys.executable, *command],
        env={**os.environ, **cache, "PYTHONPATH": search},
        stdout=subprocess.DEVNULL,
        check=False,
    )


def index(found: Corpus, progress: Progress) -> None:
    """Makes the index equal to the listing; nothing is done for the user's own. Raises the errors of indexing."""
    if found.listing is None:
        if not indexing.list_sources(found.settings):
            raise EvalError(f"{found.settings.data_dir}: nothing is indexed yet; run policy-assistant ingest")
        return
    indexing.ingest([found.listing], found.settings, progress)
    listed = {s.id for s in sources.find(found.listing).sources}
    if left := [r.source.id for r in indexing.list_sources(found.settings) if r.source.id not in listed]:
        indexing.remove(left, found.settings, progress)
