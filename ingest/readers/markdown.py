"""Markdown: like plain text, with an optional YAML front matter that is no part of the body."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.models import ReaderText
from ingest.readers import text as plain

FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?\r?\n)?---[ \t]*(?:\r?\n|\Z)", re.DOTALL)


def read(data: bytes, name: str) -> ReaderText:
    """The decoded text; `body_start` stands behind the front matter."""
    result = plain.read(data, name)
    found = FRONT_MATTER.match(result.text)
    return replace(result, body_start=found.end()) if found else result


def front_matter(text: str) -> str | None:
    """The YAML between the marks, or None."""
    found = FRONT_MATTER.match(text)
    return (found.group(1) or "") if found else None
