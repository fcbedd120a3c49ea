"""Short and long names that the documents themselves put side by side: 総合防災情報システム（MIDORI）.

Texts go in when the lexical index is built; a question that holds one name is searched with the other as well.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from ingest.normalise import nfkc

MOST = 3  # partners of one name that are searched
_LONG = r"[\u4e00-\u9fffァ-ヶーA-Za-z0-9・\-]{3,30}"
_PAIR = re.compile(
    rf"(?P<long>{_LONG})\s?[(「](?:通称|略称|愛称|以下|:|、|「)*\s*(?P<short>[A-Za-z][A-Za-z0-9.\-]{{1,15}}|[ァ-ヶー]{{3,12}}|[ぁ-んァ-ヶー]{{2,8}}[!！])[」)!！]"
)


def pairs(texts: Iterable[str]) -> dict[str, list[str]]:
    """Name -> partners, lower case, in both directions; a name with many partners says nothing and is left out."""
    found: dict[str, set[str]] = defaultdict(set)
    for text in texts:
        for m in _PAIR.finditer(nfkc(text)):
            long, short = m.group("long").lower(), m.group("short").strip("!").lower()
            if short != long and len(short) >= 2:
                found[short].add(long)
                found[long].add(short)
    return {name: sorted(partners) for name, partners in sorted(found.items()) if len(partners) <= MOST}


def expansion(question: str, known: dict[str, list[str]]) -> str:
    """The partners of the names that stand in a question, with blanks between them; "" when there are none."""
    folded = nfkc(question).lower()
    partners = [p for name, others in known.items() if _stands_in(name, folded) for p in others if p not in folded]
    return " ".join(dict.fromkeys(partners))


def _stands_in(name: str, text: str) -> bool:
    if name.isascii():
        return re.search(rf"(?<![a-z0-9]){re.escape(name)}(?![a-z0-9])", text) is not None
    return len(name) >= 3 and name in text
