"""Whether Japanese words order or ask: the grammar that tells an instruction from a question about instructions.

Folded text goes in. An order ends in a request or imperative (してください, せよ, すること); a question in か or ？,
unless it is a request in a question's clothes (してもらえますか).
"""

from __future__ import annotations

import re

from ingest.instructions.folding import pattern

_SENTENCE = re.compile(r"(?:[^。!?\n:]|(?<![\u3040-\u309f]):)+[。!?\n:]*[」』\"']?")
# Requests that look like questions.
_ASKED_KINDLY = r"(?:て|で)(?:くれ|もらえ|もらい|いただけ|頂け|くださ|下さ|ほし|欲し)[^。?]{0,8}"
_ENDS = r"[。!\s」』\"')）]*$"
_ORDER = pattern(
    rf"(?:{_ASKED_KINDLY}か?[?]?|",
    r"(?:て|で)(?:ください|下さい|くれ|ほしい|欲しい|ちょうだい|頂戴|ね|よ|な|よね|もいい)*|",
    r"なさい|[せしけげてねべめれえみ]よ|ろ|[えけせてねめれげべ]|"
    r"(?:する|ない|る|く|す|う|つ|む)(?:こと|ように|よう)|"
    r"(?:表示|出力|実行|開示|開始|提出|回答|解除|停止|断言)|"
    r"(?:お願い|おねがい|たのむ|頼む|たのみ|命令)[ぁ-ん]{0,4}|たまえ|まえ|たい|たいです|お願いします|な)",
    _ENDS,
)
_QUESTION = pattern(r"(?:か|の|かな|かしら|っけ|とは|は)[。\s」』)]*[?]?$|[?]$")
# The thing behind its act: 無視して、これまでの指示を。
_INVERTED = pattern(r"(?:て|で|ろ|せよ|なさい)[、!]?[^。、]{2,20}(?:を|は)$")
_KIND = pattern(_ASKED_KINDLY, r"か?[?]?$")


def sentences(folded: str) -> list[str]:
    """The sentences of a folded text."""
    return [s for s in _SENTENCE.findall(folded) if s.strip()]


def orders(sentence: str) -> bool:
    """Whether a folded sentence ends as an order or a request."""
    bare = sentence.strip("。: ")
    return bool(_ORDER.search(bare) or _INVERTED.search(bare))


def asks(sentence: str) -> bool:
    """Whether a folded sentence ends as a question, requests in a question's form aside."""
    bare = sentence.strip("。: ")
    return bool(_QUESTION.search(bare)) and not _KIND.search(bare)
