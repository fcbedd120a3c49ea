"""Invented values of each structured kind in the forms people write them in; for `evals.guards.make`.

Values come from Faker (ja_JP) and a seeded random source; none belongs to anybody but by chance.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date

from faker import Faker

Rand = random.Random
WIDE = str.maketrans(
    "0123456789-ABCDEFGHIJKLMNOPQRSTUVWXYZ@. ()+",
    "０１２３４５６７８９－ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ＠．　（）＋",
)
KANJI = str.maketrans("0123456789", "〇一二三四五六七八九")
_FOUR = (4, 4, 4, 4)


def wide(text: str) -> str:
    """In full width."""
    return text.translate(WIDE)


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


def my_number(rand: Rand) -> str:
    """Twelve digits with the check digit of 総務省令第85号第5条, by its weights from the left."""
    body = [rand.randrange(10) for _ in range(11)]
    rest = sum(d * w for d, w in zip(body, (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2), strict=True)) % 11
    return "".join(map(str, [*body, 0 if rest <= 1 else 11 - rest]))


def twelve(number: str) -> tuple[str, ...]:
    """Twelve digits as people write them."""
    four = _FOUR[:3]
    plain = (number, grouped(number, four, "-"), grouped(number, four, " "), wide(grouped(number, four, "-")))
    return (*plain, wide(number), grouped(number, four, "　"), grouped(number, four, "・"), grouped(number, four, "‐"))


def telephones(rand: Rand, fake: Faker) -> Iterator[str]:
    """Numbers in each form they are written in."""
    mobile = rand.choice(("090", "080", "070"))
    a, b = digits(rand, 4), digits(rand, 4)
    yield from (f"{mobile}-{a}-{b}", f"{mobile}{a}{b}", f"{mobile} {a} {b}", f"{mobile}({a}){b}", f"{mobile}.{a}.{b}")
    yield from (f"{mobile}−{a}−{b}", f"{mobile}ー{a}ー{b}", wide(f"{mobile}-{a}-{b}"), wide(f"{mobile}{a}{b}"))
    yield from (f"{mobile}-{a}-{b}".translate(KANJI).replace("-", "－"), f"{mobile}の{a}の{b}")
    yield from (f"+81-{mobile[1:]}-{a}-{b}", f"+81 {mobile[1:]} {a} {b}", f"+81(0){mobile[1:]}-{a}-{b}")
    yield from (f"+81{mobile[1:]}{a}{b}", f"050-{a}-{b}")
    local = digits(rand, 3)
    yield from (f"022-{local}-{b}", f"(022){local}-{b}", f"022({local}){b}", wide(f"(022){local}-{b}"), f"03-{a}-{b}")
    yield f"0{digits(rand, 3)}-{digits(rand, 2)}-{b}"
    yield f"0{digits(rand, 4)}-{digits(rand, 1)}-{b}"
    yield f"0120-{digits(rand, 3)}-{digits(rand, 3)}"
    yield f"0800-{digits(rand, 3)}-{b}"
    yield f"０１２０（{digits(rand, 3)}）{digits(rand, 3)}"
    yield from (f"+81-22-{local}-{b}", f"090\u200b-{a}-\u200b{b}")
    yield from (fake.phone_number(), wide(fake.phone_number()))


def mails(rand: Rand, fake: Faker) -> list[str]:
    """Mail addresses, some with the sign spelt out."""
    made = [fake.email() for _ in range(18)]
    made += [wide(made[0]), made[1].replace("@", "＠"), made[2].replace("@", " @ "), made[3].upper()]
    made += [made[4].replace("@", "[at]"), made[5].replace("@", "(at)"), made[6].replace("@", "アットマーク")]
    return [*made, f"{fake.user_name()}.{rand.randrange(99)}+kosodate@mail.example.co.jp", "a_b-c@sub.example.ne.jp"]


def cards(fake: Faker) -> list[str]:
    """Card numbers of five issuers."""
    kinds = ("visa16", "mastercard", "jcb16", "amex", "discover") * 6
    return [_card(n, fake.credit_card_number(card_type=kind)) for n, kind in enumerate(kinds)]


def _card(n: int, number: str) -> str:
    if len(number) == 15:
        return (number, grouped(number, (4, 6, 5), "-"), grouped(number, (4, 6, 5), " "))[n % 3]
    by = ("", "-", " ", "", "-", "　", "−")[n % 7]
    form = grouped(number, _FOUR, by)
    return wide(form) if n % 7 in (3, 4) else form


def births(fake: Faker) -> Iterator[str]:
    """One date of birth in each form."""
    born = fake.date_between(date(1931, 1, 1), date(2006, 12, 31))  # fixed: tomorrow makes the same files
    letter, name, year = ("S", "昭和", born.year - 1925) if born.year < 1989 else ("H", "平成", born.year - 1988)
    month, day = born.month, born.day
    yield from (f"{born.year}年{month}月{day}日", f"{name}{year}年{month}月{day}日", f"{born.year}/{month:02}/{day:02}")
    yield from (
        f"{born.year}-{month:02}-{day:02}",
        wide(f"{name}{year}年{month}月{day}日"),
        f"{letter}{year}.{month}.{day}",
    )
    yield from (f"{born.year}年 {month}月 {day}日", f"{born.year}年{month}月{day}日".translate(KANJI))


def addresses(rand: Rand, fake: Faker, cities: list[str], towns: list[str]) -> Iterator[str]:
    """Addresses by Faker and by towns that it does not know, by turns."""
    for n in range(64):
        if n % 2:
            address = fake.address()
            yield address if n % 4 == 1 else address.replace("丁目", "-").replace("番", "-").replace("号", "")
            continue
        a, b, c = rand.randrange(1, 9), rand.randrange(1, 40), rand.randrange(1, 30)
        lot, kanji = a * 100 + b, "一二三四五六七八"[a - 1]
        houses: tuple[str, ...] = (
            f"{a}丁目{b}番{c}号",
            f"{a}-{b}-{c}",
            wide(f"{a}-{b}-{c}"),
            f"{lot}番地",
            f"{a}丁目{b}-{c}",
        )
        houses = (*houses, f"{kanji}丁目{b}番{c}号", f"{lot}番地の{c}", f"{a}の{b}の{c}")
        yield cities[n // 2 % len(cities)] + towns[n // 2 % len(towns)] + houses[n // 2 % 8]
