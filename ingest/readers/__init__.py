"""One reader a format: a file's bytes go in, a `ReaderText` comes out."""

from __future__ import annotations

from pathlib import Path

from ingest.errors import UnreadableSourceError
from ingest.models import ReaderText
from ingest.readers import markdown, text

READERS = {".txt": text.read, ".text": text.read, ".md": markdown.read, ".markdown": markdown.read}
MAX_BYTES = 64 * 1024 * 1024


def load(path: Path) -> bytes:
    """The bytes of a source file.

    Raises UnreadableSourceError when the file is missing, of an unknown format, empty,
    too large or may not be read.
    """
    if path.suffix.lower() not in READERS:
        known = ", ".join(sorted(READERS))
        raise UnreadableSourceError(
            f"{path}: the format {path.suffix or '(no ending)'} is not known; give a file that ends in {known}"
        )
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise UnreadableSourceError(f"{path}: is a folder; give a file")
        if size > MAX_BYTES:
            raise UnreadableSourceError(
                f"{path}: {size // 1024 // 1024} MiB is more than the {MAX_BYTES // 1024 // 1024} MiB "
                "a source may have; split the document"
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableSourceError(f"{path}: no such file; check the path") from None
    except OSError as error:
        raise UnreadableSourceError(f"{path}: cannot be read ({error.strerror}); check its permissions") from None
    if not data.strip():
        raise UnreadableSourceError(f"{path}: is empty; give a file with text")
    return data


def read(path: Path) -> ReaderText:
    """The reader's text of `path`, chosen by its ending (see `load` for the errors)."""
    return parse(path, load(path))


def parse(path: Path, data: bytes) -> ReaderText:
    """The reader's text of `data`, which was loaded from `path`."""
    result = READERS[path.suffix.lower()](data, str(path))
    if not result.text[result.body_start :].strip():
        raise UnreadableSourceError(f"{path}: holds no text; give a file with text")
    return result
