"""A generated corpus of policy passages: a seed and a size go in, passages in the shape of the real ones come out.

Sentences are assembled from templates with invented places, offices, measures, years and amounts; none is taken from a
document. The mix of kinds and the length (about 150 characters) follow the five official documents, plus FAQ entries.
Called by `evals.bench_scale`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from evals.scale import words
from ingest.models import Cell, Kind, Passage, Source, Span
from vectorstore.codec import StoredPassage, store

TOPICS = len(words.THEMES) * len(words.ASPECTS)
# Shares in percent, cumulated: rows, prose, lists, items, terms, footnotes; the rest are FAQ entries.
_KINDS = ((28, Kind.ROW), (54, Kind.PROSE), (70, None), (85, Kind.ITEM), (89, Kind.TERM), (91, Kind.FOOTNOTE))
_ENTRIES = ("entry", Kind.PROSE)


@dataclass(frozen=True)
class Question:
    """A question about a topic (below `TOPICS`)."""

    text: str
    topic: int


@dataclass(frozen=True)
class Generated:
    """Passages in reading order, and the topic of each."""

    passages: tuple[StoredPassage, ...]
    topics: tuple[int, ...]


def generate(size: int, seed: int = 1) -> Generated:
    """`size` passages; the same for the same arguments."""
    random = Random(seed)  # noqa: S311
    sources = list(_sources())
    passages, topics = [], []
    for number in range(size):
        # A run of passages belongs to one document, as in an index of documents.
        source = sources[number * len(sources) // size]
        topic = random.randrange(TOPICS)
        passages.append(store(_passage(source, number, topic, random), source))
        topics.append(topic)
    return Generated(tuple(passages), tuple(topics))


def questions(count: int, seed: int = 2) -> list[Question]:
    """`count` questions; two in five name a prefecture, one in five a year."""
    random = Random(seed)  # noqa: S311
    return [_question(random) for _ in range(count)]


def sample(topic: int, random: Random) -> str:
    """A text about a topic as it is embedded: path and sentences."""
    source = random.choice(list(_sources()))
    return _passage(source, 0, topic, random, Kind.PROSE).embedding_text


def _sources() -> Iterator[Source]:
    for p, prefecture in enumerate(words.PREFECTURES):
        for n, plan in enumerate(words.PLANS):
            title = f"{prefecture}{plan}"
            yield Source(
                f"plan-{p}-{n}",
                Path(f"/plans/{p}-{n}.txt"),
                title,
                publisher=prefecture,
                issued=f"202{n}-03",
                period=f"令和{n + 3}年度～令和{n + 6}年度",
            )


def _passage(source: Source, number: int, topic: int, random: Random, kind: Kind | str | None = "any") -> Passage:
    theme, aspect = words.THEMES[topic // len(words.ASPECTS)], words.ASPECTS[topic % len(words.ASPECTS)]
    chapter, name, *_ = theme
    if kind == "any":
        at = random.randrange(100)
        kind = next((k for below, k in _KINDS if at < below), _ENTRIES[0])
    path: tuple[str, ...] = (f"第{random.randint(1, 6)}章{chapter}", f"({random.randint(1, 9)}){name}", aspect)
    make = {Kind.ROW: _row, None: _list, "entry": _entry}.get(kind, _prose)
    text = make(source, theme, topic, random)
    passage_id = f"{source.id}#{number:06d}"
    runs = ((0, len(text), number * 400, len(text)),)
    place = (runs, number * 400, number * 400 + len(text))
    if kind == "entry":
        title = _question(random, topic, source.publisher).text
        return Passage(passage_id, source.id, (title,), Kind.PROSE, text, *place, record_id=f"faq-{number}")
    if kind is Kind.ROW:
        column = Cell(theme[3], text, (Span(place[1], place[2]),))
        path = (*path, f"{number}{name}")
        return Passage(passage_id, source.id, path, kind, text, *place, record_id=f"{name}/{number}", cells=(column,))
    if kind is None:
        return Passage(passage_id, source.id, path, Kind.ITEM, text, *place, lists=True)
    return Passage(passage_id, source.id, path, Kind(kind), text, *place)


def _prose(source: Source, theme: tuple[str, ...], topic: int, random: Random) -> str:
    """Two to four sentences; the second is the topic's aspect."""
    _, name, whom, indicator, unit = theme
    city, year, means = _city(random), random.randint(2, 8), random.choice(words.MEANS)
    amount, target = _amount(random, unit), _amount(random, unit)
    first = random.choice(
        (
            f"{city}では、{name}のため、令和{year}年度に{means}を始めました。",
            f"{name}は、{whom}の要望が多く、{city}をはじめ{random.randint(3, 30)}の市町村が取り組んでいます。",
            f"{source.publisher}は{city}と協力し、{whom}に向けて{name}を進めています。",
        )
    )
    second = (
        f"{indicator}は令和{year}年度に{amount}{unit}で、前の年度から{random.randint(1, 30)}％変わりました。",
        f"今後は{means}と{random.choice(words.MEANS)}により、{whom}の負担を減らします。",
        f"{means}を{city}など{random.randint(2, 15)}か所で{random.choice(words.VERBS)}。",
        f"{random.choice(words.OFFICES)}が中心となり、{whom}の代表を交えた会議を年{random.randint(2, 6)}回開きます。",
        f"{indicator}を令和{year + 3}年度までに{target}{unit}とします。",
        f"令和{year}年度の予算額は{_amount(random)}千円で、うち{means}に{_amount(random)}千円を充てます。",
    )[topic % len(words.ASPECTS)]
    more = [
        f"あわせて、{random.choice(words.MEANS)}について{_city(random)}で{random.choice(words.VERBS)}。",
        f"担当は{random.choice(words.OFFICES)}です。",
        f"対象は{_city(random)}の{whom}で、費用の{random.choice((25, 50, 75))}％を補助します。",
        f"令和{year + 1}年度に結果を確かめ、{means}を{random.choice(words.VERBS)}。",
        f"{_city(random)}と{_city(random)}では{random.randint(2, 40)}人が{random.choice(words.MEANS)}を利用しました。",
        f"課題は{random.choice(words.MEANS)}に{_amount(random)}千円を要することです。",
    ]
    return first + second + "".join(random.sample(more, random.randint(1, 4)))


