"""No file of the project copies an official document, names a registry's host or this machine, or is large.

The documents belong to their publishers: 60 characters in a row (NFKC, white space removed) count as copied.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RUN = 60
# A run of RUN characters holds one whole block of BLOCK that begins at a multiple of STRIDE: only those are indexed.
STRIDE = RUN // 2
BLOCK = RUN - STRIDE + 1
LARGEST = 1_000_000
HOSTS = [
    ".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("deb", "debian", "org"))
]


def folded(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


class Originals:
    """Finds in other texts what they share with the given ones."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.texts = [folded(text) for text in texts]
        self.blocks: dict[str, list[tuple[int, int]]] = {}
        for number, text in enumerate(self.texts):
            for start in range(0, len(text) - BLOCK + 1, STRIDE):
                self.blocks.setdefault(text[start : start + BLOCK], []).append((number, start))

    def copied(self, text: str) -> str | None:
        """The first run of RUN characters or more (folded) that stands in an original too, else None."""
        text = folded(text)
        for at in range(len(text) - BLOCK + 1):
            for number, start in self.blocks.get(text[at : at + BLOCK], ()):
                run = self._run(text, at, self.texts[number], start)
                if len(run) >= RUN:
                    return run
        return None

    @staticmethod
    def _run(text: str, at: int, original: str, start: int) -> str:
        before = 0
        while before < min(at, start) and text[at - before - 1] == original[start - before - 1]:
            before += 1
        after = BLOCK
        while after < min(len(text) - at, len(original) - start) and text[at + after] == original[start + after]:
            after += 1
        return text[at - before : at + after]


def project_files() -> list[Path]:
    """The files that git tracks or would track."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode("utf-8")  # noqa: S603
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def text_files() -> dict[str, str]:
    """Name and content of every project file but large and binary ones."""
    found = {}
    for path in project_files():
        data = path.read_bytes()
        if len(data) <= LARGEST and b"\0" not in data[:8192]:
            found[path.relative_to(ROOT).as_posix()] = data.decode("utf-8", "ignore")
    return found


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    return text_files()


def test_no_file_copies_a_document(policy_documents: Path, files: dict[str, str]) -> None:
    documents = [path for path in policy_documents.iterdir() if path.suffix in {".txt", ".md"}]
    originals = Originals(path.read_text("utf-8") for path in documents)
    assert originals.copied(documents[0].read_text("utf-8")), "the check finds a document in itself"
    copied = {name: run[:20] for name, text in files.items() if (run := originals.copied(text))}
    assert copied == {}, f"{RUN} characters or more in a row of a document: write your own words, or quote less"


@pytest.mark.parametrize("offset", range(STRIDE + 1))
def test_a_copied_run_is_found_wherever_it_stands(offset: int) -> None:
    original = "".join(chr(0x4E00 + n) for n in range(3 * RUN))
    copy = original[offset : offset + RUN]
    assert Originals([original]).copied(f"前{copy[:25]}\n {copy[25:]}後") == copy
    assert Originals([original]).copied(f"前{copy[:-1]}後") is None


def test_widths_do_not_hide_a_copy() -> None:
    original = "令和５年度ＤＸ" * 10
    assert Originals([original]).copied("令和5年度DX" * 10)


def test_no_file_names_a_registry_host(files: dict[str, str]) -> None:
    assert [name for name, text in files.items() if any(host in text for host in HOSTS)] == []


def test_no_file_names_a_path_of_this_machine(files: dict[str, str]) -> None:
    shared = {Path("/"), Path(tempfile.gettempdir()).resolve()}
    places = {ROOT, ROOT.parent, Path.home()} - shared
    here = re.compile(rf"(?<![\w.])({'|'.join(re.escape(str(place)) for place in places)})/[\w.]")
    assert [name for name, text in files.items() if here.search(text)] == []


def test_no_file_is_large() -> None:
    large = [path.relative_to(ROOT).as_posix() for path in project_files() if path.stat().st_size > LARGEST]
    assert large == []
