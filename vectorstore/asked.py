"""What form of answer a question wants, told from how it is put.

A question goes in, its wants come out; the search prefers passages of the fitting kind.
The rules look at question words alone, never at a matter.
"""

from __future__ import annotations

import re

from ingest.normalise import nfkc, squeeze

# 「DXって何」, but neither 「AIを使って何を」 nor 「会員って何人」.
WHAT_IS = (
    r"って(?:何|なに|なん)(?=で[すしは]|だ|な[のん]|の(?!ため|業務|事業)|って|か[?。]|か$|や|[?。、]|$)|"
    r"って(?:どう|どんな|どういう)(?=意味|もの|こと|言葉|用語|概念|[^、。?]{0,5}(?:です|なの)?か?[?。]?$)"
)
_DEFINITION = re.compile(
    rf"{WHAT_IS}|とは(?!異|違|別|ちが|限|い[いえ]|言|かぎ)|という(?:言葉|用語|語)|"
    r"意味|定義|何の略|略称|略語|正式名|どういうもの|どんなもの(?:です|な)|何のこと|なんのこと|用語"
)
_SEVERAL = re.compile(
    r"どれとどれ|何と何|どことどこ|何があ|なにがあ|挙げ|あげて|列挙|一覧|漏れなく|もれなく|全部|全て|すべて|ぜんぶ|"
    r"どんなものが|つとも|並べて|担当する|受け持つ|手がけ|所管"
)
_TIME = re.compile(r"いつ(?!も)|何年|何月|何日|時期|期間|期限|年度は")


def wants_definition(question: str) -> bool:
    """Whether a question asks what a word means."""
    return _DEFINITION.search(squeeze(nfkc(question))) is not None


def wants_time(question: str) -> bool:
    """Whether a question asks when something is, was or will be."""
    return _TIME.search(squeeze(nfkc(question))) is not None


def wants_several(question: str) -> bool:
    """Whether a question asks for all things of a kind."""
    return _SEVERAL.search(squeeze(nfkc(question))) is not None
