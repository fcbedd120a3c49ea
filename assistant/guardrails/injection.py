"""Orders to the assistant in a question: a clean question goes in, the order comes out, or None.

A question that only speaks of such orders (「…」のような入力への対策は？) is no order. Called by
`assistant.guardrails.input`; what counts as an order is decided in `ingest.instructions`, for documents too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.instructions import Order, find

# A quotation that is mentioned as an instance of something, and what then asks about that something.
_MENTIONED = re.compile(
    r"(?:「[^」]*」|『[^』]*』|“[^”]*”|\"[^\"]*\")\s*"
    r"(?:のような|のように|など|といった|という|と(?:書かれ|書いてあ|入力され|"
    r"入力する|指示され|命令され|言われ|送られ)\w{0,4}?(?:た|る)?)"
    r"(?=[^。？?！!\n]{1,60})"
)
_ASKED_ABOUT = re.compile(
    r"(?:対策|対応|防|禁止|注意|扱い|扱う|研修|事例|手口|攻撃|意味|定義|リスク|危険|"
    r"問題|記述|記載|とは|場合|定め|ルール|入力)"
    r"[^。\n]*(?:か|は|？|\?|教えて(?:ください)?|知りたい(?:です)?|説明して(?:ください)?)[。？?]*$"
)


def find_order(question: str, read: Sequence[str] | None = None) -> Order | None:
    """The order that a question gives to the assistant, or None; a question with an order behind it gives it too.

    `read` are the question's `ingest.instructions.views`, if they are known.
    """
    bare = without_mentions(question)
    return find(bare, read if bare == question else None)


def without_mentions(question: str) -> str:
    """`question` without the quotations that it only asks about."""
    kept: list[str] = []
    for sentence in re.split(r"(?<=[。？?！!\n])", question):
        mentioned = _MENTIONED.search(sentence)
        kept.append(_MENTIONED.sub(" ", sentence) if mentioned and _ASKED_ABOUT.search(sentence.strip()) else sentence)
    return "".join(kept)
