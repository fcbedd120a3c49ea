"""Errors of `ingest`, `vectorstore` and the disk go in, errors that the command line shows come out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.errors import AssistantError, EmbeddingError, IndexDamagedError, SourceError, StorageError
from ingest.errors import IngestError
from vectorstore.errors import (
    CrossEncoderError,
    DamagedIndexError,
    EmbeddingModelError,
    StorageFaultError,
    VectorStoreError,
    storage_fault,
)

_KINDS: tuple[tuple[type[VectorStoreError], type[AssistantError]], ...] = (
    (StorageFaultError, StorageError),
    (EmbeddingModelError, EmbeddingError),
    (CrossEncoderError, EmbeddingError),
    (DamagedIndexError, IndexDamagedError),
)


@contextmanager
def told_in_one_line(data_dir: Path) -> Iterator[None]:
    """Raises an AssistantError in place of every error that the user can mend."""
    try:
        yield
    except AssistantError:
        raise
    except IngestError as error:
        raise SourceError(str(error)) from error
    except VectorStoreError as error:
        kind = next((ours for theirs, ours in _KINDS if isinstance(error, theirs)), AssistantError)
        raise kind(str(error)) from error
    except OSError as error:
        raise StorageError(str(storage_fault(error, data_dir))) from error
