"""Whether Japanese characters are a name: a family name that the dictionary knows, and what may follow it. Pure.

Family names are a closed list, given names are not: parents write them as they like. So the family name carries the
judgement, and a given name needs only to look like none of the words that stand behind family names (商店, 教授).
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.guardrails.personal.names.lexicon import HIRAGANA, KANJI, Token, uses

LONGEST_FAMILY, LONGEST_GIVEN = 4, 4
# One kanji that is a family name as such; others of one kanji are words before they are names.
_ONE_KANJI = frozenset(
    "林森原東西南北関谷岡辻堀星菅畑浜島泉滝柳榊桂橘沢牧乾堤岸梶椿桜楠杉栗梅秦塙筧轟巽仲今宮柏葵"
    "李金陳張朴黄劉楊呉孫郭許曹韓崔鄭趙姜尹馬胡鄧蔡潘袁徐謝唐呂蘇魏丁任葉"
)
CHINESE = frozenset("王李金陳張朴黄劉楊呉孫郭許曹韓崔鄭趙姜尹胡鄧蔡潘袁徐蘇魏")  # any given name may follow
# Behind a family name these make a house, a firm, an office or a crowd.
NOT_LAST = frozenset(
    "家県市区町村課部局係室会社店屋館校園院寺署庁省班組隊団者員達等側邸宅内様氏君殿方業式型系製産的性用長授役事"
)
_PLACES = frozenset("県市区町村")
NOT_FIRST = frozenset("各御本当同某全諸両弊該新旧元前")
# The last characters of most given names that are also written like a word (教範, 主文, 航路).
_GIVEN_ENDS = frozenset(
    "子美香奈恵代江枝夫雄男郎朗介助輔樹人斗翔太也哉彦史志司治次二一三吉平久広弘浩宏博明昭章彰晃光輝正雅昌和義貴隆孝崇高敬仁信伸真誠"
    "実哲徹智知友朋幸行之希紀規典範則徳勝克秀英栄永泰康靖保安直尚道通達生郁結菜花華莉里梨沙紗彩綾音乃穂佳加衣依緒央桜咲優悠遥陽葵蓮湊"
    "蒼颯凛杏心愛海空萌楓文路馬門季期朝夏冬月星虹宝有亜矢弥耶世千百万帆歩美羽"
)
_HONORIFICS = frozenset(("さん", "くん", "ちゃん", "さま", "さんち", "先生"))
_NOT_A_FAMILY = frozenset("屋家司師")  # ends of trades that are family names as well (上司, 花屋, 薬師)


def is_family(name: str, token: Token | None = None) -> bool:
    """Whether a word is a family name; `token` is its morpheme, where the text was cut there."""
    if token is not None and token.text == name and token.tags[2:4] == ("人名", "姓") and len(name) > 1:
        return True
    if len(name) == 1:
        return name in _ONE_KANJI
    use = uses(name)
    return use.surname and not (use.common and name[-1] in _NOT_A_FAMILY)


def is_given(token: Token) -> bool:
    """Whether a morpheme that stands alone is a given name."""
    use = uses(token.text)
    tagged = token.tags[2] == "人名"
    if HIRAGANA.fullmatch(token.text):
        return len(token.text) > 1 and (use.given or use.surname) and (tagged or not use.common)
    if len(token.text) == 1:
        return tagged and use.given
    return tagged or (use.given and not use.common)


def is_whole(words: Sequence[Token]) -> bool:
    """Whether morphemes without a blank between them are a family and a given name, however they were cut."""
    text = "".join(w.text for w in words)
    if not 2 <= len(text) <= LONGEST_FAMILY + LONGEST_GIVEN or not _is_japanese(text):
        return False
    if words[0].text[:1] in CHINESE and 2 <= len(text) <= 3 and text[-1] not in NOT_LAST and KANJI.fullmatch(text):
        return not uses(text).known
    whole = uses(text)
    if (whole.common or whole.other) and not (whole.person or whole.given):
        return False
    for length in (2, 3, 1, 4):
        family, rest = text[:length], text[length:]
        if length == 1 and len(rest) > 2 and not uses(rest).given:
            continue
        if rest and is_family(family, words[0]) and is_given_like(rest, words, length):
            return True
    return False


def is_given_like(text: str, words: Sequence[Token], at: int) -> bool:
    """Whether what stands behind a family name of `at` characters may be a given name; 0: behind a blank."""
    if not 1 <= len(text) <= LONGEST_GIVEN or not _is_japanese(text):
        return False
    use = uses(text)
    if use.given:
        return True
    if text[-1] in NOT_LAST or _PLACES.intersection(text) or text in _HONORIFICS:
        return False
    if not at and len(text) <= LONGEST_GIVEN - 1 and KANJI.fullmatch(text) and words[-1].tags[0] == "名詞":
        return True  # a blank sets it apart
    if HIRAGANA.fullmatch(text):
        return len(text) > 1 and len(words) <= 3 and words[-1].tags[0] != "動詞"
    if len(text) == 1:
        return not use.other
    if use.known:
        return not use.other and (not use.common or text[-1] in _GIVEN_ENDS)
    if len(text) == LONGEST_GIVEN - 1 and text[-1] in _GIVEN_ENDS:
        return True
    return not any(w.tags[1] == "普通名詞" and len(w.text) > 1 and w.text != text for w in _inside(words, at))


def is_unknown_run(words: Sequence[Token]) -> bool:
    """Whether kanji that no dictionary knows as a word may be a given name that stands alone (愼助)."""
    text = "".join(w.text for w in words)
    if not 2 <= len(text) <= LONGEST_GIVEN or text[-1] in NOT_LAST or text[0] in NOT_FIRST or uses(text).known:
        return False
    if any(w.tags[1] == "数詞" or w.tags[0] == "代名詞" for w in words):
        return False
    return all(len(w.text) == 1 or w.unknown or w.tags[2] == "人名" or uses(w.text).given for w in words)


def _inside(words: Sequence[Token], at: int) -> list[Token]:
    begin = words[0].start + at
    return [w for w in words if w.start >= begin]


def _is_japanese(text: str) -> bool:
    return all(KANJI.fullmatch(c) or HIRAGANA.fullmatch(c) for c in text)
