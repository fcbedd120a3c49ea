"""Passages and sources to text and back, without loss; their content hash.

Used by the dense index, which stores the text, and by the indexing run, which compares hashes.
"""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from ingest.models import Cell, Kind, Passage, Source, Span

_BASE64 = "base64:"


@dataclass(frozen=True)
class StoredPassage:
    """A passage as the index holds it, with the document it comes from and a hash of both.

    The hash leaves out the place of the source's file: the same text elsewhere is the same content.
    """

    passage: Passage
    source: Source
    content_hash: str


def store(passage: Passage, source: Source) -> StoredPassage:
    """The passage with its source and content hash."""
    described = [_plain(passage), {**_plain(source), "path": ""}]
    packed = json.dumps(described, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
    return StoredPassage(passage, source, hashlib.sha256(packed).hexdigest())


def encode_passage(passage: Passage) -> str:
    """`passage` as text that any database can hold."""
    return _pack(_plain(passage))


def decode_passage(payload: str) -> Passage:
    """The passage that `encode_passage` was given; raises ValueError, KeyError or TypeError on other text."""
    values: dict[str, Any] = _unpack(payload)
    cells = values.pop("cells")
    context = values.pop("context")
    kind = Kind(values.pop("kind"))
    plain = {key: _frozen(value) for key, value in values.items()}
    return Passage(**plain, kind=kind, cells=tuple(_cell(c) for c in cells), context=_spans(context))


def encode_sources(sources: dict[str, Source]) -> str:
    """Sources by id, as text that any database can hold."""
    return _pack({key: _plain(source) for key, source in sorted(sources.items())})


def decode_sources(payload: str) -> dict[str, Source]:
    """What `encode_sources` was given; raises ValueError, KeyError or TypeError on other text."""
    values: dict[str, dict[str, Any]] = _unpack(payload)
    return {key: source_from(value) for key, value in values.items()}


def source_to(source: Source) -> dict[str, str]:
    """The fields of `source` as strings."""
    return {key: str(value) for key, value in _plain(source).items()}


def source_from(values: dict[str, Any]) -> Source:
    """The source that `source_to` was given."""
    return Source(**{**values, "path": Path(values["path"])})


def encodable(text: str) -> str:
    """`text` with lone surrogates replaced: for fields that are searched or shown, never for what is quoted."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _plain(thing: Any) -> dict[str, Any]:
    return {f.name: _value(getattr(thing, f.name)) for f in fields(thing)}


def _value(value: Any) -> Any:
    if isinstance(value, Cell):
        return _plain(value)
    if isinstance(value, Path | Kind):
        return str(value)
    if isinstance(value, tuple):
        return [_value(v) for v in value]
    return value


def _frozen(value: Any) -> Any:
    return tuple(_frozen(v) for v in value) if isinstance(value, list) else value


def _spans(values: list[list[int]]) -> tuple[Span, ...]:
    return tuple(Span(*v) for v in values)


def _cell(values: dict[str, Any]) -> Cell:
    return Cell(
        **{**values, "spans": _spans(values["spans"]), "header_spans": _spans(values["header_spans"])},
    )


def _pack(value: Any) -> str:
    # Not \u escapes: two lone surrogates side by side would come back as one character.
    packed = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    try:
        packed.encode("utf-8")
    except UnicodeEncodeError:
        return _BASE64 + base64.b64encode(packed.encode("utf-8", "surrogatepass")).decode("ascii")
    return packed


def _unpack(payload: str) -> Any:
    if payload.startswith(_BASE64):
        payload = base64.b64decode(payload[len(_BASE64) :]).decode("utf-8", "surrogatepass")
    return json.loads(payload)
