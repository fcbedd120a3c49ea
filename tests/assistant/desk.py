"""A data folder to index into, for tests."""

from __future__ import annotations

from pathlib import Path

from assistant.indexing import IngestReport, ingest, open_index
from assistant.settings import Settings
from tests.assistant.corpus import FakeEmbedder, parse


class Desk:
    """A data folder, a list and an embedder."""

    def __init__(self, folder: Path) -> None:
        self.settings = Settings(data_dir=folder / "data")
        self.folder = folder
        self.embedder = FakeEmbedder()

    def ingest(self, *paths: Path) -> IngestReport:
        return ingest(paths, self.settings, parse=parse, embedder=self.embedder)

    def texts(self, audience: str = "staff") -> list[str]:
        with open_index(self.settings, audience, embedder=self.embedder) as index:  # type: ignore[arg-type]
            return [p.passage.text for p in index.all()]

    def current(self, audience: str = "public") -> Path:
        root = self.settings.data_dir / audience
        return root / "versions" / (root / "CURRENT").read_text().strip()


def assert_nowhere(folder: Path, text: str) -> None:
    files = [p for p in folder.rglob("*") if p.is_file()]
    assert files
    for path in files:
        data = path.read_bytes()
        for wanted in (text.encode(), text.encode("utf-16-le")):
            at = data.find(wanted)
            assert at < 0, (str(path), at, len(data), data[max(0, at - 200) : at + 200])


LINES = 60


def numbered(word: str) -> str:
    """A document of `LINES` lines that all begin with `word`."""
    return "".join(f"{word}の{n}\n" for n in range(LINES))


def answered_words(data_dir: Path) -> set[str]:
    """The words of the documents that the index answers from."""
    with open_index(Settings(data_dir=data_dir), "staff", embedder=FakeEmbedder()) as index:
        found = index.search(FakeEmbedder().embed_queries(["x"])[0], 3)
        assert len(found) == 3
        return {p.passage.text.split("の")[0] for p in index.all()}
