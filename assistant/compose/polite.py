"""Plain or nominal endings of official texts turned into です and ます: a sentence goes in, a polite one comes out.

Called by the composers of rows and lists. Only the ending changes: 「…を図る。」 becomes
「…を図ります。」. What ends in a noun gets です, and what is polite already or ends in a form that is not
known stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.normalise import nfkc
from vectorstore.analysis import Morpheme, morphemes

_POLITE = re.compile(r"(?:です|ます|でした|ました|ません|ましょう|ください|でしょう)(?:か|ね)?[。．]?$")
_COPULA = re.compile(r"であ(?P<past>った|る)$")
_ROWS = (
    "あいうえお",
    "かきくけこ",
    "がぎぐげご",
    "さしすせそ",
    "たちつてと",
    "なにぬねの",
    "ばびぶべぼ",
    "まみむめも",
    "らりるれろ",
    "わいうえお",
)
_GODAN = dict(zip("アカガサタナバマラワ", "いきぎしちにびみりい", strict=True))
_TAIL = re.compile(r"(?P<note>[（(][^（）()]{1,40}[）)])$")
_NO_DOING = frozenset(("もの", "こと", "予定", "ため", "所存", "要因", "結果", "方針", "見込み"))
_NOTHING = re.compile(r"(?<=[はもが一-鿿])なし$")
_ACTED_ON = re.compile(
    r"を[^\u3041-\u3096、。「」（）()]{2,16}$"
)  # an object in front of a verbal noun: 体制を整備・拡充


def polite(sentence: str) -> str:
    """The sentence with a polite ending and a full stop."""
    body = sentence.strip().rstrip("。．、, ")
    if not body or _POLITE.search(body):
        return f"{body}。" if body else ""
    if found := _TAIL.search(body):
        inner = polite(body[: found.start()]).rstrip("。")
        if inner == f"{body[: found.start()]}です":
            return f"{body}です。"
        return f"{inner}{found['note']}。"
    if found := _COPULA.search(body):
        return f"{body[: found.start()]}{'でした' if found['past'] == 'った' else 'です'}。"
    return f"{_ending(body)}。"


def is_verbal(sentence: str) -> bool:
    """Whether a polite sentence ends in a verb (ます), not in a noun with です."""
    return bool(re.search(r"(?:ます|ました|ません|ませんでした)。?$", sentence))


def _ending(body: str) -> str:
    window = body[-60:]
    if found := _NOTHING.search(body):
        return f"{body[: found.start()]}ありません"
    units = [m for m in morphemes(nfkc(window)) if m.pos[0] != "空白"]
    if not units or not window.endswith(units[-1].surface):
        return f"{body}です"
    last = units[-1]
    if last.pos[0] == "動詞" or (last.pos[0] == "助動詞" and last.pos[4] in ("助動詞-レル", "下一段-サ行")):
        stem = _stem(last)
        ends = stem is not None and last.pos[5].startswith(("終止", "連体"))
        return f"{body[: -len(last.surface)]}{stem}ます" if ends else body
    if last.pos[0] == "助動詞":
        return _auxiliary(body, units)
    if last.pos[0] == "形容詞" and last.form == "無い" and last.surface.endswith("い"):
        return f"{body[: -len(last.surface)]}ありません"
    if last.pos[0] == "形容詞":
        return f"{body}です"
    if last.pos[2] == "サ変可能" and last.surface not in _NO_DOING and _ACTED_ON.search(body):
        return f"{body}します"
    return f"{body}です"


def _auxiliary(body: str, units: Sequence[Morpheme]) -> str:
    last = units[-1]
    head = units[-2] if len(units) > 1 else None
    cut = body[: -len(last.surface)]
    if last.form == "た" and head is not None:
        if head.form == "ない" and head.pos[0] == "助動詞" and len(units) > 2:
            stem = _stem(units[-3])
            return (
                f"{cut[: -len(head.surface) - len(units[-3].surface)]}{stem}ませんでした" if stem is not None else body
            )
        if head.pos[0] == "形容詞" or head.form in ("だ", "です"):
            return f"{body}です" if head.pos[0] == "形容詞" else f"{cut[: -len(head.surface)]}でした"
        stem = _stem(head)
        return f"{cut[: -len(head.surface)]}{stem}ました" if stem is not None else body
    if last.form in ("ない", "無い") and head is not None and head.pos[0] == "助詞":
        return f"{cut}ありません"
    if last.form == "ない" and head is not None:
        stem = _stem(head)
        return f"{cut[: -len(head.surface)]}{stem}ません" if stem is not None else body
    if last.form == "だ":
        return f"{cut}です"
    return body


def _stem(m: Morpheme) -> str | None:
    """The form of a verb in front of ます; None where it is not known."""
    kind, surface = m.pos[4], m.surface
    if kind.startswith("五段"):
        return surface[:-1] + _GODAN[kind[3]] if kind[3] in _GODAN else None
    if kind.startswith(("上一段", "下一段")) or kind == "助動詞-レル":
        return surface.removesuffix("る") if m.pos[5].startswith("終止") else surface
    if kind == "サ行変格":
        base = surface[:-2] if surface.endswith(("する", "ずる")) else surface[:-1]
        return base + ("じ" if surface.endswith(("ずる", "じ")) else "し")
    if kind == "カ行変格":
        return "来" if surface.startswith("来") else "き"
    return None
