"""Writes `personal/identifiers.jsonl` and `personal/identifiers_near.jsonl`: `python -m evals.guards.make_identifiers`.

Values come from Faker (ja_JP, fixed seed) and from a fixed random source; forms and sentences stand here. All persons and
numbers are invented. A near miss looks like a datum and is none.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from itertools import cycle

from faker import Faker

from evals.guards.marked import FOLDER

SEED = 20251
WIDE = str.maketrans("0123456789-ABCDEFGHIJKLMNOPQRSTUVWXYZ@. ()+", "０１２３４５６７８９－ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ＠．　（）＋")
KANJI = str.maketrans("0123456789", "〇一二三四五六七八九")
QUESTIONS = (
    "子育て支援の手続をオンラインでできますか。",
    "マイナンバーカードの普及の取組を教えてください。",
    "ポリシーの計画期間はいつまでですか。",
    "オープンデータの公開件数の目標はいくつですか。",
    "高齢者向けのスマホ講座はありますか。",
    "防災アプリの使い方を知りたいです。",
    "県税のスマホ納付はいつから始まりましたか。",
    "DX人材の育成は何人が目標ですか。",
    "電子申請で住民票は取れますか。",
    "情報セキュリティの対策の担当課はどこですか。",
    "被災者の生活再建支援について教えてください。",
    "農業のスマート化の予算はいくらですか。",
)
Rand = random.Random


def my_number(rand: Rand) -> str:
    """Twelve digits with the check digit of 総務省令第85号第5条."""
    body = [rand.randrange(10) for _ in range(11)]
    weights = [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]
    rest = sum(d * w for d, w in zip(body, weights, strict=True)) % 11
    return "".join(map(str, [*body, 0 if rest <= 1 else 11 - rest]))


def digits(rand: Rand, count: int) -> str:
    """Random digits, the first no zero."""
    return str(rand.randrange(1, 10)) + "".join(str(rand.randrange(10)) for _ in range(count - 1))


def grouped(number: str, sizes: tuple[int, ...], by: str) -> str:
    """A number in groups."""
    out, at = [], 0
    for size in sizes:
        out.append(number[at : at + size])
        at += size
    return by.join(out)


def telephone_forms(rand: Rand, fake: Faker) -> Iterator[str]:
    """One number in each form it is written in."""
    mobile = rand.choice(("090", "080", "070"))
    a, b = digits(rand, 4), digits(rand, 4)
    yield f"{mobile}-{a}-{b}"
    yield f"{mobile}{a}{b}"
    yield f"{mobile} {a} {b}"
    yield f"{mobile}({a}){b}"
    yield f"{mobile}.{a}.{b}"
    yield f"{mobile}−{a}−{b}"
    yield f"{mobile}ー{a}ー{b}"
    yield f"{mobile}-{a}-{b}".translate(WIDE)
    yield f"{mobile}{a}{b}".translate(WIDE)
    yield f"{mobile}-{a}-{b}".translate(KANJI).replace("-", "－")
    yield f"{mobile}の{a}の{b}"
    yield f"+81-{mobile[1:]}-{a}-{b}"
    yield f"+81 {mobile[1:]} {a} {b}"
    yield f"+81(0){mobile[1:]}-{a}-{b}"
    yield f"+81{mobile[1:]}{a}{b}"
    yield f"050-{a}-{b}"
    local = digits(rand, 3)
    yield f"022-{local}-{b}"
    yield f"(022){local}-{b}"
    yield f"022({local}){b}"
    yield f"（０２２）{local}－{b}".translate(WIDE)
    yield f"03-{a}-{b}"
    yield f"0{digits(rand, 3)}-{digits(rand, 2)}-{b}"
    yield f"0{digits(rand, 4)}-{digits(rand, 1)}-{b}"
    yield f"0120-{digits(rand, 3)}-{digits(rand, 3)}"
    yield f"0800-{digits(rand, 3)}-{b}"
    yield f"０１２０（{digits(rand, 3)}）{digits(rand, 3)}"
    yield f"+81-22-{local}-{b}"
    yield f"090\u200b-{a}-\u200b{b}"
    yield fake.phone_number()
    yield fake.phone_number().translate(WIDE)


def twelve_forms(number: str) -> tuple[str, ...]:
    """Twelve digits as people write them."""
    four = (4, 4, 4)
    return (
        number, grouped(number, four, "-"), grouped(number, four, " "), grouped(number, four, "－").translate(WIDE),
        number.translate(WIDE), grouped(number, four, "　"), grouped(number, four, "・"), grouped(number, four, "‐"),
    )  # fmt: skip


def identifiers() -> Iterator[tuple[str, str]]:
    """(kind, marked sentence) of every structured case."""
    rand, fake = Rand(SEED), Faker("ja_JP")
    fake.seed_instance(SEED)

    def mark(kind: str, value: str) -> str:
        return f"⟦{kind}|{value}⟧"

    def spread(kind: str, frames: tuple[str, ...], values: list[str]) -> Iterator[tuple[str, str]]:
        for frame, value in zip(cycle(frames), values, strict=False):
            yield kind, frame.format(mark(kind, value))

    phones = [*telephone_forms(rand, fake), *telephone_forms(rand, fake)]
    yield from spread("telephone", (
        "電話は{}です。", "折り返しは{}へお願いします。", "携帯{}", "TEL：{} ", "連絡先は {} です。", "私の番号、{}に電話してください。",
        "{}にかけてもつながりません。", "FAX {}に送ってください。", "昨日{}から電話がありました。",
    ), phones)  # fmt: skip
    numbers = [form for _ in range(6) for form in twelve_forms(my_number(rand))]
    yield from spread("my_number", (
        "マイナンバーは{}です。", "私の個人番号（{}）で申請できますか。", "マイナンバー：{} ", "{}が私のマイナンバーです。",
        "番号は{}です。", "娘の通知カードに {} とあります。", "マイナンバーを忘れないように書くと{}になります。",
    ), numbers)  # fmt: skip
    # Without the word only the usual groups tell a My Number.
    mails = [fake.email() for _ in range(18)]
    mails += [mails[0].translate(WIDE), mails[1].replace("@", "＠"), mails[2].replace("@", " @ "), mails[3].upper()]
    mails += [mails[4].replace("@", "[at]"), mails[5].replace("@", "(at)"), mails[6].replace("@", "アットマーク")]
    mails += [f"{fake.user_name()}.{rand.randrange(99)}+kosodate@mail.example.co.jp", "a_b-c@sub.example.ne.jp"]
    yield from spread("mail", (
        "メールは{}です。", "返事は {} までお願いします。", "{}に送ってください。", "アドレス:{}",
        "連絡先（{}）", "mail {} で登録しています。",
    ), mails)  # fmt: skip
    yield from _places(rand, fake, mark)
    accounts = [digits(rand, 7) for _ in range(16)]
    yield from spread("bank_account", (
        "口座番号は{}です。", "みどり銀行 中央支店 普通 {} に振り込んでください。", "普通預金{}", "振込先は港信用金庫本店（普通）{}です。",
        "還付金は普通口座{}へお願いします。", "口座：{}", "当座 {} に入金されますか。", "ゆうちょ銀行 二二八支店 普通 {}",
    ), [*accounts, *(n.translate(WIDE) for n in accounts[:8]), *(f"{n[:3]}-{n[3:]}" for n in accounts[:4])])  # fmt: skip
    for n in range(8):
        symbol, number = f"1{digits(rand, 4)}", digits(rand, 8)
        if n % 2:
            symbol, number = symbol.translate(WIDE), number.translate(WIDE)
        yield "bank_account", f"ゆうちょの記号{mark('bank_account', symbol)}番号{mark('bank_account', number)}に振込できますか。"
    cards = [fake.credit_card_number(card_type=t) for t in ("visa16", "mastercard", "jcb16", "amex", "discover") * 6]
    cards = [_card_form(n, number) for n, number in enumerate(cards)]
    yield from spread("credit_card", (
        "カード番号は{}です。", "クレジットカード {} で払えますか。", "{}で納付しました。", "VISA {}の引き落としが二重です。", "番号{}を登録しました。",
    ), cards)  # fmt: skip
    licences = [form for _ in range(4) for form in twelve_forms(digits(rand, 12))[:6]]
    yield from spread("driving_licence", (
        "運転免許証の番号は{}です。", "免許証番号 {}", "免許の更新をしたい（番号 {}）。", "{}は父の免許証の番号です。", "運転免許証：{}",
    ), licences)  # fmt: skip
    passports = [f"{rand.choice('TMN')}{rand.choice('KSRZ')}{digits(rand, 7)}" for _ in range(20)]
    yield from spread("passport", (
        "パスポート番号は{}です。", "旅券番号：{}", "パスポート{}をなくしました。", "{}は私の旅券の番号です。", "旅券（{}）の更新はできますか。",
    ), [*passports[:14], *(p.translate(WIDE) for p in passports[14:])])  # fmt: skip
    residences = [f"{fake.lexify('??').upper()}{digits(rand, 8)}{fake.lexify('??').upper()}" for _ in range(22)]
    yield from spread("residence_card", (
        "在留カードの番号は{}です。", "在留カード{}", "{}の期限が切れます。", "カード（{}）の更新の窓口はどこですか。", "特別永住者証明書 {}",
    ), [*residences[:15], *(r.translate(WIDE) for r in residences[15:])])  # fmt: skip
    pensions = [f"{digits(rand, 4)}-{digits(rand, 6)}" for _ in range(22)]
    yield from spread("pension_number", (
        "基礎年金番号は{}です。", "年金手帳の番号{}", "年金番号：{}", "基礎年金番号（{}）で調べてください。", "{}は母の年金番号です。",
    ), [*pensions[:12], *(p.translate(WIDE) for p in pensions[12:17]), *(p.replace("-", "") for p in pensions[17:])])  # fmt: skip
    insured = [digits(rand, rand.choice((8, 10))) for _ in range(16)]
    yield from spread("insurance_number", (
        "被保険者番号は{}です。", "介護保険の被保険者番号 {}", "国保の番号は{}です。", "保険証の番号：{}", "雇用保険被保険者番号{}", "後期高齢者医療の番号は{}です。",
    ), [*insured, *(n.translate(WIDE) for n in insured[:5]), f"{digits(rand, 4)}-{digits(rand, 6)}-{digits(rand, 1)}"])  # fmt: skip
    for n in range(8):
        symbol, number = digits(rand, 4), digits(rand, 3)
        head = ("保険証の記号", "健康保険 記号", "被保険者証　記号", "国保の記号")[n % 4]
        yield "insurance_number", f"{head}{mark('insurance_number', symbol)}番号{mark('insurance_number', number)}です。"
    yield from spread("birth_date", (
        "生年月日は{}です。", "{}生まれです。", "誕生日は{}です。", "私は{}に生まれました。", "生年月日：{}", "母（{}生）の介護について。",
        "息子は{}生まれで、来年小学校です。", "（生年月日 {}）",
    ), [form for _ in range(5) for form in _birth_forms(fake)])  # fmt: skip


def _card_form(n: int, number: str) -> str:
    if len(number) == 15:
        return (number, grouped(number, (4, 6, 5), "-"), grouped(number, (4, 6, 5), " "))[n % 3]
    four = (4, 4, 4, 4)
    return (
        number, grouped(number, four, "-"), grouped(number, four, " "), number.translate(WIDE),
        grouped(number, four, "－").translate(WIDE), grouped(number, four, "　"), grouped(number, four, "−"),
    )[n % 7]  # fmt: skip


def _birth_forms(fake: Faker) -> Iterator[str]:
    born = fake.date_of_birth(minimum_age=20, maximum_age=95)
    showa = born.year - 1925
    era = f"昭和{showa}年" if 1 <= showa <= 63 else f"平成{born.year - 1988}年" if born.year > 1988 else "昭和元年"
    yield f"{born.year}年{born.month}月{born.day}日"
    yield f"{era}{born.month}月{born.day}日"
    yield f"{born.year}/{born.month:02}/{born.day:02}"
    yield f"{born.year}-{born.month:02}-{born.day:02}"
    yield f"{era}{born.month}月{born.day}日".translate(WIDE)
    yield f"S{showa}.{born.month}.{born.day}" if 1 <= showa <= 63 else f"H{max(1, born.year - 1988)}.{born.month}.{born.day}"
    yield f"{born.year}年 {born.month}月 {born.day}日"
    yield f"{born.year}年{born.month}月{born.day}日".translate(KANJI)


def _places(rand: Rand, fake: Faker, mark: Callable[[str, str], str]) -> Iterator[tuple[str, str]]:
    """Addresses by Faker and by towns that it does not know, half of them with a postal code."""
    frames = (
        "住所は{}です。", "{}に住んでいます。", "自宅は{}です。", "{}まで届けてください。", "私は{}在住です。", "現住所：{}", "実家（{}）の空き家について。",
        "送付先は {} でお願いします。",
    )  # fmt: skip
    towns = ("本町", "五橋", "泉中央", "緑ケ丘", "南小泉", "八木山本町", "字中谷地", "大字港", "新田東", "富沢南", "茂庭台", "西の平")
    cities = ("仙台市青葉区", "仙台市太白区", "石巻市", "宮城県大崎市古川", "富山県富山市", "三重県津市", "宮城県柴田郡大河原町", "宮城県名取市")
    for n, frame in zip(range(64), cycle(frames), strict=False):
        if n % 2:
            address = fake.address()
            address = address if n % 4 == 1 else address.replace("丁目", "-").replace("番", "-").replace("号", "")
        else:
            head = cities[n // 2 % len(cities)] + towns[n // 2 % len(towns)]
            a, b, c = rand.randrange(1, 9), rand.randrange(1, 40), rand.randrange(1, 30)
            address = head + (
                f"{a}丁目{b}番{c}号", f"{a}-{b}-{c}", f"{a}－{b}－{c}".translate(WIDE), f"{a * 100 + b}番地",
                f"{a}丁目{b}-{c}", f"{'一二三四五六七八'[a - 1]}丁目{b}番{c}号", f"{a * 100 + b}番地の{c}", f"{a}の{b}の{c}",
            )[n // 2 % 8]  # fmt: skip
        text = mark("address", address)
        if n % 3 == 0:
            code = fake.zipcode()
            text = mark("postal_code", f"〒{code}" if n % 2 else code.translate(WIDE)) + " " + text
        yield "address", frame.format(text)


def near_misses() -> Iterator[str]:
    """Sentences that hold numbers and places, and no personal datum."""
    rand = Rand(SEED + 1)

    def corporate(rand: Rand) -> str:
        body = digits(rand, 12)
        return str(9 - sum(int(d) * (1 + n % 2) for n, d in enumerate(reversed(body))) % 9) + body

    for n in range(24):
        number = corporate(rand)
        yield (
            "法人番号は{}です。", "法人番号 {} の会社の入札参加資格は？", "登録番号T{}のインボイスについて。", "{}は県内企業の法人番号ですか。",
        )[n % 4].format(number if n % 3 else number.translate(WIDE))  # fmt: skip
    for n in range(30):
        label = ("受付番号", "整理番号", "伝票番号", "施策番号", "文書番号", "会社法人等番号", "申請書の管理番号", "入札番号", "資産番号", "図書番号")
        yield f"{label[n % 10]}は{digits(rand, (12, 10, 16, 7, 8)[n % 5])}です。状況の調べ方を教えてください。"
    for n in range(24):
        value = f"{rand.randrange(1, 999)},{rand.randrange(100, 999)},{rand.randrange(100, 999)}"
        yield ("予算は{}円ですか。", "人口は{}人ですか。", "令和5年度の決算額{}千円の内訳は？", "オンライン申請は{}件でしたか。")[n % 4].format(value)
    for n in range(16):
        yield f"事業費{digits(rand, 7 + n % 6)}円のうち国費はいくらですか。"
    for n in range(24):
        a = 2019 + n % 6
        yield (
            f"計画期間{a}-{a + 3}の目標は？", f"{a}-04-01に施行された条例は？", f"令和{n % 6 + 1}年4月1日から{a + 2}年3月31日までの計画ですか。",
            f"{a}年度から{a + 2}年度までのKPIを教えて。", f"{a}/{n % 12 + 1}/15に公表された資料は？", f"R{n % 6 + 1}.{n % 12 + 1}.1現在の数字は？",
        )[n % 6]  # fmt: skip
    for n in range(24):
        a, b = n % 12 + 1, n % 4 + 1
        yield (
            f"宮城県の施策{a}-{b}のKPIは？", f"三重県施策{a}-{b}の担当部局は？", f"富山県の戦略の第{b}章{a}-{b}の内容は？", f"仙台市の人口の{b}-{b + 1}割は高齢者ですか。",
            f"図表{a}-{b}-1の見方を教えて。", f"地方自治法第{a}条の{b}第1項とは何ですか。",
        )[n % 6]  # fmt: skip
    for n in range(20):
        code = f"{digits(rand, 3)}-{digits(rand, 4)}"
        yield ("県庁の郵便番号は{}ですか。", "郵便番号{}はどの地域ですか。", "〒{}の地域で光回線は使えますか。", "郵便番号が{}の町の避難所は？")[n % 4].format(code)
    for n in range(20):
        day = f"令和{n % 5 + 2}年4月{n % 28 + 1}日"
        yield (
            f"{day}以降に生まれた子は対象ですか。", f"{day}から{n % 3 + 1}年間に生まれた児童の数は？", f"{day}までに生まれた方の手当は？",
            f"{day}に公表された出生数は？", f"{day}時点で65歳以上の人は何人ですか。",
        )[n % 5]  # fmt: skip
    for n in range(24):
        yield (
            "普通会計の決算額は1234567千円ですか。", "口座振替の利用件数は1234567件ですか。", "口座数は12345678口座ですか。",
            "電話相談は年に1234567件ありますか。", "年金の受給者は1234567人ですか。", "免許返納者は123456人でしたか。",
            "カードの交付枚数は1234567枚ですか。", "国民健康保険の加入者は123456人ですか。", "保険者番号とは何ですか。",
            "ISO27001-2022の認証は取りましたか。", "ISBN 978-4-00-123456-7の本は図書館にありますか。", "IPアドレス192.168.10.254は庁内のものですか。",
            "Ver.3.10.2024の変更点は？", "回線速度は1000-2000Mbpsですか。", "緯度38.268839、経度140.872103はどこですか。",
            "座標38.2688,140.8721の避難所は？", "9:00-17:00に電話できますか。", "#7119や#8000は何の番号ですか。", "110番と119番の違いは？",
            "189はどこにつながりますか。", "1-2-3歳児の保育の目標は？", "5-10%の削減目標はありますか。", "@東松島市のセミナーはいつですか。",
            "1日100-200件のアクセスがありますか。",
        )[n]  # fmt: skip
    for n in range(24):
        place = ("仙台市", "石巻市", "気仙沼市", "富山市", "津市", "東松島市")[n % 6]
        yield (
            f"{place}の避難所は何か所ですか。", f"{place}で2-3年以内に始まる事業は？", f"{place}本町地区の光回線の整備率は？", f"宮城県{place}の人口は10万人ですか。",
            f"{place}議会の第3回定例会はいつですか。", f"{place}の第2期DX計画の期間は？", f"{place}の国道4号線の工事は？", f"{place}では何番目に多いですか。",
        )[n % 8]  # fmt: skip
    for n in range(30):
        yield (
            f"施策{n + 1}番の概要を教えてください。", f"{n + 1}番目の取組は何ですか。", f"No.{1000 + n * 37}の質問の回答は？", f"第{n + 1}回会議の資料はありますか。",
            f"型番AB-{digits(rand, 4)}の端末は何台ありますか。", f"コード{digits(rand, 6)}の全国地方公共団体コードはどこですか。",
        )[n % 6]  # fmt: skip


def main() -> None:
    """Writes both files."""
    rand = Rand(SEED + 2)
    made = []
    for n, (kind, text) in enumerate(identifiers()):
        question = rand.choice(QUESTIONS)
        body = (f"{text}{question}", f"{question}{text}", text)[n % 3]
        made.append({"id": f"{kind.replace('_', '-')}-{n:03}", "text": body})
    _write("identifiers", made)
    _write("identifiers_near", [{"id": f"near-{n:03}", "text": text} for n, text in enumerate(near_misses())])


def _write(name: str, cases: list[dict[str, str]]) -> None:
    lines = [json.dumps(case, ensure_ascii=False) + "\n" for case in cases]
    (FOLDER / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
