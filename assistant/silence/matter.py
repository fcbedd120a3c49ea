"""What a question is about: its text goes in, its words, names and quoted names come out.

Sentences that only tell of the asker ("二人目を妊娠中です。") are left out where another sentence asks. Pure
functions over Sudachi's analysis; the rules look at grammar, never at a matter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.verify.folding import bare, fold
from assistant.verify.times import times
from assistant.verify.words import Word, analysed, content_words
from vectorstore.analysis import Morpheme

_ASKS = re.compile(
    r"[?]|(?:ですか|ますか|でしょうか|ましたか|ませんか|んですか|の|かな|かしら|っけ)[。?]?$|"
    r"(?:教え|知りた|ください|下さい|欲しい|ほしい|お願い|挙げ|示し|聞かせ|見せ|比べ|説明|くれ|確認した|出して|"
    r"どの|どこ|どう|どれ|どち|なぜ|何|なに|誰|だれ|いつ|いくつ|いくら)"
)
# Words that carry a question or a request, in Sudachi's normalised forms: they need no evidence.
_ASKING_WORDS = """いつ 何時 どこ 何処 どう 如何 どれ どちら 何方 誰 何故 幾ら 幾つ どの どんな どのような もう まだ
    未だ 教える
    知る 聞く 伺う
    欲しい 願う 載る 書く 分かる 貰う 為さる 呉れる 様 ちゃん さん 一体 結局 本当 実際 良い 詳しい 簡単 ちょっと
    具体 全部 全て
    漏れる 一覧 挙げる 並べる 合わせる 比べる 違う 違い 下さる 致す 出す 見せる 答える 有無 時期 何 今 現在 いま
    よる 拠る 終わる
    種類 内訳 考え 積もり つもり はず 筈 奴 やつ 今時 今どき 昔 大体 だいたい 順位 副題 部分 列挙 略称 西暦 両方
    末尾 本体 儘 まま そう もん そんな 道県 開き 名指し フレーズ 一番 最も 本目 番目"""
_ASKING = frozenset(_ASKING_WORDS.split())
_NOUNS = frozenset(("名詞", "形状詞", "接頭辞", "接尾辞"))
_ASKED_FOR = re.compile(
    r"[一-鿿]{0,2}(?:は|を|って|が|も|について)?[、\s]*(?:全部|すべて|全て|一覧|それぞれ|月|一人|年間|今)?(?:で|の)?"
    r"(?:いつ|何|なに|なん|いくら|いくつ|どこ|誰|だれ|どれ|どの|どう|教え|知り|挙げ|列挙|紹介|見せ|出して|示し|聞か|調べ|確認|[?。]|$|です|でした|ください|くださ|お願い)"
)
_JOINT = re.compile(r"[一-鿿]?(?:と|や|・|及び|、)?")
_STOPS = re.compile(r"(?<=[。？?\n])|(?<=です[!！])|(?<=ます[!！])")
_TOPIC = re.compile(r"(?<!私)(?<!わたし)(?:は|が|も)(?!、)[^、]*[。]?$")
_QUOTED = re.compile(r"[「『“\"]([^「」『』“”\"]{2,40})[」』”\"]")


@dataclass(frozen=True)
class Run:
    """Nouns side by side: their text with prefixes and suffixes, and the content words in it (two at the least)."""

    text: str
    words: tuple[Word, ...]


@dataclass(frozen=True)
class Matter:
    """The part of a question that asks (folded), its words, the runs of nouns in it, the names in quotation marks.

    `wanted` are the words of what is asked for itself: 契約額 in 契約額はいくらですか.
    """

    text: str
    words: tuple[Word, ...]
    runs: tuple[Run, ...]
    quoted: tuple[str, ...]
    wanted: tuple[Word, ...] = ()


def read(question: str, publishers: Sequence[str] = (), *, every: bool = False) -> Matter:
    """What `question` asks about; words that are publishers' names are left out. `every` keeps all sentences."""
    text = fold(question if every else "".join(_asking(question)))
    names = [bare(n) for n in publishers]
    dated = times(text).spans
    words = tuple(
        w
        for w in content_words(text)
        if w.form not in _ASKING
        and not (w.surface[0] in "何幾" and len(w.surface) > 1)  # 何色 asks, whatever is counted
        and not any(bare(w.surface) in _forms(n) for n in names)
        and not any(a <= w.start < b for a, b in dated)
        and text[w.start : w.end + 1] != "番目"
        and text[w.start - 1 : w.start] != "何"  # 何回, 何パーセント: what is counted in, not what is counted
    )
    quoted = tuple(fold(m[1]) for m in _QUOTED.finditer(question))
    return Matter(text, words, _runs(text, words), quoted, _wanted(text, words))


def _asking(question: str) -> list[str]:
    """The sentences but those that only tell of the asker: before the question without a topic, or behind it."""
    parts = [p for p in _STOPS.split(question) if p.strip()]
    asks = [n for n, p in enumerate(parts) if _ASKS.search(fold(p))]
    if not asks:
        return parts
    return [p for n, p in enumerate(parts) if n in asks or n < asks[0] and _TOPIC.search(fold(p))]


def _wanted(text: str, words: Sequence[Word]) -> tuple[Word, ...]:
    """The nouns in front of the last question word or request, those that stand side by side (補助率と上限額)."""
    out: list[Word] = []
    for word in reversed([w for w in words if w.noun]):
        between = text[word.end : out[0].start] if out else text[word.end :]
        if not (_JOINT.fullmatch(between) if out else _ASKED_FOR.match(between)):
            if out:
                break
            continue
        out.insert(0, word)
    return tuple(out)


def _forms(name: str) -> tuple[str, ...]:
    """A publisher's name with and without its last letter (県)."""
    return (name, name[:-1], name[-1:])


def _runs(text: str, words: Sequence[Word]) -> tuple[Run, ...]:
    """Nouns with their prefixes and suffixes that stand side by side, where at least two are content words."""
    out: list[Run] = []
    begin = end = -1
    for m in (*analysed(text), None):
        if m is not None and m.pos[0] in _NOUNS and m.pos[1] != "数詞" and not _adverb(m):
            if end != m.start:
                out.extend(_run(text, begin, end, words))
                begin = m.start
            end = m.start + len(m.surface)
    out.extend(_run(text, begin, end, words))
    return tuple(out)


def _adverb(m: Morpheme) -> bool:
    """Whether a noun is used like an adverb: そもそも, すべて."""
    return "副詞可能" in m.pos and all("\u3041" <= c <= "\u3096" for c in m.surface)


def _run(text: str, begin: int, end: int, words: Sequence[Word]) -> list[Run]:
    held = tuple(w for w in words if begin <= w.start < end)
    return [Run(text[begin:end], held)] if len(held) > 1 else []
