"""A Chroma database in a folder is opened here and nowhere else, without telemetry and without a server.

Called by `vectorstore.chroma`. Importing Chroma costs more than half a second, so it is done inside functions.
"""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from vectorstore.errors import StorageFaultError, storage_fault

_log = logging.getLogger(__name__)
# Linux's memory file system, for when the disk is full; folders in it are made private by tempfile.
_MEMORY = "/dev/shm"  # noqa: S108


def open_client(folder: Path) -> Any:
    """A client on the database in `folder`, which is made when missing; close it with `close()`."""
    import chromadb
    from chromadb.config import Settings

    # Named one by one: Chroma also reads the environment and a .env file, and these decide what leaves the machine.
    settings = Settings(
        anonymized_telemetry=False,
        chroma_api_impl="chromadb.api.rust.RustBindingsAPI",
        chroma_otel_collection_endpoint="",
        allow_reset=False,
    )
    return chromadb.PersistentClient(str(folder), settings=settings)


class ReadingClient:
    """A client for reading: where the folder cannot be written, a private copy of it is read.

    Chroma writes a row whenever it opens a database, so a read-only folder or a full disk would silence a good index.
    """

    def __init__(self, folder: Path) -> None:
        """Raises StorageFaultError when neither the folder nor a copy of it can be opened."""
        self._copy: tempfile.TemporaryDirectory[str] | None = None
        try:
            self.client = open_client(folder)
        except Exception as error:
            fault = storage_fault(error, folder)
            if fault is None:
                raise
            self.client = self._open_copy(folder, fault)

    def close(self) -> None:
        """Closes the files; a copy is deleted."""
        self.client.close()
        if self._copy is not None:
            self._copy.cleanup()

    def _open_copy(self, folder: Path, fault: StorageFaultError) -> Any:
        for place in (tempfile.gettempdir(), _MEMORY):
            try:
                self._copy = tempfile.TemporaryDirectory("", "policy-assistant-", place, ignore_cleanup_errors=True)
                target = Path(self._copy.name) / "dense"
                shutil.copytree(folder, target, copy_function=shutil.copyfile)
                os.chmod(target, 0o700)
                client = open_client(target)
            except Exception as error:
                _log.info("no copy of %s in %s: %s", folder, place, error)
                if self._copy is not None:
                    self._copy.cleanup()
                continue
            _log.warning("%s; reading a copy of it in %s", fault, place)
            return client
        raise fault
