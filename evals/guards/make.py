"""Writes `personal/identifiers.jsonl` and `personal/names.jsonl`: `python -m evals.guards.make` (extra `dev`).

Sentences stand in `frames.toml`, the forms of values in `forms`. Names are put together at random from Faker (ja_JP),
from frequent and rare names (japanese-personal-name-dataset) and from the lists of `frames.toml`.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Literal

from faker import Faker
from japanese_personal_name_dataset import get_last_names, load_dataset

from evals.guards import forms
from evals.guards.forms import Rand, digits, wide
from evals.guards.marked import FOLDER

SEED = 20251
_HEADS = ("保険証の記号", "健康保険 記号", "被保険者証　記号", "国保の記号")
_KANA_NAMES = ("さくら", "ひなた", "みゆき", "あおい", "ゆうた", "はるか")


def main() -> None:
    """Writes both files."""
    write(FOLDER, SEED)


def write(folder: Path, seed: int) -> None:
    """Writes both files into `folder`; the same seed and packages give the same files."""
    frames = tomllib.loads(Path(__file__).with_name("frames.toml").read_text("utf-8"))
    rand = Rand(seed + 2)  # noqa: S311 (no secrets)
    lines = []
    for n, (kind, text) in enumerate(identifiers(frames, seed)):
        question = rand.choice(frames["questions"])
        body = (f"{text}{question}", f"{question}{text}", text)[n % 3]
        lines.append(_line(f"{kind.replace('_', '-')}-{n:03}", body))
    _write(folder / "identifiers.jsonl", lines)
    _write(folder / "names.jsonl", [_line(f"name-{n:03}", text) for n, text in enumerate(names(frames, seed + 1))])


def identifiers(frames: dict[str, dict[str, list[str]]], seed: int) -> Iterator[tuple[str, str]]:
    """(kind, marked sentence) of every structured case."""
    rand, fake = Rand(seed), Faker("ja_JP")  # noqa: S311
    fake.seed_instance(seed)
    sentences = frames["identifiers"]

    def spread(kind: str, values: list[str]) -> Iterator[tuple[str, str]]:
        for frame, value in zip(cycle(sentences[kind]), values, strict=False):
            yield kind, frame.format(_mark(kind, value))

    yield from spread("telephone", [*forms.telephones(rand, fake), *forms.telephones(rand, fake)])
    yield from spread("my_number", [form for _ in range(6) for form in forms.twelve(forms.my_number(rand))])
    yield from spread("mail", forms.mails(rand, fake))
    yield from _places(rand, fake, sentences)
    accounts = [digits(rand, 7) for _ in range(16)]
    split = [f"{number[:3]}-{number[3:]}" for number in accounts[:4]]
    yield from spread("bank_account", [*accounts, *map(wide, accounts[:8]), *split])
    for n in range(8):
        symbol, number = (
            _mark("bank_account", (str, wide)[n % 2](v)) for v in ("1" + digits(rand, 4), digits(rand, 8))
        )
        yield "bank_account", f"ゆうちょの記号{symbol}番号{number}に振込できますか。"
    yield from spread("credit_card", forms.cards(fake))
    yield from spread("driving_licence", [form for _ in range(4) for form in forms.twelve(digits(rand, 12))[:6]])
    passports = [f"{rand.choice('TMN')}{rand.choice('KSRZ')}{digits(rand, 7)}" for _ in range(20)]
    yield from spread("passport", [*passports[:14], *map(wide, passports[14:])])
    cards = [f"{fake.lexify('??').upper()}{digits(rand, 8)}{fake.lexify('??').upper()}" for _ in range(22)]
    yield from spread("residence_card", [*cards[:15], *map(wide, cards[15:])])
    pensions = [f"{digits(rand, 4)}-{digits(rand, 6)}" for _ in range(22)]
    bare = [number.replace("-", "") for number in pensions[17:]]
    yield from spread("pension_number", [*pensions[:12], *map(wide, pensions[12:17]), *bare])
    insured = [digits(rand, rand.choice((8, 10))) for _ in range(16)]
    employed = f"{digits(rand, 4)}-{digits(rand, 6)}-{digits(rand, 1)}"
    yield from spread("insurance_number", [*insured, *map(wide, insured[:5]), employed])
    for n in range(8):
        symbol, number = (_mark("insurance_number", digits(rand, count)) for count in (4, 3))
        yield "insurance_number", f"{_HEADS[n % 4]}{symbol}番号{number}です。"
    yield from spread("birth_date", [form for _ in range(5) for form in forms.births(fake)])


def names(frames: dict[str, dict[str, list[str]]], seed: int) -> Iterator[str]:
    """Marked sentences with names."""
    rand, fake, lists = Rand(seed), Faker("ja_JP"), frames["names"]  # noqa: S311
    fake.seed_instance(seed)
    surnames = [str(entry["kanji"]) for entry in get_last_names(2000)]
    frequent, rare = surnames[:300], surnames[300:]
    given = [*rand.sample(_given("opti"), 400), *rand.sample(_given("org"), 200)]

    full = [fake.name() for _ in range(30)]
    full += [rand.choice(frequent) + rand.choice(given) for _ in range(30)]
    full += [f"{rand.choice(rare)}{by}{rand.choice(given)}" for by in (" ", "　", "") for _ in range(8)]
    full += [surname + rand.choice(given) for surname in lists["variants"]]
    full += [rand.choice(frequent) + name for name in _KANA_NAMES]
    families = [*(rand.choice(frequent) for _ in range(22)), *(rand.choice(rare) for _ in range(16))]
    alone = [*(rand.choice(given) for _ in range(24)), *_KANA_NAMES[:2], "はなこ", "ゆうた", "翔", "葵"]
    made = {
        "full": full,
        "surname": [*families, *lists["variants"][:10]],
        "given": alone,
        "abroad": [*lists["foreign"], *lists["foreign_short"], *lists["chinese"]],
        "english": lists["latin"],
        "kana": [fake.kana_name() for _ in range(9)],
    }
    for kind, values in made.items():
        for frame, name in zip(cycle(lists[kind]), values, strict=False):
            yield frame.format(_mark("name", name), m=rand.choice(lists["matters"]))


def _places(rand: Rand, fake: Faker, sentences: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Addresses, every third one behind a postal code."""
    made = forms.addresses(rand, fake, sentences["cities"], sentences["towns"])
    for n, (frame, address) in enumerate(zip(cycle(sentences["address"]), made, strict=False)):
        code = fake.zipcode()
        before = _mark("postal_code", f"〒{code}" if n % 2 else wide(code)) + " " if n % 3 == 0 else ""
        yield "address", frame.format(before + _mark("address", address))


def _given(kind: Literal["opti", "org"]) -> list[str]:
    """Given names of two or three kanji: the usual ones, or all that the data set knows."""
    boys, girls = load_dataset(kind)
    return sorted({k for half in (boys, girls) for entry in half.values() for k in entry["kanji"] if 1 < len(k) < 4})


def _mark(kind: str, value: str) -> str:
    return f"⟦{kind}|{value}⟧"


def _line(id: str, text: str) -> str:
    return json.dumps({"id": id, "text": text}, ensure_ascii=False) + "\n"


def _write(path: Path, lines: list[str]) -> None:
    path.write_text("".join(lines), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
