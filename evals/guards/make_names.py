"""Writes `personal/names.jsonl`: `python -m evals.guards.make_names`. Near misses are by hand in `names_near.jsonl`.

Names are drawn from Faker (ja_JP), from lists of frequent and of rare names (japanese-personal-name-dataset), and from
lists here of variants and foreign names; family and given names are put together at random, so none is a known person's.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from itertools import cycle
from typing import Literal

from faker import Faker
from japanese_personal_name_dataset import get_last_names, load_dataset

from evals.guards.marked import FOLDER

SEED = 20252
VARIANTS = "髙橋 櫻井 渡邉 渡邊 山﨑 齋藤 齊藤 濵田 澤田 廣瀬 嶋田 德永 柳澤 髙田 寺﨑 舘野 冨田 桒原 槗本 國分".split()
FOREIGN = (
    "グエン・ヴァン・アン グエン・ティ・ホア チャン・ミン・トゥアン マリア・サントス ジョン・スミス ラジェシュ・クマール アフマド・ハッサン "
    "パク・ジフン キム・ミンジ リー・ウェイ アナ・シルバ カルロス・ペレイラ タパ・ビシュヌ プトゥ・ワヤン オルガ・イワノワ ファム・ドゥック "
    "レ・ティ・ラン シャルマ・アミット ホセ・ロドリゲス エミリー・ブラウン".split()
)
FOREIGN_SHORT = "グエン マリア ジョン スミス キム パク チャン サントス アリ ミゲル ラクシュミ オユンチメグ ディン シュレスタ タパ".split()
CHINESE = "王偉 李娜 張敏 劉洋 陳静 金哲洙 朴智慧 林志明 黄麗華 楊建国 崔民秀 呉美玲".split()
LATIN = ("Nguyen Van An", "Maria Santos", "John Smith", "Rajesh Kumar", "Emily Brown", "Carlos Pereira", "Olga Ivanova", "Taro Yamada")
MATTERS = (
    "保育料の減免について教えてください。", "介護保険の申請はオンラインでできますか。", "マイナンバーカードの交付はいつですか。", "県税の納付方法を教えてください。",
    "生活再建支援金の対象になりますか。", "児童手当の手続を知りたいです。", "電子申請の使い方が分かりません。", "相談窓口はどこですか。",
)  # fmt: skip
FULL = (
    "私は{}です。{m}", "私は{}と申します。{m}", "{}と申します。{m}", "氏名：{}　{m}", "名前は{}です。{m}", "{m}（氏名 {}）", "申請者氏名：{}\n{m}",
    "母の{}の件です。{m}", "夫の{}が申請しました。{m}", "{}さんの件で伺います。{m}", "{}様の手続です。{m}", "{}氏について。{m}",
    "隣に住む{}さんが困っています。{m}", "世帯主：{}、{m}", "{}の住所変更をしたいです。{m}", "昨日、{}さんから聞きました。{m}",
    "わたくし、{}といいます。{m}", "お名前：{}　{m}",
)  # fmt: skip
SURNAME = (
    "{}さんに聞いたのですが、{m}", "隣の{}さんの家のことです。{m}", "私は{}です。{m}", "{}と申します。{m}", "{}様からの問い合わせです。{m}",
    "担当の{}さんは今日いますか。{m}", "先日は{}さんにお世話になりました。{m}", "友人の{}さんが困っています。{m}",
)  # fmt: skip
GIVEN = (
    "息子の{}が来年小学校です。{m}", "娘の{}は保育園に通っています。{m}", "{}ちゃんの予防接種について。{m}", "{}くんの就学の件です。{m}", "妻の{}と相談しました。{m}",
    "{}さんの学校のことです。{m}",
)  # fmt: skip
ABROAD = (
    "私は{}です。{m}", "{}さんの在留資格について。{m}", "友人の{}さんが困っています。{m}", "私は{}と申します。{m}", "氏名：{}　{m}", "{}様の件です。{m}", "名前は{}です。{m}",
)  # fmt: skip
ENGLISH = (
    "My name is {}. {m}", "I'm {}. {m}", "Name: {} {m}", "{}さんの件です。{m}", "私は{}と申します。{m}", "Mr. {}の申請です。{m}",
)  # fmt: skip
KANA = ("フリガナ：{}　{m}", "氏名（カナ）：{}　{m}", "ふりがな：{}　{m}")


def sentences() -> Iterator[str]:
    """Marked sentences."""
    rand, fake = random.Random(SEED), Faker("ja_JP")
    fake.seed_instance(SEED)
    surnames = [str(entry["kanji"]) for entry in get_last_names(2000)]
    usual, every = _given("opti"), _given("org")
    given = [*rand.sample(usual, 400), *rand.sample(every, 200)]
    frequent, rare = surnames[:300], surnames[300:]

    full = [fake.name() for _ in range(30)]
    full += [f"{rand.choice(frequent)}{rand.choice(given)}" for _ in range(30)]
    full += [f"{rand.choice(rare)}{by}{rand.choice(given)}" for by in (" ", "　", "") for _ in range(8)]
    full += [f"{surname}{rand.choice(given)}" for surname in VARIANTS]
    full += [f"{rand.choice(frequent)}{name}" for name in ("さくら", "ひなた", "みゆき", "あおい", "ゆうた", "はるか")]
    yield from _filled(FULL, full, rand)
    yield from _filled(SURNAME, [*(rand.choice(frequent) for _ in range(22)), *(rand.choice(rare) for _ in range(16)), *VARIANTS[:10]], rand)
    yield from _filled(GIVEN, [*(rand.choice(given) for _ in range(24)), "さくら", "ひなた", "はなこ", "ゆうた", "翔", "葵"], rand)
    yield from _filled(ABROAD, [*FOREIGN, *FOREIGN_SHORT, *CHINESE], rand)
    yield from _filled(ENGLISH, list(LATIN), rand)
    yield from _filled(KANA, [fake.kana_name() for _ in range(9)], rand)


def _given(kind: Literal["opti", "org"]) -> list[str]:
    """Given names of two or three kanji: the usual ones, or all that the data set knows."""
    boys, girls = load_dataset(kind)
    return sorted({k for names in (boys, girls) for entry in names.values() for k in entry["kanji"] if 1 < len(k) < 4})


def _filled(frames: tuple[str, ...], names: list[str], rand: random.Random) -> Iterator[str]:
    for frame, name in zip(cycle(frames), names, strict=False):
        yield frame.format(f"⟦name|{name}⟧", m=rand.choice(MATTERS))


def main() -> None:
    """Writes the file."""
    lines = [
        json.dumps({"id": f"name-{n:03}", "text": text}, ensure_ascii=False) + "\n" for n, text in enumerate(sentences())
    ]
    (FOLDER / "names.jsonl").write_text("".join(lines), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
