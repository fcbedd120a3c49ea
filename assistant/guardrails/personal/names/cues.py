"""The cues that give a name away, in Japanese and English. Pure; called by `personal.find`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.guardrails.personal.folded import Folded
from assistant.guardrails.personal.model import Certainty, Finding, Kind
from assistant.guardrails.personal.names import foreign, reading
from assistant.guardrails.personal.names.lexicon import Token, tokens

_HONORIFIC = re.compile(
    r"(?<!さん)さん(?!さん)|サン(?=[のがはにをとも、。])|氏(?!名|族|子)|様(?![式々子態相])|くん|君|ちゃん|殿|先生"
)
_POLITE = frozenset(("様", "殿"))
_KIN = (
    r"(?:父親|母親|父|母|夫|妻|主人|家内|息子|娘|長男|次男|三男|長女|次女|三女|祖父|祖母|兄|姉|弟|妹|義父|義母|孫|叔父|叔母|伯父|"
    r"伯母|従兄弟|友人|友達|知人|隣人|同僚|上司|部下|担任|彼氏|彼女|パートナー|子ども|子供|被相続人|婚約者)"
)
_RELATION = re.compile(rf"(?<![一-鿿]){_KIN}(?:の|・|、|:|,)?\s?")
_SELF = re.compile(
    r"(?:(?:私|わたし|わたくし|あたし|僕|ぼく|俺|おれ|自分|当方)(?:の名前|の氏名|の本名)?(?:は|が|、|,)\s?|(?<!の)(?:名前|本名)(?:は|が)\s?|"
    rf"{_KIN}の(?:名前|氏名)(?:は|が|:)\s?)(?:[^。、\n]{{0,14}}(?:の|に住む|在住の)\s?)?"
)
_SAID = re.compile(r"\s?(?:と申し|と言い|といい|って言|っていい|と名乗|と呼)")
_IS = re.compile(
    r"\s?(?:です|でございます|だ(?![けとがっ])|と申し|と言い|といい|という者|といいま|って言|,|、|。|\n|!|$|\(|さん|であり|でした)"
)
_FORM = re.compile(
    r"(?:(?<![一-鿿])|(?<=者)|(?<=人)|(?<=主)|(?<=欄)|(?<=児)|(?<=童)|(?<=徒)|(?<=義))"
    r"(?:氏名|お?名前|姓名|氏名\(?カナ\)?|フリガナ|ふりがな|カナ|申請者名?|申込者名?|届出人|届出者|世帯主|被保険者名?|受給者名?|患者名?|保護者名?|"
    r"児童名|生徒名|園児名|本人|代理人|契約者名?|口座名義人?|名義人?|名義|差出人|相談者名?|利用者名?|請求者|受取人|宛名|配偶者|(?i:name|full name))"
    r"(?:\s?\([^()\n]{0,8}\))?\s?(?::|=|は(?=[一-鿿ァ-ヴ])|\s)\s?"
)
_READING = re.compile(r"カナ|ガナ|がな")
_ENGLISH = re.compile(
    r"(?:(?i:my (?:full )?name is|name's|i am called|call me)\s+([A-Z][A-Za-z'’-]*(?:\s+[A-Z][A-Za-z'’-]*){0,3})|"
    r"(?:I am|I'm|I’m)\s+([A-Z][a-z'’-]+(?:\s+[A-Z][A-Za-z'’-]+){1,3})|"
    r"\b(?:Mr|Mrs|Ms|Miss|Dr)\b\.?\s*([A-Z][a-z'’-]+(?:\s+[A-Z][A-Za-z'’-]+){0,2}))"
)
_LATIN_BEFORE = re.compile(r"([A-Z][A-Za-z'’-]+(?:\s[A-Z][A-Za-z'’-]+){0,3})\s?$")
_OWNED = re.compile(
    r"(?:の|\()(?:住所|電話|携帯|連絡先|税|年金|給付|申請|生年月日|成績|病|診断|滞納|相談(?:内容|記録)|マイナンバー|個人番号|口座|保険|年収|収入|"
    r"家族|勤務先|手術|障害|介護|生活保護|戸籍|住民票|記録|状況を調べ)"
)
_PRIVATE = re.compile(
    rf"(?:隣|近所|向かい|同じ(?:課|班|町内)|同級生|クラスメイト|大家|元夫|元妻|{_KIN}|うち|私)の?[^。、]{{0,3}}$"
)
# Clans and figures of speech, not persons.
_CLAN = frozenset(
    "源 平 藤原 徳川 豊臣 織田 伊達 足利 北条 武田 上杉 毛利 島津 橘 菅原 蘇我 物部 大友 前田 最上 相馬 葛西 大崎 留守 亘理 国分 安倍 清原".split()
)
_GODS = frozenset("神 王 仏 宮 殿 姫 若 上 奥 嫁 客 皆 何 人 外 父 母 兄 姉 子 孫 娘 婿 赤 坊 社長 会長".split())


def find(folded: Folded) -> Iterator[Finding]:
    """Names with a cue in a folded text."""
    text = folded.text
    for match in _ENGLISH.finditer(text):
        group = next(n for n in (1, 2, 3) if match[n])
        if group > 1 and not foreign.is_name(match[group].split()):
            continue
        yield folded.finding(Kind.NAME, match.start(group), match.end(group), Certainty.LIKELY, own=group < 3)
    cues = (_HONORIFIC, _RELATION, _SELF, _SAID, _FORM, _OWNED)
    if not any(cue.search(text) for cue in cues):
        return
    words = tokens(text)
    at = {token.start: n for n, token in enumerate(words)}
    yield from _before_honorifics(folded, words, at)
    yield from _behind_cues(folded, words, at)
    yield from _before_words(folded, words, at)


def _before_honorifics(folded: Folded, words: Sequence[Token], at: dict[int, int]) -> Iterator[Finding]:
    text = folded.text
    for match in _HONORIFIC.finditer(text):
        stop = at.get(match.start())
        if stop is None or (words[stop].text != match[0] and match[0] != "先生"):
            continue
        if latin := _LATIN_BEFORE.search(text[: match.start()]):
            if _is_latin_name(latin[1]):
                yield folded.finding(Kind.NAME, latin.start(1), latin.end(1), Certainty.LIKELY)
            continue
        first = reading.back(words, stop, polite=match[0] in _POLITE)
        if first is None:
            continue
        start, end = words[first].start, match.start()
        name = text[start:end].rstrip()
        if (match[0] == "氏" and name in _CLAN) or name in _GODS or (match[0] == "殿" and len(name) < 2):
            continue
        own = bool(_PRIVATE.search(text[max(0, start - 12) : start]))
        yield folded.finding(Kind.NAME, start, start + len(name), Certainty.SURE, own=own)


def _behind_cues(folded: Folded, words: Sequence[Token], at: dict[int, int]) -> Iterator[Finding]:
    text = folded.text
    for match in _SELF.finditer(text):
        for begin in sorted({match.end(), _behind_article(match)}):
            if (first := at.get(begin)) is None:
                continue
            for stop in _ends(words, first):
                end = words[stop - 1].end
                if not _IS.match(text, end):
                    continue
                sure = bool(_SAID.match(text, end)) or "名" in match[0]
                if reading.on(words[:stop], first, sure=sure) == stop:
                    yield folded.finding(Kind.NAME, begin, end, Certainty.SURE, own=True)
                    break
    for match in _FORM.finditer(text):
        if (first := at.get(match.end())) is not None:
            sure = match[0].rstrip()[-1] in ":="
            stop_at = reading.on(words, first, sure=sure, reading=bool(_READING.search(match[0])))
            if stop_at is not None and _ends_there(text, words[stop_at - 1].end):
                yield folded.finding(Kind.NAME, match.end(), words[stop_at - 1].end, Certainty.SURE)
    for match in _RELATION.finditer(text):
        if (first := at.get(match.end())) is None:
            continue
        stop_at = reading.relative(words, first)
        if stop_at is not None and _ends_there(text, words[stop_at - 1].end):
            yield folded.finding(Kind.NAME, match.end(), words[stop_at - 1].end, Certainty.LIKELY, own=True)


def _before_words(folded: Folded, words: Sequence[Token], at: dict[int, int]) -> Iterator[Finding]:
    """Names in front of と申します, and whole names in front of what belongs to a person."""
    text = folded.text
    for pattern, whole in ((_SAID, False), (_OWNED, True)):
        for match in pattern.finditer(text):
            stop = at.get(match.start())
            first = reading.back(words, stop, polite=match[0].strip() not in ("と申し",)) if stop is not None else None
            if stop is None or first is None:
                continue
            part = [t for t in words[first:stop] if not t.is_glue]
            full = len("".join(t.text for t in part)) > 2 and len(part) > 1 and part[0].tags[3] == "姓"
            if (whole and not full) or (not whole and "申" not in match[0] and not full):
                continue
            yield folded.finding(Kind.NAME, words[first].start, part[-1].end, Certainty.LIKELY, own=not whole)


def _behind_article(match: re.Match[str]) -> int:
    """Behind the cue itself, without the words that tell where the asker lives or works."""
    cue = re.search(r"(?:は|が|、|,|:)\s?", match[0])
    return match.start() + cue.end() if cue else match.end()


def _ends(words: Sequence[Token], first: int) -> range:
    return range(min(len(words), first + reading.MOST), first, -1)


def _ends_there(text: str, end: int) -> bool:
    """Whether what follows a name lets it end: a particle, a sign, an honorific, nothing."""
    return not re.match(r"[一-鿿ァ-ヴーA-Za-z0-9]", text[end : end + 1]) or bool(re.match(r"様|氏|殿|君", text[end:]))


def _is_latin_name(words: str) -> bool:
    return foreign.is_name(words.split())
