"""What of a masked question is left to search for. Pure; called by `assistant.guardrails.input`.

Sentences that only tell who asks (私は〔氏名〕です。電話番号は〔電話番号〕です。) are left out of the search:
their words would lead it to passages on telephones and names.
"""

from __future__ import annotations

import re

from prompts import privacy

_PLACEHOLDER = re.compile(
    "|".join(map(re.escape, (privacy.PLACEHOLDER.format(kind=k) for k in privacy.KINDS.values())))
)
_LABEL = re.compile(rf"[一-鿿々ァ-ヴーA-Za-z]{{1,10}}\s*[:：]\s*(?={_PLACEHOLDER.pattern})")  # 氏名：〔氏名〕
_OWNER = re.compile(rf"(の)(?:{_PLACEHOLDER.pattern})の")  # 母の〔氏名〕の介護
_SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?\n]?")
# Words that say who asks, which datum is given, or please; what remains beside them is the matter.
_NO_MATTER = re.compile(
    r"私|わたくし|わたし|僕|俺|自分|当方|うち|母親?|父親?|夫|妻|息子|娘|祖父|祖母|兄|姉|弟|妹|家族|友人|知人|隣|本人|担当者|"
    r"氏名|名前|住所|自宅|実家|電話|携帯|番号|連絡先|連絡|メール|アドレス|郵便|口座|銀行|支店|普通|当座|記号|名義|生年月日|誕生日|生まれ|生|"
    r"マイナンバー|個人番号|カード|クレジット|免許証?|運転|旅券|パスポート|在留|基礎|年金|手帳|健康|保険証?|被保険者証?|フリガナ|"
    r"申し|言い|住んで|住み|在住|住ん|お願い|よろしく|致し|いたし|こんにちは|はじめまして|初めまして|お世話|"
    r"さん|様|氏|殿|君|くん|ちゃん|先生|です|ます|ました|でした|ください|下さい|教えて|知りたい|誰|だれ|何|どこ|どちら|いつ|登録|変更|確認|"
    r"(?i:tel|fax|my|name|is|mail|phone|number|address|i|am|please|hello)"
)
_POLITE = re.compile(
    r"お?願い|よろしく|宜しく|致し|いたし|こんにちは|はじめまして|初めまして|お世話|お手数|失礼|教えて|知りたい|ください|下さい|"
    r"ありがとう|ございます?|申し訳|すみません|以上|です|ます|ました|(?i:please|hello|thank|you)"
)
_CONTENT = re.compile(
    r"[一-鿿々]{2,}|[ァ-ヴー]{2,}|[A-Za-z]{2,}|[一-鿿][ぁ-ん]{1,3}[一-鿿]|[ぁ-ん]{6,}|[0-9０-９]{4}年"
)


def searchable(masked: str) -> str:
    """The part of a masked question that is worth a search, without placeholders; empty where nothing is left."""
    if not _PLACEHOLDER.search(masked):
        return masked
    sentences = [s for s in _SENTENCE.findall(masked) if s.strip()]
    if not any(map(_has_matter, sentences)):
        return ""
    kept = [s for s in sentences if _has_matter(s) or not _PLACEHOLDER.search(s)]
    told = _OWNER.sub(r"\1", _LABEL.sub("", "".join(kept)))
    return _tidied(_PLACEHOLDER.sub("", told)).strip()


def _has_matter(sentence: str) -> bool:
    """Whether a sentence is about something; one without a datum may well be about telephones."""
    if _PLACEHOLDER.search(sentence):
        return bool(_CONTENT.search(_NO_MATTER.sub("、", _PLACEHOLDER.sub("、", sentence))))
    return bool(_CONTENT.search(_POLITE.sub("、", sentence)))


def _tidied(text: str) -> str:
    """Without the honorific, the particle or the brackets that a placeholder leaves behind."""
    text = re.sub(r"(?:^|(?<=[、。\s]))(?:さん|様|氏|殿|くん|ちゃん)(?:の|は|が|に|を)?", "", text)
    text = re.sub(r"(?:^|(?<=[。！？!?\n]))(?:の|は|が|に|を|で|と|へ)(?=[一-鿿ァ-ヴ])", "", text)
    return re.sub(r"[（(]\s*[)）]|「\s*」", "", text)
