"""An entry as exports show it: one object with facts and texts spread out. Pure; used by show and exports."""

from __future__ import annotations

from typing import Any

from assistant.records.entry import Entry, loaded


def of(entry: Entry) -> dict[str, Any]:
    """The entry as an object for JSON; `text_expired` tells an erased text from an empty one."""
    return {
        "seq": entry.seq,
        "id": entry.id,
        "kind": entry.kind,
        "about": entry.about,
        "at": entry.at,
        "audience": entry.audience,
        "channel": entry.channel,
        "text_expired": entry.text is None,
        "facts": loaded(entry.facts),
        "text": loaded(entry.text),
        "text_hash": entry.text_hash,
        "previous": entry.previous,
        "hash": entry.hash,
    }