def _row(source: Source, theme: tuple[str, ...], topic: int, random: Random) -> str:
    _, name, whom, indicator, unit = theme
    year = random.randint(2, 8)
    return (
        f"{name}（{_city(random)}）。指標は{indicator}（単位：{unit}）。令和{year}年度 実績は{_amount(random, unit)}。"
        f"令和{year + 1}年度 目標は{_amount(random, unit)}。令和{year + 3}年度 目標は{_amount(random, unit)}。"
        f"主な対象は{whom}、手段は{random.choice(words.MEANS)}と{random.choice(words.MEANS)}。担当は{random.choice(words.OFFICES)}。"
    )


def _list(source: Source, theme: tuple[str, ...], topic: int, random: Random) -> str:
    parts = [f"{_city(random)}の{means}" for means in random.sample(words.MEANS, random.randint(3, 6))]
    return f"{theme[1]}の{words.ASPECTS[topic % len(words.ASPECTS)]}：" + "、".join(parts)


def _entry(source: Source, theme: tuple[str, ...], topic: int, random: Random) -> str:
    return (
        f"{random.choice(words.OFFICES)}にお問い合わせください。{_city(random)}の{theme[2]}は、"
        f"{random.choice(words.MEANS)}を使えます。受付は平日の{random.randint(8, 10)}時からです。"
    )


def _question(random: Random, topic: int | None = None, publisher: str = "") -> Question:
    topic = random.randrange(TOPICS) if topic is None else topic
    _, name, whom, indicator, _ = words.THEMES[topic // len(words.ASPECTS)]
    form = (
        f"{indicator}は今どのくらいですか",
        f"{name}はどのように進めますか",
        f"{name}では、{whom}のためにどんな事業をしますか",
        f"{name}はどの課が担当していますか",
        f"{indicator}の目標はいくつですか",
        f"{name}の予算はいくらですか",
    )[topic % len(words.ASPECTS)]
    place = publisher or random.choice((*words.PREFECTURES[:4], "", "", "", "", "", ""))
    year = f"令和{random.randint(2, 8)}年度の" if random.randrange(5) == 0 else ""
    return Question(f"{place}の{year}{form}？" if place else f"{year}{form}？", topic)


def _city(random: Random) -> str:
    return random.choice(words.CITY_HEADS) + random.choice(words.CITY_STEMS) + random.choice(words.CITY_TAILS)


def _amount(random: Random, unit: str = "") -> str:
    if unit == "％":
        return f"{random.randint(1, 999) / 10}"
    return f"{random.randint(1, 10 ** random.randint(2, 6)):,}"
