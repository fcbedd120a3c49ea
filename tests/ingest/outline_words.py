"""Invented words for the random documents: titles, sentences, names that occur once.

A seeded generator goes in, Japanese-looking text comes out. Called by `outline_trees`.
"""

from __future__ import annotations

from itertools import product
from random import Random

_FIELDS = (
    "水辺",
    "里山",
    "港湾",
    "果樹園",
    "商店街",
    "温泉街",
    "図書館",
    "河川敷",
    "林道",
    "漁場",
    "棚田",
    "古民家",
    "駅前広場",
    "直売所",
    "保育",
    "介護",
    "防災無線",
    "学童",
    "雪道",
    "空き家",
    "茶畑",
    "伝統工芸",
    "地域通貨",
    "遊歩道",
    "消防団",
    "子ども食堂",
    "エネルギー",
    "データ",
    "オープンスペース",
    "スポーツ",
    "ＩＣＴ",
    "バス路線",
    "若者",
    "高齢者",
)
_ACTIONS = (
    "再生",
    "整備",
    "振興",
    "利活用",
    "見守り",
    "保全",
    "担い手の育成",
    "魅力の発信",
    "環境づくり",
    "受入体制の強化",
    "普及啓発",
    "相談窓口の充実",
    "販路の開拓",
    "安全の確保",
    "連携の推進",
    "長寿命化",
    "見える化",
    "交流の促進",
    "効率化",
    "支援",
)
_COMMON = (
    "背景", "目的", "基本的な考え方", "現状", "課題", "今後の進め方", "推進体制", "計画の期間", "はじめに", "まとめ",
    "進行管理", "位置付け", "役割分担", "評価の方法",
)  # fmt: skip
_VERBS = ("進めます", "図ります", "支援します", "検討します", "行っています", "目指しています", "広げていきます")
_HOW = ("段階的に", "関係機関と連携して", "計画的に", "地域の実情に応じて", "年間を通じて", "速やかに", "住民とともに")
_CLAUSES = (
    "人口の減少が続く中で、",
    "令和４年度から３年間の試行を踏まえ、",
    "1,200人の利用者の声をもとに、",
    "国の制度が改正されたことから、",
    "厳しい財政の状況ではありますが、",
    "（仮称）みなと交流館の開設に合わせ、",
    "２つの事業を組み合わせながら、",
    "10月から始まる新しい仕組みを使い、",
    "利用率が37.5％にとどまっているため、",
)
_FRONT = "藤杉桜梅竹松柳桐楠榎椿菊萩葦蓮蕨笹椎樫栗"
_BACK = "浜沢瀬窪淵坂岬崎峰畑塚越倉野里江堀島原井"
INTRODUCTIONS = (
    "以下の取組を進めます。",
    "次のとおり実施します。",
    "具体的には、次の３つの視点を重視します。",
    "主な内容は以下のとおりです。",
    "次の事項に取り組みます。",
)
ROLES = ("現状と課題", "取組の方向", "主な事業", "目標", "背景", "今後の対応", "期待される効果", "重点的な取組")
LABELS = ("基本目標", "戦略の柱", "基本方針", "重点施策", "政策", "重点プロジェクト")
SUBLABELS = ("施策", "取組", "事業", "基本施策")
APPENDICES = ("参考資料", "資料編", "巻末資料")
PLACES = ("みどり県", "あおば市", "しらなみ町", "ひなた県")


def names(rng: Random) -> list[str]:
    """Place names in random order, each to be used once."""
    found = [f"{a}{b}{kind}" for a, b, kind in product(_FRONT, _BACK, ("地区", "町内", "流域"))]
    rng.shuffle(found)
    return found


def title(rng: Random, used: set[str], plain: bool = False) -> str:
    """A heading's words; a common one (背景) may come again, others do not."""
    if not plain and rng.random() < 0.12:
        return rng.choice(_COMMON)
    while True:
        field, action = rng.choice(_FIELDS), rng.choice(_ACTIONS)
        shape = rng.random()
        if shape < 0.7:
            words = f"{field}の{action}"
        elif shape < 0.85:
            words = f"{field}と{rng.choice(_FIELDS)}の{action}"
        else:
            words = f"{field}・{rng.choice(_FIELDS)}における{action}"
        if words not in used:
            used.add(words)
            return words


def long_title(rng: Random, used: set[str]) -> str:
    """A title that fills more than a line."""
    return f"{title(rng, used, True)}と{title(rng, used, True)}による持続可能な地域社会の実現"


def sentence(rng: Random, name: str = "") -> str:
    """A sentence of 20 to 150 characters; `name` makes it the only one of its kind."""
    begin = f"{name}では、" if name else rng.choice(("また、", "さらに、", "一方で、", "", "このため、"))
    clauses = "".join(rng.sample(_CLAUSES, rng.choice((0, 1, 1, 2, 3))))
    objects = "や".join(f"{rng.choice(_FIELDS)}の{rng.choice(_ACTIONS)}" for _ in range(rng.choice((1, 1, 2))))
    return f"{begin}{clauses}{objects}を{rng.choice(_HOW)}{rng.choice(_VERBS)}。"


def item(rng: Random) -> str:
    """The words of a list's item, no sentence."""
    shape = rng.random()
    words = f"{rng.choice(_FIELDS)}の{rng.choice(_ACTIONS)}"
    if shape < 0.5:
        return f"{rng.choice(_FIELDS)}・{words}"
    if shape < 0.8:
        return f"{rng.choice(_FIELDS)}を生かした{words}"
    return f"{words}（{rng.choice(_HOW)}実施）"
