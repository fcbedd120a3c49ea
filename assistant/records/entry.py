"""One entry of the chain and its hashes: pure functions, used by whoever writes entries and by whoever checks them.

An entry has fields that stay and a text that retention may delete. The text enters the chain through a hash with a
random salt of the entry's own: once text and salt are gone, nobody can find the text by trying, and the chain still
verifies. `hash` covers the hash of the entry before; `seal` signs it, so that only who holds the key can add entries.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from vectorstore.codec import encodable

GENESIS = "0" * 64  # what the first entry carries as the hash before it
# What an entry's hash covers; text and salt stand in it by `text_hash`.
NAMES_THAT_STAY = (
    *("seq", "id", "kind", "about", "at", "audience", "channel"),
    *("facts", "text_hash", "anchored", "previous"),
)
_VERSION = "policy-assistant/audit/1"


class EntryKind(StrEnum):
    """What an entry tells."""

    QUESTION = "question"
    FEEDBACK = "feedback"
    SETTINGS = "settings"
    STOP_SWITCH = "stop_switch"
    EXPIRY = "expiry"
    RESTORE = "restore"


@dataclass(frozen=True)
class Draft:
    """What is to be recorded. `facts` stay as long as the log, `texts` until their time is over.

    Neither may hold a raw question or a network address. `audience` decides how long texts stay (None: for good).
    """

    id: str
    kind: EntryKind
    facts: dict[str, Any]
    texts: dict[str, Any]
    channel: str
    audience: str | None = None
    about: str | None = None


@dataclass(frozen=True)
class Entry:
    """An entry as it is stored. `at` is UTC, ISO 8601 with microseconds; hashes are SHA-256 in hex.

    `anchored` is the count of the last anchor that the writer knew of; `facts` and `text` are canonical JSON.
    """

    seq: int
    id: str
    kind: str
    about: str | None
    at: str
    audience: str | None
    channel: str
    facts: str
    text: str | None
    salt: str | None
    text_hash: str
    anchored: int
    previous: str
    hash: str
    seal: str


def make(draft: Draft, seq: int, previous: str, at: datetime, anchored: int, key: bytes) -> Entry:
    """The entry `seq`, to stand behind the one whose hash is `previous`."""
    text, salt = canonical(draft.texts), secrets.token_hex(32)
    entry = Entry(
        seq, draft.id, draft.kind.value, draft.about, timestamp(at), draft.audience, draft.channel,
        canonical(draft.facts), text, salt, text_hash(text, salt), anchored, previous, "", "",
    )  # fmt: skip
    hashed = entry_hash(entry)
    return replace(entry, hash=hashed, seal=seal(hashed, key))


def text_hash(text: str, salt: str) -> str:
    """HMAC-SHA256 of a text with its salt (hex) as the key."""
    return hmac.new(bytes.fromhex(salt), text.encode(), hashlib.sha256).hexdigest()


def entry_hash(entry: Entry) -> str:
    """SHA-256 over everything that stays, the hash before it included; raises TypeError for values that are no JSON."""
    fields = [_VERSION, *(getattr(entry, name) for name in NAMES_THAT_STAY)]
    return hashlib.sha256(canonical(fields).encode()).hexdigest()


def seal(hashed: str, key: bytes) -> str:
    """HMAC-SHA256 of an entry's hash."""
    return hmac.new(key, f"entry:{hashed}".encode(), hashlib.sha256).hexdigest()


def canonical(value: Any) -> str:
    """The one way to write `value` as JSON: keys sorted, no blanks, UTF-8 (half characters become "?")."""
    return encodable(json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


def loaded(text: str | None) -> dict[str, Any]:
    """The object of a stored text; empty for one that is erased or holds no object."""
    try:
        value = json.loads(text) if text is not None else {}
    except (ValueError, TypeError):
        return {}
    return value if isinstance(value, dict) else {}


def timestamp(at: datetime) -> str:
    """UTC with microseconds and of one width, so that comparing texts compares times."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
