"""Street addresses down to the house number, and the postal code in front of one. Pure.

A town alone is no personal datum, and neither is a postal code alone. What looks like an address but names a measure, a
period or a group (宮城県施策3-1, 仙台市の2-3割) is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.guardrails.personal.folded import Folded
from assistant.guardrails.personal.model import Certainty, Finding, Kind

_K = "一-鿿々〆ヶヵ"
_D = r"[0-9]{1,4}"
_N = r"(?:[0-9]{1,5}|[〇一二三四五六七八九十百]{1,5})"
_PREFECTURE = r"(?:北海道|東京都|京都府|大阪府|[一-鿿]{2,3}県)"
_CITY = rf"[{_K}ぁ-んァ-ヴー]{{1,7}}?[市区郡町村]"
_KANA = r"(?!は|を|へ|で|が(?![丘谷浜原崎台岡森池浦根瀬坂峰鼻]))[ぁ-ゔ]"
_TOWN = rf"(?:[{_K}ァ-ヴー]|{_KANA}){{1,14}}?"
_TOWN_WITH_TOWER = rf"(?:[{_K}ァ-ヴーA-Z]|{_KANA}){{1,16}}?"
_CHOME = rf"{_N}\s?丁目\s?"
_HOUSE = (
    rf"(?:(?:{_CHOME})?{_N}\s?番地?(?:\s?の\s?{_D}|\s?-\s?{_D}|\s?{_N}\s?号|(?<=地)\s?{_D})?(?:\s?-\s?{_D})?|"
    rf"{_CHOME}{_D}(?:\s?[-の]\s?{_D}){{0,2}}(?:\s?号)?|"
    rf"{_D}(?:\s?[-の]\s?{_D}){{1,3}}(?:\s?号)?)"
)
_LETTER = "[一-鿿ァ-ヴーA-Za-z]"
_NAMED = rf"{_LETTER}[一-鿿々ヶァ-ヴーA-Za-zぁ-ん-]{{1,15}}?"
_BUILDING = rf"(?:[ ,、]{_NAMED}|{_LETTER}{{2,16}})[ -]?(?:[A-Z]棟?)?[ -]?"
_ROOM = (
    rf"(?:{_BUILDING}[0-9]{{1,4}}(?:号室|号|F(?![0-9A-Za-z])|階|(?=[^0-9A-Za-z年月日件人%.,-]|$))|"
    r"[ -]?[0-9]{1,4}号室)?"
)
# What follows makes it a date, a quantity, a place in a document.
_END = (
    r"(?![0-9])(?!-[0-9])(?!\s?(?:年|月|日|時|分|回|件|人|名|割|%|パーセント|期|位|歳|円|章|節|条|項|ページ|頁|km|個|"
    r"か月|ヶ月|カ月|種|万|億|千|倍|度|票|問|点|級|組|番目|番線|号線|系統|世帯))"
)
_BLOCK = r"(?:[0-9]{1,2}(?:条|線)[東西南北]?\s?)?"  # 北9条西8丁目
_ADDRESS = re.compile(
    rf"(?:{_PREFECTURE}\s?(?:{_CITY}\s?){{1,3}}{_TOWN_WITH_TOWER}|(?:{_CITY}\s?){{1,3}}{_TOWN})\s?{_BLOCK}{_HOUSE}{_ROOM}{_END}"
)
_OWN = re.compile(
    rf"(?:住所|自宅|実家|住まい|居所|現住所|本籍地?|住んでいる(?:所|ところ)|転居先|引っ?越し先|宛先|送付先)(?:は|が|の|を|:|=|、|\s|「|地){{0,4}}({_TOWN}\s?{_HOUSE}{_ROOM}){_END}"
)
_BEHIND = re.compile(
    rf"(?<![{_K}])([{_K}]{{2,8}}\s?{_HOUSE}{_ROOM}){_END}(?=\s?(?:に|で)(?:住|暮ら|居住|引っ?越|転居|下宿))"
)
_WORD = r"[A-Z][A-Za-z-]{1,20}"
_LATIN = re.compile(
    rf"(?<![0-9A-Za-z-])(?:[0-9]{{1,4}}-){{1,3}}[0-9]{{1,4}},? {_WORD}(?:,? {_WORD}){{0,4}}"
    rf"(?:-(?:ku|shi|cho|machi|gun|son|mura))(?:,? {_WORD}){{0,3}}"
)
_NO_PLACE = re.compile(
    r"市町村|町村|都市(?!町)|自治体|[市町村県区]民|県内|全[市県区町]|当[市県区町村]|施策|計画|年度|第[0-9一二三四五六七八九十]|[図表](?=[0-9])|"
    r"条例|規則|事業|指標|目標|推進|調査|統計|人口|政策|ポリシー|戦略|方針|基準|資料|別表|様式|附則|会議|議案|予算|補助|制度|"
    r"システム|サービス|センター数|平均|合計|比較|割合|順位|ランキング|について|では|における|区分|工区|選挙区(?:第)?|件数|期間|予定|実績|KPI|項目|質問"
)
_PARTICLE = re.compile(
    r"[市区町村県](?:の(?![一-鿿]{0,3}(?:町|丁|台|宮|里|丘|上|下|内|目|原|沢|浜|森|[0-9]))|は|が|を|と|に|で|や|も)"
)
_POSTAL = r"(?:〒\s?)?[0-9]{3}\s?-?\s?[0-9]{4}"
_POSTAL_AHEAD = re.compile(rf"(?<![0-9-])({_POSTAL})(?:\s|、|,|の|\)|」|\n|住所|:|は|が|で|\(){{0,6}}$")
_POSTAL_OWN = re.compile(
    rf"(?:私|自分|うち|自宅|実家|住まい|我が家|母|父|祖母|祖父|友人)の?(?:家の|住所の)?郵便番号(?:は|が|:|\s){{0,3}}({_POSTAL})(?![0-9-])"
)
_POSTAL_TOWN = re.compile(rf"(?<![0-9-])(〒\s?[0-9]{{3}}\s?-?\s?[0-9]{{4}})(?=\s{{0,3}}{_PREFECTURE}?\s?{_CITY})")


def find(folded: Folded) -> Iterator[Finding]:
    """Addresses and their postal codes in a folded text."""
    text = folded.text
    for start, end, certainty in _addresses(text):
        yield folded.finding(Kind.ADDRESS, start, end, certainty)
        if code := _POSTAL_AHEAD.search(folded.digits, max(0, start - 24), start):
            yield folded.finding(Kind.POSTAL_CODE, code.start(1), code.end(1), Certainty.SURE)
    for pattern in (_POSTAL_OWN, _POSTAL_TOWN):
        for match in pattern.finditer(folded.digits):
            yield folded.finding(Kind.POSTAL_CODE, match.start(1), match.end(1), Certainty.LIKELY)


def _addresses(text: str) -> Iterator[tuple[int, int, Certainty]]:
    if not any(c.isdigit() for c in text) and not re.search("[番丁]", text):
        return
    for match in _ADDRESS.finditer(text):
        start = match.start() + _lead(match[0])
        if not (_NO_PLACE.search(text, start, match.end()) or _PARTICLE.search(text, start, match.end())):
            yield start, match.end(), Certainty.SURE
    for pattern in (_OWN, _BEHIND):
        for match in pattern.finditer(text):
            if not _NO_PLACE.search(match[1]):
                yield match.start(1), match.end(1), Certainty.LIKELY
    for match in _LATIN.finditer(text):
        yield match.start(), match.end(), Certainty.SURE


_PREFECTURES = re.compile(
    r"北海道|東京都|京都府|大阪府|(?:青森|岩手|宮城|秋田|山形|福島|茨城|栃木|群馬|埼玉|千葉|神奈川|新潟|富山|石川|福井|山梨|長野|岐阜|静岡|"
    r"愛知|三重|滋賀|兵庫|奈良|和歌山|鳥取|島根|岡山|広島|山口|徳島|香川|愛媛|高知|福岡|佐賀|長崎|熊本|大分|宮崎|鹿児島|沖縄)県"
)
_WORDS_AHEAD = re.compile(
    r"^.*(?:(?<=[一-鿿ァ-ヴー])(?:は|が|を|へ|で|と|に)(?=[一-鿿ァ-ヴ]|[ぁ-ん]{2,5}[市町村])|から|まで|の家|の住所|住所|自宅|実家|本籍|現在|所在地|"
    r"また|なお|私の|母の|父の)(?=[^市区町村郡]+[市区町村郡])"
)


def _lead(matched: str) -> int:
    """How many characters in front of the prefecture, or of the first place, are words of the sentence."""
    words = _WORDS_AHEAD.search(matched)
    begin = words.end() if words else 0
    prefecture = _PREFECTURES.search(matched, begin)
    return prefecture.start() if prefecture else begin


_SPELT = {**{c: str(n) for n, c in enumerate("〇一二三四五六七八九")}}
_TENS = re.compile(r"([一二三四五六七八九])?十([一二三四五六七八九])?(?=丁目|番|号)")


def canonical(address: str) -> str:
    """An address without blanks, its numbers as digits joined by `-`: 本町三丁目8番1号 and 本町3-8-1 are one."""
    text = "".join(Folded.of(address).text.split())
    text = _TENS.sub(lambda m: f"{_SPELT[m[1]] if m[1] else '1'}{_SPELT[m[2]] if m[2] else '0'}", text)
    text = re.sub(r"[〇一二三四五六七八九](?=丁目|番|号)", lambda m: _SPELT[m[0]], text)
    text = re.sub(r"(?<=[0-9])(?:丁目|番地の?|番|の)(?=[0-9])", "-", text)
    return re.sub(r"(?<=[0-9])(?:番地|番|号)", "", text)
