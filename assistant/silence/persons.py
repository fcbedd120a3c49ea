"""Matters of one person and private details, told by grammar: who owns what is asked, not what it is about. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.silence.matter import Matter
from assistant.silence.places import Place

_SELF = r"(?:私|わたし|わたくし|あたし|僕|ぼく|俺|おれ|自分|うち|我が家|わが家)"
_KIN = (
    r"(?:父|母|父親|母親|両親|夫|妻|主人|家内|息子|娘|祖父|祖母|兄|姉|弟|妹|兄弟|姉妹|おじ|おば|義父|義母|"
    r"お父さん|お母さん|友人|友達|知人|知り合い|隣人|隣の(?:家の)?人|隣の家|近所の人|同僚|上司|彼氏|彼女|彼)"
)
_OWN = r"(?:子供|子ども|子|孫|親|家族|おじいちゃん|おばあちゃん)"  # of one's own only behind うちの
_OWNER = re.compile(
    rf"(?:{_SELF}が[^。、はが]{{0,12}}[ただ](?=[一-鿿ァ-ヴa-z])|{_SELF}の(?:{_KIN}|{_OWN})?|(?:{_SELF}の)?(?<![一-鿿]){_KIN}(?:の|が|は|も|に))"
)
# What is asked about the owner's own case: how it stands, when it comes, whether it was done.
_STATE = re.compile(
    r"いつ[^。?]{0,14}(?:ます|届|もら|受け取|来|くる|出|戻)|どうなり|どうなっ|でしたか|だったか|だったっけ|てるか|ているか|"
    r"たか(?:どうか|知|を|確|調|教|$|[?。])|ことになって|調べて|確認して|教えて|見つけて|見せて|取り消し|止めて|いくらです|何番|何点|"
    r"もう[^。?]{0,6}(?:出て|決まっ|届い|通っ|来て|終わっ)|(?:て|で)い?ますか|(?:て|で)いる(?:んです)?か|(?:済|終わり)(?:ました|でしょう|です)か"
)
# General questions of people who tell whom it is for.
_GENERAL = re.compile(
    r"県(?:は|が|の|で|では|って|として)|(?:ことは|ことが)?(?<!確認)(?<!調べることが)でき(?:ます|る)|使え|使える|受けられ|あります|ありません|あるか|どんな|どのような|"
    r"どうすれば|方法|どこで|どこに|相談先|対象(?:は|に)|として(?:は|、)|場合|市町村|制度|支援(?:は|が)"
)
_PERSON = (
    r"(?:さん|氏|様|君|ちゃん|先生|課長|部長|局長|知事|係長|室長|次長|主査|職員|社員|生徒|児童|"
    r"学生|教員|会員|アドバイザーズ?|メンバー|委員|委員長|会長|所長|館長|校長|人|者|方|夫婦|カップル|組)"
)
# Attributes that belong to a person and to nobody else.
_PRIVATE = re.compile(
    r"携帯|私用|自宅|住まい|実家|年齢|何歳|おいくつ|生年月日|誕生日|年収|月収|給料|給与|ボーナス|口座|病歴|家族構成|結婚して|独身|"
    r"(?:どこ|どちら)に(?:お)?住|(?:どこ|どちら)にお?住まい|顔写真|出身校|出身大学|連絡先|メールアドレス|経歴|学歴|暗証番号|パスワード|個人番号"
)
_NAMES = re.compile(r"氏名|名前|実名|本名|個人名|住所|(?<=は)誰|(?<=って)誰")
_PEOPLE = (
    r"(?:職員|社員|生徒|児童|学生|教員|会員|知り合い|知人|友人|参加者|受講者|利用者|登録者|相談者|申請者|夫婦|カップル|"
    r"(?:した|された|ている|いた|なった|なかった)(?:人|方|者|組))(?:さん|たち|の方|全員)?"
)
_OWNED = re.compile(rf"{_PEOPLE}(?:の|は|って)[^、。?の]{{0,2}}$")
_THING = re.compile(  # whose name is no person's
    r"(?:組織|団体|会議|会|本部|制度|事業|施策|計画|システム|アプリ|調査|施設|チーム|会社|企業|窓口|サービス|イベント|催し)の(?:正式な?)?$"
)
_PHONE = re.compile(r"\d{2,4}[-(]\d{2,4}[-)]\d{3,4}|@")
_MOBILE = re.compile(r"0[789]0[-(]?\d{4}")
_GIVEN = {"携帯": _MOBILE, "連絡先": _PHONE, "自宅": _PHONE}  # what a text that gives the attribute looks like
_NAMED = re.compile(r"[一-鿿]{2,6}氏(?!名)|氏名は|名簿")


def personal_matter(matter: Matter) -> str:
    """The words that make a question one person's matter, or nothing."""
    text = matter.text
    if _GENERAL.search(text):
        return ""
    owner = _OWNER.search(text)
    return owner[0] if owner and _STATE.search(text, owner.start()) else ""


def private_detail(matter: Matter, near: Sequence[Place]) -> str:
    """The private attribute that is asked of a person and that no good place gives, or nothing."""
    text = matter.text
    if found := _PRIVATE.search(text):
        owner = re.search(rf"{_PERSON}(?:の|は|って|が)[^。?]{{0,12}}$", text[: found.start()]) or re.search(
            rf"{_PERSON}(?:の|は|って|が)", text[: found.end()]
        )
        given = _GIVEN.get(found[0]) or re.compile(re.escape(found[0]))
        if owner and not any(given.search(p.text) for p in near):
            return found[0]
    for asked in _NAMES.finditer(text):
        before = text[: asked.start()]
        if _THING.search(before):
            continue
        owned = _OWNED.search(before)
        # 知り合いがいるか調べたいので名前を出して: nobody else is named whose name it might be.
        loose = not before.endswith(("の", "お", "は", "って")) and re.search(_PEOPLE, before) and asked[0] != "住所"
        if (owned or loose) and not any(_NAMED.search(p.text) for p in near[:3]):
            return asked[0]
    return ""
