"""Details that documents give by their form alone: a telephone number, an address, a firm, a person, a price for each.

A question's matter and its places go in, the detail that no place about the matter carries comes out, or nothing. What
is asked is told by the words of the question, what is given by the form of the text (digits with dashes, 株式会社, a
name beside the post). Pure; called by `assistant.silence.decide`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.silence.matter import Matter
from assistant.silence.places import Place
from assistant.verify.words import analysed

_NEAR = 0.7  # of the best place's share from which a place may carry the detail
_BESIDE = 16  # characters between a post and who holds it
_FIRM = (
    r"株式会社|有限会社|合同会社|\(株\)|\(有\)|(?:社団|財団|学校|医療)法人|npo法人|"
    r"[一-鿿ァ-ヴa-z](?:協会|財団|公社|機構|振興会|連合会|組合|協議会|大学|銀行|新聞)|(?:[ァ-ヴー]{2,}|[a-z]{3,})社"
)


@dataclass(frozen=True)
class Detail:
    """A kind of detail: how it is asked for, and what a text that gives it looks like."""

    name: str
    asked: re.Pattern[str]
    given: re.Pattern[str]


DETAILS = (
    Detail(
        "電話番号",
        re.compile(
            r"(?:電話|ファックス|ファクス|fax|ダイヤル)(?:の)?番号(?!通知)|電話[^。、]{0,8}(?:番号|何番)|内線(?:番号|は何番)"
        ),
        re.compile(r"\d{2,4}[-(]\d{1,4}[-)]\d{3,4}|(?<!\d)#?\d{3,4}番|\d{10}|内線\s*\d"),
    ),
    Detail("メールアドレス", re.compile(r"メール(?:の)?アドレス|メアド"), re.compile(r"[a-z0-9._-]+@[a-z0-9]")),
    Detail(
        "URL",
        re.compile(r"url|(?:サイト|ホームページ|ページ)のアドレス"),
        re.compile(r"https?:|www\.|[a-z0-9-]+\.(?:jp|com|org|net)"),
    ),
    Detail(
        "事業者",
        re.compile(
            r"委託(?:先|業者|事業者|会社)|(?:受託|受注|落札|請負|施工|開発)(?:者|業者|事業者|会社|企業|元)(?!の(?:要件|条件|資格))|"
            r"(?:受託|受注|落札|請け負|施工)[^。、]{0,4}(?:会社|業者|事業者|企業|メーカー|のは)|"
            r"(?:作|つく|開発し|納入し)[^。、]{0,4}(?:会社|業者|事業者|企業|メーカー)|"
            r"(?:どこ|どちら|何|なん)(?:の|という)(?:会社|業者|事業者|企業|メーカー|ベンダー)(?:が|の製品|に(?:委託|発注|頼)|です|でしょう|[?。]|$)|"
            r"メーカー(?:は|名|を|の製品)|ベンダー(?:は(?:どこ|何)|名)"
        ),
        re.compile(_FIRM),
    ),
    Detail(
        "製品名",
        re.compile(
            r"(?:製品|商品|機種|ソフト|型番|銘柄)名|(?:何|なん)という(?:製品|商品|機種|ソフト)|どの(?:製品|機種|ソフト)を"
        ),
        re.compile(
            r"製品名|商品名|機種名|型番|という名称|の名称は|(?:ツール|システム|ソフト|サービス|アプリ|製品|端末)[(「][a-z]"
        ),
    ),
    Detail(
        "単価",
        re.compile(
            r"(?:一|1)?(?:人|名|社|台|か所|箇所|件|枚|本|世帯|ユーザー|アカウント|回線)(?:あたり|当たり)[^。?]{0,12}(?:いくら|何円|金額|料金|費用|単価|円)|"
            r"(?:月|年)いくら|月額|年額|単価|時給|日当"
        ),
        re.compile(
            r"(?:あたり|当たり|につき|月額|年額|毎月|単価|(?:1|一)(?:人|件|回|枚|台|通|冊)|/月|人)[^。]{0,16}\d[\d,.]*\s*[百千万億]*円"
        ),
    ),
)
_POST = re.compile(
    r"(?P<post>[一-鿿]{0,6}(?:長|座長|委員|会長|役|代表|講師|監督|デザイナー|プロデューサー|リーダー|担当者|責任者|優勝者|受賞者|アドバイザー|専門家))"
    r"(?:(?:に)?(?:は|って)[^。?]{0,4}(?:誰|だれ|どなた|何という(?:人|方))|を(?:務め|し)[^。?]{0,10}(?:誰|だれ|どなた)|(?:の|さんの)?お?(?:名前|氏名))"
)
_WINNER = re.compile(
    r"(?P<post>優勝|受賞|当選|最優秀)(?:した|された|に選ばれた)?(?:(?:の|人|方|者)?(?:は|が|って)[^。?]{0,4}(?:誰|だれ|どなた)|"
    r"(?:チーム|作品|団体|企業|学校|人|方)(?:の(?:名前|名称)|名)?(?:は|を|って))"
)
_LOOSE = re.compile(r"講師|アドバイザー|専門家|監督|代表")
_NAMED = re.compile(r"お?(?:名前|氏名)")
_TITLES = re.compile(r"知事|市長|町長|村長|区長|部長|局長|課長|室長|本部長|総長|学長|教授|社長|理事長|会長|監")


def uncarried(matter: Matter, places: Sequence[Place]) -> str:
    """The detail that is asked for and that no place about the matter carries, or nothing."""
    best = max((p.share for p in places[:8]), default=0.0)
    near = [p for p in places[:8] if p.share >= _NEAR * best]
    for detail in DETAILS:
        if detail.asked.search(matter.text):
            return "" if any(detail.given.search(p.text) for p in near) else detail.name
    asked = _POST.search(matter.text) or _WINNER.search(matter.text)
    if asked and not any(_filled(p.text, asked["post"], bool(_NAMED.search(asked[0]))) for p in near):
        return asked["post"]
    return ""


def _filled(text: str, post: str, named: bool) -> bool:
    """Whether a person's name, or unless a name is asked for an office, stands beside a post."""
    if _LOOSE.search(post) and re.search(r"[一-鿿]{2}氏(?!名)", text):
        return True  # who speaks is told by name alone
    persons = [m for m in analysed(text) if "人名" in m.pos]
    for found in re.finditer(re.escape(post), text):
        begin, end = found.start() - _BESIDE, found.end() + _BESIDE
        if any(begin <= m.start < end and not found.start() <= m.start < found.end() for m in persons):
            return True
        around = text[max(0, begin) : found.start()] + "。" + text[found.end() : end]
        if not named and _TITLES.search(around):
            return True
    return False
