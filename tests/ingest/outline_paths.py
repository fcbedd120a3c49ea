"""The paths of the headings of an invented document: text in, paths out. Called by the tests of the outline's rules."""

from __future__ import annotations

from ingest.outline import Outline, outline
from ingest.readers import text as reader

BODY = "林道の整備を地域の実情に応じて計画的に進めています。"


def read(text: str, title: str = "") -> Outline:
    """The outline of a text."""
    return outline(reader.read(text.encode(), "rules.txt"), title)


def paths(text: str, title: str = "") -> list[str]:
    """The path of each heading, its elements joined by a slash."""
    return ["/".join(heading.path) for heading in read(text, title).headings]
