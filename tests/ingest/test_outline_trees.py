"""The property of the issue: random trees in random heading styles come back equal."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ingest.blocks import Block
from ingest.models import ReaderText
from ingest.outline import Outline, outline
from ingest.readers import text as reader
from tests.ingest.outline_layout import Case, case
from tests.ingest.outline_trees import folded

SEEDS = range(200)
LEAST = 0.98


@dataclass
class Score:
    """Counts over some documents."""

    wanted: int = 0
    given: int = 0
    equal: int = 0
    names: int = 0
    placed: int = 0
    items: int = 0
    items_as_headings: int = 0

    @property
    def f1(self) -> float:
        """The harmonic mean of recall and precision of nodes."""
        return 2 * self.equal / max(1, self.wanted + self.given)


def read(found: Case) -> Outline:
    """The outline that the parser gives."""
    text: ReaderText = reader.read(found.text.encode(), "random.txt")
    return outline(text, found.title)


def score(found: Case, result: Outline) -> Score:
    """How much of one document came back."""
    given = Counter(tuple(folded(t) for t in h.path) for h in result.headings)
    equal = found.paths & given
    places = _places(found, result)
    headings = [path[-1] for path in given.elements()]
    return Score(
        found.paths.total(), given.total(), equal.total(), len(found.names),
        sum(places.get(name) == path for name, path in found.names.items()), len(found.items),
        sum(title in found.items for title in headings),
    )  # fmt: skip


def _places(found: Case, result: Outline) -> dict[str, tuple[str, ...]]:
    """The path of the section in which each unique name stands."""
    out: dict[str, tuple[str, ...]] = {}
    for section in result.sections:
        path = tuple(folded(t) for t in section.path)
        text = "\n".join(block.text.text for block in section.content if isinstance(block, Block))
        out.update((name, path) for name in found.names if name in text)
    return out


def total(scores: list[Score]) -> Score:
    """The sum of the counts."""
    out = Score()
    for one in scores:
        for name in ("wanted", "given", "equal", "names", "placed", "items", "items_as_headings"):
            setattr(out, name, getattr(out, name) + getattr(one, name))
    return out


def test_random_trees_come_back_equal() -> None:
    scores = []
    for seed in SEEDS:
        found = case(seed)
        scores.append(score(found, read(found)))
    summed = total(scores)
    worst = sorted(SEEDS, key=lambda seed: scores[seed].f1)[:10]
    assert summed.f1 >= LEAST, f"{summed.f1:.4f}; worst seeds {[(s, round(scores[s].f1, 2)) for s in worst]}"
    assert summed.placed >= LEAST * summed.names, f"texts in their section: {summed.placed} of {summed.names}"
    assert summed.items_as_headings <= (1 - LEAST) * summed.items


def test_the_generator_repeats_itself_and_varies() -> None:
    first, again = case(7), case(7)
    assert first == again
    traits = Counter(trait for seed in SEEDS for trait in case(seed).traits)
    rare = [name for name, count in traits.items() if count < 2]
    assert not rare, f"kinds of documents with too few examples: {rare}"
    assert len(traits) > 40
