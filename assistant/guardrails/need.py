"""Signs that a person may be in need: a clean question goes in, kinds of need come out. Pure.

A notice is shown beside the answer, nothing is refused for it; whose lines are named stands in the settings.
"""

from __future__ import annotations

from typing import Literal

from ingest.instructions.folding import fold, pattern

Need = Literal["life", "violence", "child"]

_LIFE = pattern(
    r"死にたい|死のうと|死んでしまいたい|消えたい|消えてしまいたい|"
    r"生きて(?:い)?(?:たく|る意味が|いく自信が|いけ)ない|自殺|自死|命を絶|"
    r"リストカット|リスカ|自傷|楽に死|死ねる|死ぬ方法|オーバードーズ"
)
_VIOLENCE = pattern(
    r"殴ら|殴る(?:夫|妻|彼)|叩かれ|たたかれ|蹴ら|首を絞め|暴力を(?:受け|ふる|振る)|"
    r"家庭内暴力|(?<![a-z])dv(?![a-z])|つきまと|ストーカー|脅され|"
    r"性暴力|性被害|監禁"
)
_CHILD = pattern(
    r"虐待|(?:子|子ども|子供|息子|娘|赤ちゃん|幼児|児童)(?:を|"
    r"が)[^。、]{0,8}(?:たたい|叩い|殴|蹴)|ネグレクト|育児放棄|"
    r"(?:父|母|親|お父さん|お母さん)(?:に|から)[^。、]{0,6}(?:殴|蹴|たた|叩)"
)


def needs(question: str) -> tuple[Need, ...]:
    """The kinds of need that a question may speak of, most urgent first."""
    folded = fold(question)
    found: list[Need] = []
    if _LIFE.search(folded):
        found.append("life")
    if _CHILD.search(folded):
        found.append("child")
    if _VIOLENCE.search(folded) and "child" not in found:
        found.append("violence")
    return tuple(found)
