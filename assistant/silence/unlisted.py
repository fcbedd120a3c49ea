"""A set that the documents name by its number and do not list: asked what is in it, they are silent (5原則の中身は？).

The question's matter and its places go in, the set's name or nothing comes out. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose.asked import Ask, Asked
from assistant.silence.corpus import Corpus
from assistant.silence.matter import Matter
from assistant.silence.places import Place
from assistant.verify.folding import fold

_SET = re.compile(r"(?P<count>[2-9]|1\d)(?:つの|の)?(?P<kind>原則|か条|ヶ条|カ条|箇条|条件|要素|要件|ルール)")
_OTHER = (Ask.WHEN, Ask.WHO, Ask.WHERE, Ask.WHY, Ask.FIGURE, Ask.HOW, Ask.YES_NO, Ask.PLACE_IN_TEXT)
_WHAT = re.compile(
    r"何|なに|どんな|どのような|どういう|中身|内容|内訳|全部|全て|すべて|一覧|それぞれ|一つ一つ|教え|挙げ|列挙|並べ|とは"
)
# What stands before an item; 早さ:すぐに… is one as well.
_MARKS = re.compile(r"[①-⑳]|(?:^|[\s。：:])(?:[・○●■◆]|\(?\d{1,2}\)|\d{1,2}[.、])|[^\s。、/]{2,20}:")
_QUOTED = re.compile(r"「[^」]{2,40}」")
_PART, _BETWEEN = re.compile(r"(?:は|とは|、)([^。はがを]{4,80})"), re.compile(r"[、,・]")  # 速さ、広さ、正しさ
_AROUND = 400  # characters around the set's name in which its items are looked for


def unlisted(matter: Matter, asked: Asked, places: Sequence[Place], corpus: Corpus) -> str:
    """The name of a set whose items are asked for and that no place lists; nothing where none is named at all."""
    found = _SET.search(matter.text)
    if not found or asked.wants(*_OTHER) or not _WHAT.search(matter.text):
        return ""
    count = int(found["count"])
    name = re.compile(rf"(?<!\d){count}(?:つの|の)?{found['kind']}")
    naming = [p for p in places if name.search(p.text)]
    most = [_items(p.text, *m.span()) for p in naming for m in name.finditer(p.text)]
    # The items may stand beside it: in a footnote, or below.
    beside = {s.passage.id: fold(s.passage.text) for p in naming for s in corpus.section(p.stored) if s != p.stored}
    most += [_items(text, 0, 0) for text in beside.values()]
    return found[0] if naming and max(most) < count else ""


def _items(text: str, begin: int, end: int) -> int:
    """How many items stand around a name, by their marks, their quotation marks or as terms side by side."""
    around, behind = text[max(0, begin - _AROUND) : end + _AROUND], text[end : end + _AROUND]
    rows = [len(_BETWEEN.split(part)) for part in _PART.findall(behind)]
    return max(len(_MARKS.findall(around)), len(_QUOTED.findall(around)) - 1, *rows, 0)
