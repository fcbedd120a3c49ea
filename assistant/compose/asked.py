"""What a question asks for: its question words go in, kinds of answer come out.

Called by the composer and by the check whether the documents answer at all. The rules look at question words and at the
form of the sentence, never at a matter. A question may ask for several things at once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from ingest.dates import Year, years
from ingest.normalise import nfkc, squeeze
from vectorstore.asked import WHAT_IS


class Ask(StrEnum):
    """A kind of answer."""

    WHEN = "when"
    WHO = "who"
    WHERE = "where"
    FIGURE = "figure"
    DEFINITION = "definition"
    LIST = "list"
    WHY = "why"
    HOW = "how"
    YES_NO = "yes_no"
    COMPARE = "compare"
    PLACE_IN_TEXT = "where_written"


_COUNTED = r"数|分|(?:も|が|は)?(?:あり|ある)|[^、。?]{0,8}(?:減|増|削|節約|少な|多|なくな)"  # how many, not which
_PATTERNS: dict[Ask, re.Pattern[str]] = {
    Ask.PLACE_IN_TEXT: re.compile(
        r"(?:どの|どこの)(?:章|節|項|ページ|頁|柱|分野|部分|箇所|あたり|辺り|資料|文書)(?!数)|"
        rf"何(?:章|節|項|ページ|頁)(?!{_COUNTED})|"
        r"どこに(?:書|載|記載|ある|出て)|記載箇所|"
        r"(?:書いて|書かれて|載って|記載されて|説明されて|出て)(?:い?る|ある)(?:の(?:は)?どこ|(?:箇所|場所|部分|ところ|所)(?:は|を)?(?:どこ|知り|教え|[?。]?$)|(?:は)?どこ)|"
        r"(?:どの|どこの)[^、。?]{1,12}に(?:書|載|記載|掲載|含まれ|位置付|属)"
    ),
    Ask.WHEN: re.compile(r"いつ(?!も)|何年|何月|何日|時期|期間|期限|年度は|何時"),
    Ask.WHO: re.compile(
        r"誰|だれ|どなた|どの(?:課|部|局|室|部署|所属|部門|組織|機関|会社|団体)|どこの(?:課|部|局|室|部署)|何(?:課|部|局)(?!分|署)|"
        r"担当(?:課|所属|部|は|して|する|の)|所管|問い?合わせ|窓口は|主体"
    ),
    Ask.FIGURE: re.compile(
        r"いくつ(?!もり)|いくら|何[人件回箇か所ヶ%％パ割倍社種校名団台棟個万千億時円本市町村道府県年間分]|どれ(?:くらい|ぐらい|だけ|ほど)|どの(?:くらい|ぐらい|程度)|"
        rf"何(?:章|節|項|ページ|頁)(?:{_COUNTED})|"
        r"[数率額量値比](?:は|を|が|って|と|の(?:変化|推移)|令和|平成|[rR]\d|[?]|$)|割合|パーセント|"
        r"(?:(?<![本点達])目標|目標値|実績値?|基準値|現状値|達成率|予算額?|決算額?|件数|人数)(?:は|を(?!イ|ネ)|が|って|と|の推移|から|[、?。]|$)"
    ),
    Ask.WHY: re.compile(
        r"なぜ|何故|なんで|どうして|理由|わけ(?:は|を|が|って|で|なの)|背景|原因|要因|根拠|きっかけ|ねらい|狙い"
    ),
    Ask.DEFINITION: re.compile(
        r"(?<![こもあひ])とは(?!異|違|別|ちが|限|い[いえ]|言|かぎ)|意味|定義|何の略|略称|略語|正式名|"
        rf"{WHAT_IS}|"
        r"どういうもの|何のこと|なんのこと"
    ),
    Ask.COMPARE: re.compile(
        r"比べ|比較|違い|違う|ちがい|ちがう|どちら|どっち|差は|差が|変わっ|変化|増え|減っ|それぞれ|並べ|推移|共通"
    ),
    Ask.LIST: re.compile(
        r"何と何|どれとどれ|どこと|誰と|すべて(?!の)|全て(?!の)|全部|一覧|列挙|挙げ|あげて|(?<![ァ-ヶー])リスト|漏れなく|もれなく|[0-9一二三四五六七八九十]つ(?:の|とも|を|は|ある|$|[?。])|"
        r"何(?:が|を)(?:あ|挙)|なにが|どんな.{1,16}(?:あ|並|含|予定)|どのような.{1,16}(?:あ|並|含|予定)|どういった.{1,16}あ|"
        r"(?:には|では|として)(?:何|どんな|どのような|どういった)|項目は|並べ|内訳|構成|メンバー|顔ぶれ|一通り|ひととおり|"
        r"何を(?:し(?!た[?。]?$)|進め|行[いう]|実施|やり|やる|やって|検討|めざ|目指|掲げ|求め|挙げ)|"
        r"(?:取組|取り組み|取組み|施策|方針|対策|支援策|課題|効果|特徴|内容|メリット|視点|機能|役割|観点|種類|業務|分野|テーマ|中身|柱|こと)"
        r"(?:を(?:教え|知り|示し|説明|紹介)|(?:は|って)(?:何|なに|なん)(?:です|でしょう|か|[?。]|$)|(?:は|って)?(?:どんな|どういう|どのような)|(?:は|って)?[?]?$)"
    ),
    Ask.HOW: re.compile(
        r"どうやって|どのように|どうやり|どうすれ|どうする|どんな(?:方法|やり方|手順|流れ|ふう)|方法|手順|仕組み|しくみ|やり方"
    ),
    Ask.WHERE: re.compile(
        r"どこ(?!の(?:課|部|局|室|章))|どちらの(?:県|市|町|場所)|場所|住所|所在地|何県|どの(?:県|市|町|村|地域|国)"
    ),
    Ask.YES_NO: re.compile(
        r"(?:ます|です|ました|でした|ません|ない|る|た|の)(?:でしょう)?か(?:ね|な)?[?。]?$|(?:ある|いる|できる|なる|する|の)[?]$|って本当|かどうか|かしら"
    ),
}
_WORDS = re.compile(r"どの|どんな|どう|どこ|いつ|誰|だれ|なぜ|何|なに|いくつ|いくら|どれ|どちら|どっち|なんで|いかに")


@dataclass(frozen=True)
class Asked:
    """A question as the composer sees it: folded text, kinds of answer, the years that it names."""

    text: str
    kinds: frozenset[Ask]
    years: tuple[Year, ...]

    def wants(self, *kinds: Ask) -> bool:
        """Whether any of these kinds is asked for."""
        return not self.kinds.isdisjoint(kinds)


def read(question: str) -> Asked:
    """What `question` asks for; a yes-or-no question is one without a question word."""
    text = squeeze(nfkc(question))
    kinds = {kind for kind, pattern in _PATTERNS.items() if pattern.search(text)}
    if Ask.YES_NO in kinds and (len(kinds) > 1 or _WORDS.search(text)):
        kinds.discard(Ask.YES_NO)
    if Ask.PLACE_IN_TEXT in kinds:
        kinds.discard(Ask.WHERE)
    return Asked(text, frozenset(kinds), tuple(years(text)))
