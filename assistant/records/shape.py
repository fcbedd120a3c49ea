"""An entry as exports show it: one object with facts and texts spread out. Pure; used by show and exports."""

from __future__ import annotations

from typing import Any

from assistant.records.entry import Entry, loaded

_FIRST = ("seq", "id", "kind", "about", "at", "audience", "channel")
_HASHES = ("text_hash", "previous", "hash")


def of(entry: Entry) -> dict[str, Any]:
    """The entry as an object for JSON; `text_expired` tells an erased text from an empty one."""
    return {
        **{name: _plain(getattr(entry, name)) for name in _FIRST},
        "text_expired": entry.text is None,
        "facts": loaded(entry.facts),
        "text": loaded(entry.text),
        **{name: _plain(getattr(entry, name)) for name in _HASHES},
    }


def _plain(value: Any) -> Any:
    # Somebody may have put bytes into the file; showing them must still work.
    return value if value is None or isinstance(value, str | int) else str(value)
