"""Which place of the official text a place of the guide rests on: a comment below each heading of the guide names it.

`<!-- 正文：第1章はじめに ＞ 1策定趣旨 -->` holds until the next such comment. Comments are no part of any passage
(`lines`); the chain shows the place beside a citation, the tests look the guide's figures up there.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from ingest.models import Span

SEPARATOR = " ＞ "
_NAMED = re.compile(r"^[ \t]*<!--[ \t]*正文[：:][ \t]*(?P<path>.*?)[ \t]*-->[ \t]*\r?$", re.MULTILINE)


def places(text: str) -> list[tuple[Span, tuple[str, ...]]]:
    """Each stretch of a guide's reader text below a comment, with the official path that it names."""
    found = list(_NAMED.finditer(text))
    ends = [*(m.start() for m in found[1:]), len(text)]
    return [(Span(m.end(), end), tuple(m["path"].split(SEPARATOR))) for m, end in zip(found, ends, strict=False)]


def place_at(text: str, offset: int) -> tuple[str, ...]:
    """The official path that the guide names for `offset`; empty in front of the first comment and in other texts."""
    found = places(text)
    n = bisect_right([span.start for span, _ in found], offset)
    return found[n - 1][1] if n else ()
