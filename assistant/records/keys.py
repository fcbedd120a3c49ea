"""The key that signs entries and anchors: a folder goes in, 32 bytes come out.

HMAC-SHA256 with one secret file, not a pair of keys: it needs no further package, and a private key would lie on
the same disk with the same rights. What a public key would give an auditor, a check that needs no secret, a copy of the
anchor file kept elsewhere gives as well: its hashes can be compared without the key (docs/records.md).
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import secrets
from pathlib import Path

from assistant.errors import AuditError

NAME = "key"
_BYTES = 32


def read(path: Path) -> bytes | None:
    """The key of the file `path`; None without one. Raises AuditError for a file that holds no key, OSError."""
    try:
        key = bytes.fromhex(path.read_text("ascii"))
    except FileNotFoundError:
        return None
    except ValueError:
        key = b""
    if len(key) != _BYTES:
        raise AuditError(f"{path}: holds no key; put the key of this audit log back")
    return key


def create(path: Path) -> bytes:
    """A new key in the file `path` (mode 0600), or the one that another process has just put there; raises OSError."""
    partial = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    write(partial, secrets.token_bytes(_BYTES))
    try:
        with contextlib.suppress(FileExistsError):
            os.link(partial, path)  # unlike a rename, never replaces
    finally:
        partial.unlink()
    key = read(path)
    assert key is not None  # noqa: S101 (just linked)
    return key


def write(path: Path, key: bytes) -> None:
    """Writes `key` to a new file that only its owner may read; raises OSError, FileExistsError among them."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key.hex())
        file.flush()
        os.fsync(file.fileno())


def pseudonym(session: str, key: bytes) -> str:
    """16 hex digits that stand for a session: the same for the same one, and not to be turned back without the key."""
    return hmac.new(key, f"session:{session}".encode("utf-8", "replace"), hashlib.sha256).hexdigest()[:16]
