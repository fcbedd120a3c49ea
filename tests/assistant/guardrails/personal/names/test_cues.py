"""Names with a cue: what gives them away, in what spelling; what only looks like one."""

from __future__ import annotations

import pytest

from assistant.guardrails.personal import find
from tests.assistant.guardrails.personal.found import found, values


@pytest.mark.parametrize(
    ("frame", "name"),
    [
        ("私は{}です。", "佐藤花子"),
        ("私は{}と申します。", "髙橋"),
        ("{}と申します", "大須賀　尊信"),
        ("氏名：{}　電話", "櫻井 翔太"),
        ("（氏名 {}）", "渡邉早葵"),
        ("名前は{}です", "グエン"),
        ("{}さんの件", "五十嵐"),
        ("昨日、{}様から", "山﨑太一"),
        ("{}氏は", "東海林"),
        ("母の{}が", "花子"),
        ("息子の{}は", "恭宣"),
        ("隣の{}さん", "小鳥遊"),
        ("{}くんの", "陽翔"),
        ("{}ちゃんの", "さくら"),
        ("{}さんの件", "鈴木さくら"),
        ("{}さん", "グエン・ヴァン・アン"),
        ("友人の{}さん", "楊建国"),
        ("{}さんの", "John Smith"),
        ("My name is {}.", "Taro Yamada"),
        ("フリガナ：{}　", "オオタ ツバサ"),
        ("{}の住所変更をしたい", "山田太郎"),
        ("担当の{}さん", "林"),
        ("夫（{}）から", "佐藤太郎"),
        ("ｶﾅ：{}　", "ｻﾄｳ ﾊﾅｺ"),
    ],
)
def test_found(frame: str, name: str) -> None:
    assert values(frame.format(name), "name") == [name]


@pytest.mark.parametrize(
    "text",
    [
        "皆さん、お客様、事業者様",
        "仕様と同様に多様な様式",
        "業者さん、社長さん、生徒さん、保健師さん",
        "母の日、父の会、娘の学校、夫の転勤",
        "私は公務員です",
        "私は宮城県民です",
        "私は賛成です",
        "氏名：必須、名前：任意",
        "アプリの名前は何ですか",
        "トヨタさん、ドコモさん、KDDIさん",
        "ベンダーさんとメーカーさん",
        "神様と王様",
        "伊達氏の歴史",
        "DXといいます",
        "村井知事",
        "高橋農園さん、佐藤工務店様",
        "株式会社青葉様",
        "東北電力さん",
        "My name is not shown",
        "I am Japanese",
        "宮城さんぽアプリ",
        "先生方の研修",
    ],
)
def test_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(("text", "own"), [("私は田中です", True), ("隣の田中さん", True), ("座長の田中さん", False)])
def test_whose_matter_it_is(text: str, own: bool) -> None:
    assert [f.own for f in find(text)] == [own]
