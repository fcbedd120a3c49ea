"""Plants one fault in a true sentence; the label is the fault that was planted.

A pure function of the sentence, the pool of the other sentences and a random generator. The script does without the
verifier's own parsers: it edits characters, and it looks for what it planted in the evidence as plain text, so that no
planted fault is true by chance.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from assistant.verify.model import Support
from evals.planting.model import Base, Planted
from evals.planting.tables import AFFIRMATIONS, DENIALS, OPPOSITES, PREFECTURES, UNITS
from ingest.normalise import nfkc, squeeze

Planter = Callable[[Base, "Pool", random.Random], Planted | None]
_NUMBER = re.compile(r"(?<![\d.,A-Za-z－\-])\d[\d,]*(?:\.\d+)?(?![\d.,]*\d)")
_YEARLIKE = re.compile(r"\s*(?:年|月|日|[)）]\s*年)")
_ERA = re.compile(r"(令和|平成|(?<![A-Za-z])[RＲ])\s*(元|[0-9０-９]{1,2})(?=[年.（(]|\s*年)")
_WESTERN = re.compile(r"(?<![\d,])20\d\d(?=\s*(?:年|[（(](?:令和|平成)))")
_MONTH = re.compile(r"(?<!\d)(1[0-2]|[1-9])月(?![間間])")
_DAY = re.compile(r"(?<=月)(3[01]|[12]\d|[1-9])日")
_OFFICE = re.compile(r"[一-鿿ァ-ヴー々]{2,10}課(?!題)")
_CITY = re.compile(r"(?<![一-鿿])[一-鿿]{2,3}[市町](?![一-鿿])")
_NAME = re.compile(r"「([^「」]{3,24})」")
_LATIN = re.compile(r"(?<![A-Za-z0-9.])[A-Z][A-Za-z]{2,}(?![A-Za-z0-9])")
_KATAKANA = re.compile(r"(?<![ァ-ヴー])[ァ-ヴー]{5,}(?![ァ-ヴー])")


@dataclass
class Pool:
    """What faults are made of: the other sentences and names, by document."""

    citations: dict[str, list[tuple[Support, ...]]] = field(default_factory=dict)
    subjects: dict[str, list[str]] = field(default_factory=dict)
    headings: dict[str, list[str]] = field(default_factory=dict)
    names: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    @staticmethod
    def of(bases: Sequence[Base]) -> Pool:
        """The pool that all true sentences make."""
        pool = Pool()
        for base in bases:
            key = base.document_id
            pool.citations.setdefault(key, []).append(base.support)
            if base.subject:
                pool.subjects.setdefault(key, []).append(base.subject)
            if base.wording == "under its heading":
                pool.headings.setdefault(key, []).append(base.text.split("について、")[0])
            for kind, pattern in _NAMES.items():
                found = (m[1] if pattern.groups else m[0] for m in pattern.finditer(base.text))
                pool.names.setdefault(key, {}).setdefault(kind, []).extend(found)
        pool.citations = {key: list(dict.fromkeys(found)) for key, found in pool.citations.items()}
        pool.subjects = {key: list(dict.fromkeys(found)) for key, found in pool.subjects.items()}
        pool.headings = {key: list(dict.fromkeys(found)) for key, found in pool.headings.items()}
        for names in pool.names.values():
            names.update({kind: list(dict.fromkeys(found)) for kind, found in names.items()})
        return pool


_THING = re.compile(r"(?<![一-鿿ァ-ヴー々])[一-鿿]{2,4}(?=[をがはにの、])")
_NAMES = {"thing": _THING, "office": _OFFICE, "city": _CITY, "quoted": _NAME, "latin": _LATIN, "katakana": _KATAKANA}


def _plain(text: str) -> str:
    return re.sub(r"(?<=\d),(?=\d{3})", "", squeeze(nfkc(text)))


def _evidence(base: Base, *, everything: bool = False) -> str:
    """Quotations and contexts as plain text; with `everything` also paths, titles and publishers."""
    parts = [p for s in base.support for p in (s.quote, *s.context)]
    if everything:
        parts += [p for s in base.support for p in (*s.path, s.document_title, s.publisher)]
    return _plain("\n".join(parts))


def _has_number(number: str, base: Base) -> bool:
    return re.search(rf"(?<![\d.]){re.escape(_plain(number))}(?!\d|\.\d)", _evidence(base)) is not None


def _figures(text: str) -> list[re.Match[str]]:
    """The figures of a sentence that are no years, dates or parts of names."""
    found = []
    for m in _NUMBER.finditer(text):
        before = text[max(0, m.start() - 3) : m.start()]
        if _YEARLIKE.match(text, m.end()) or re.search(r"(?:令和|平成|[RＲHＨ第])$", before):
            continue
        if "（" in text[: m.start()] and re.match(r"[^）]*[＝÷×]", text[m.start() :]):
            continue
        found.append(m)
    return found


def figure(base: Base, pool: Pool, rng: random.Random) -> Planted | None:
    """One digit of one figure changed."""
    figures = [m for m in _figures(base.text) if _has_number(m[0], base)]
    for m in rng.sample(figures, len(figures)):
        places = [i for i, c in enumerate(m[0]) if c.isdigit()]
        i = rng.choice(places)
        digit = rng.choice([d for d in "123456789" if d != nfkc(m[0][i])])
        changed = m[0][:i] + digit + m[0][i + 1 :]
        if not _has_number(changed, base):
            return _with(base, m.start(), m.end(), changed, "figure")
    return None


def neighbour(base: Base, pool: Pool, rng: random.Random) -> Planted | None:
    """The figure of another cell of the same row in place of the cited one, or two cited figures exchanged."""
    if len(base.cited) == 2 and base.text.count(base.cited[0]) == 1 and base.text.count(base.cited[1]) == 1:
        if "（" in base.text and "＝" in base.text or any(a in b for a, b in (base.cited, base.cited[::-1])):
            return None
        first, second = (c.rstrip("%％") for c in base.cited)
        swapped = base.text.replace(first, "\0").replace(second, first).replace("\0", second)
        return Planted(swapped, base.support, "neighbour", base)
    values = [v.rstrip("%％") for v in base.values if not _has_number(v.rstrip("%％"), base)]
    if len(base.cited) != 1 or not values or base.text.count(base.cited[0].rstrip("%％")) != 1:
        return None
    text = base.text.replace(base.cited[0].rstrip("%％"), rng.choice(values))
    return Planted(text, base.support, "neighbour", base)


def year(base: Base, pool: Pool, rng: random.Random) -> Planted | None:
    """Another year of the era or of the century; now and then a fiscal year made a calendar year."""
    found = [*_ERA.finditer(base.text), *_WESTERN.finditer(base.text)]
    for m in rng.sample(found, len(found)):
        if m.re is _ERA:
            number = 1 if m[2] == "元" else int(nfkc(m[2]))
            other = number + rng.choice([d for d in (-2, -1, 1, 2, 3) if number + d > 0])
            west = (1988 if m[1] == "平成" else 2018) + other
            start, end, new = m.start(2), m.end(2), str(other)
        else:
            west = int(m[0]) + rng.choice((-2, -1, 1, 2, 3))
            start, end, new = m.start(), m.end(), str(west)
        if not _has_year(west, base):
            return _with(base, start, end, new, "year")
    return None


def calendar(base: Base, pool: Pool, rng: random.Random) -> Planted | None:
    """A fiscal year told as the calendar year."""
    for m in re.finditer(r"(?:(令和|平成)([0-9０-９]{1,2})|20(\d\d))年度(?!末)", base.text):
        if f"{_plain(m[0])[:-1]}" not in re.sub(r"年度", "", _evidence(base)) and "年度" in _evidence(base):
            return _with(base, m.end() - 1, m.end(), "", "year")
    return None


def _has_year(west: int, base: Base) -> bool:
    text = _evidence(base, everything=True)
    era = [
        f"令和{west - 2018}",
        f"R{west - 2018}",
        f"平成{west - 1988}",
        "令和元",
        "平成31" if west == 2019 else "令和元",
    ]
    told = [str(west), *era[:3], *(era[3:] if west == 2019 else [])]
    return any(re.search(rf"{re.escape(t)}(?!\d)", text) for t in told) or _in_range(west, text)


def _in_range(west: int, text: str) -> bool:
    """Whether the year lies at the end of a range that names the era once (令和3～5年度)."""
    return re.search(rf"[~～〜\-・、](?:{west - 2018}|{west - 1988}|{west % 100})年", text) is not None


def date(base: Base, pool: Pool, rng: random.Random) -> Planted | None:
    """Another month or day."""
    found = [*_MONTH.finditer(nfkc(base.text)), *_DAY.finditer(nfkc(base.text))]
    for m in rng.sample(found, len(found)):
        top = 12 if m.re is _MONTH else 28
        other = rng.choice([n for n in range(1, top + 1) if n != int(m[1])])
        mark = m[0][-1]
        if not re.search(rf"(?<!\d){other}{mark}|[./]{other}(?!\d)", _evidence(base)):
            text = nfkc(base.text)
            return Planted(text[: m.start(1)] + str(other) + text[m.end(1) :], base.support, "date", base)
    return None


def unit(base: Base, pool: Pool, rng: random.Random) -> Planted | None:
    """Another unit behind the same figure."""
    for m in rng.sample(figures := _figures(base.text), len(figures)):
        told = next((u for u in sorted(UNITS, key=len, reverse=True) if base.text.startswith(u, m.end())), None)
        if told is None or not _has_number(m[0], base):
            continue
        new = rng.choice(UNITS[told])
        if _plain(m[0] + new) not in _evidence(base):
            return _with(base, m.end(), m.end() + len(told), new, "unit")
    return None


def name(base: Base, pool: Pool, rng: random.Random) -> Planted | None:
    """Another office, town, title or product of the same document in place of the one named."""
    kinds = [k for k in _NAMES if k != "thing"]
    for kind in rng.sample(kinds, len(kinds)):
        if planted := _renamed(base, pool, rng, kind, "name"):
            return planted
    return None


def thing(base: Base, pool: Pool, rng: random.Random) -> Planted | None:
    """Another common noun of the same document in place of one: what the sentence is about, or what is done to it."""
    return _renamed(base, pool, rng, "thing", "thing")


def _renamed(base: Base, pool: Pool, rng: random.Random, names: str, kind: str) -> Planted | None:
    own = _evidence(base, everything=True)
    others = [n for n in pool.names.get(base.document_id, {}).get(names, []) if _plain(n) not in own]
    found = [m for m in _NAMES[names].finditer(base.text) if _plain(m[m.re.groups]) in own]
    if not others or not found:
        return None
    m = rng.choice(found)
    return _with(base, m.start(m.re.groups), m.end(m.re.groups), rng.choice(others), kind)


def negation(base: Base, pool: Pool, rng: random.Random) -> Planted | None:
    """The sentence denied, or a denial taken out of it."""
    for told, new in AFFIRMATIONS:
        if told in base.text and not re.search(r"なければ|だけで|かもしれ", base.text):
            return Planted(base.text.replace(told, new, 1), base.support, "negation", base)
    for ending, new in DENIALS:
        if base.text.endswith(ending) and not re.search(r"(?:なり|れ|いけ)ません。$", base.text):
            return Planted(base.text[: -len(ending)] + new, base.support, "negation", base)
    return None


def deed(base: Base, pool: Pool, rng: random.Random) -> Planted | None:
    """What is planned told as done."""
    for told, new in (
        ("を検討します。", "を実施しました。"),
        ("していきます。", "しました。"),
        ("します。", "しました。"),
        ("めます。", "めました。"),
    ):
        if base.text.endswith(told):
            return Planted(base.text[: -len(told)] + new, base.support, "deed", base)
    return None


def comparison(base: Base, pool: Pool, rng: random.Random) -> Planted | None:
    """A comparison word turned into its opposite."""
    found = [(m, new) for told, new in OPPOSITES for m in re.finditer(_where(told), base.text)]
    if not found:
        return None
    m, new = rng.choice(found)
    return _with(base, m.start(), m.end(), new, "comparison")


def _where(word: str) -> str:
    """以上, 以下 and 以降 compare behind a figure only (以下の取組 does not); 低下が is not 下が."""
    return rf"(?<=[\d割%％人歳件回年度月]){word}" if word.startswith("以") else rf"(?<![低上以]){word}"


def citation(base: Base, pool: Pool, rng: random.Random) -> Planted | None:
    """Another passage of the same document cited, one that does not tell what the sentence tells."""
    return _cited(base, pool.citations.get(base.document_id, []), rng, "citation")


def prefecture(base: Base, pool: Pool, rng: random.Random) -> Planted | None:
    """The sentence said of another prefecture."""
    own = _evidence(base, everything=True)
    others = [p for p in PREFECTURES if p[:-1] not in own]
    if not others:
        return None
    other = rng.choice(others)
    publisher = base.support[0].publisher
    for said in (publisher, "本県", "県内"):
        if said and said in base.text:
            new = other + "内" if said == "県内" else other
            return Planted(base.text.replace(said, new), base.support, "prefecture", base)
    if base.text.startswith("県は"):
        return Planted(other + base.text[1:], base.support, "prefecture", base)
    return Planted(f"{other}では、{base.text}", base.support, "prefecture", base)


def prefecture_citation(base: Base, pool: Pool, rng: random.Random) -> Planted | None:
    """A passage of another prefecture cited."""
    publisher = base.support[0].publisher
    pools = [c for c in pool.citations.values() if c and c[0][0].publisher != publisher]
    return _cited(base, rng.choice(pools), rng, "prefecture") if pools else None


def subject(base: Base, pool: Pool, rng: random.Random) -> Planted | None:
    """The name of another indicator, measure or heading in place of the sentence's own."""
    own = _evidence(base, everything=True)
    told = base.subject or (base.text.split("について、")[0] if base.wording == "under its heading" else "")
    table = pool.subjects if base.subject else pool.headings
    others = [s for s in table.get(base.document_id, []) if _plain(s) not in own and _plain(told) not in _plain(s)]
    if not told or told not in base.text or not others:
        return None
    return Planted(base.text.replace(told, rng.choice(others), 1), base.support, "subject", base)


def _cited(base: Base, citations: Sequence[tuple[Support, ...]], rng: random.Random, kind: str) -> Planted | None:
    for _ in range(8):
        if not citations:
            return None
        other = replace(base, support=rng.choice(citations))
        if not _tells(other):
            return Planted(base.text, other.support, kind, base)
    return None


def _tells(base: Base) -> bool:
    """Whether the evidence may tell what the sentence tells: its figures and most of its pairs of characters."""
    own = _evidence(base, everything=True)
    if any(not _has_number(m[0], base) for m in _figures(base.text)):
        return False
    text = _plain(base.text)
    pairs = [text[i : i + 2] for i in range(len(text) - 1) if re.fullmatch(r"[一-鿿ァ-ヴーA-Za-z]{2}", text[i : i + 2])]
    return sum(p in own for p in pairs) > 0.6 * len(pairs)


def _with(base: Base, start: int, end: int, new: str, kind: str) -> Planted:
    return Planted(base.text[:start] + new + base.text[end:], base.support, kind, base)


PLANTERS: tuple[Planter, ...] = (
    figure,
    neighbour,
    year,
    calendar,
    date,
    unit,
    name,
    thing,
    negation,
    deed,
    comparison,
    citation,
    prefecture,
    prefecture_citation,
    subject,
)


def plant(bases: Sequence[Base], pool: Pool, seed: int, each: int) -> Iterator[Planted]:
    """Up to `each` faults of each planter, from true sentences in an order that the seed gives."""
    for planter in PLANTERS:
        rng = random.Random(f"{seed}:{planter.__name__}")  # noqa: S311 (no secret)
        found = 0
        for base in rng.sample(list(bases), len(bases)):
            if found == each:
                break
            planted = planter(base, pool, rng)
            if (
                planted is not None
                and planted.text != ""
                and (planted.text, planted.support) != (base.text, base.support)
            ):
                found += 1
                yield planted
