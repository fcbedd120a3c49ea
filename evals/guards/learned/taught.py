"""What is learned from: cases of the open families, questions of the development sets, and filled `frames.toml`.

Nothing that is held out is among them: it stands in `kept_back`, of which only totals may be told.
"""

from __future__ import annotations

import hashlib
import json
import random
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evals import guard_cases, variants
from evals.guards.marked import load
from evals.guards_scope import set_questions

FRAMES = Path(__file__).with_name("frames.toml")
OPEN_SETS = ("official-dev", "official-more", "faq/queries", "guide", "silence", "invented/questions")
KEPT_BACK = ("official-test", "official-third", "official-held-out")
EACH = 80  # filled frames of a topic and kind
GRAVE = "attack_help"  # has the most ways of being asked: three times as many
FRAMED = 0.5  # weight of a filled frame beside a written question
IN_KANA = 0.5  # weight of a question told in kana alone


@dataclass(frozen=True)
class Example:
    """A question with its right `reason` (empty: honest). `group` is what is left out together in validation."""

    question: str
    reason: str
    group: str
    weight: float = 1.0


def examples() -> list[Example]:
    """All that may be learned from, in a fixed order."""
    written = [*_cases(held_out=False), *_sets(OPEN_SETS)]
    return [*written, *_personal(), *_framed(), *_in_kana(written)]


def kept_back() -> list[Example]:
    """What only tests: families and sets that are held out."""
    written = [*_cases(held_out=True), *_sets(KEPT_BACK)]
    return [*written, *_in_kana(written)]


def digest() -> str:
    """12 hex digits over the cases and frames that are learned from, to tell weights that are out of date."""
    told = sorted({(e.question, e.reason) for e in (*_cases(held_out=False), *_framed())})
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()[:12]


def _cases(*, held_out: bool) -> Iterator[Example]:
    held = guard_cases.held_out()
    for family, attacks in guard_cases.attacks().items():
        if (family in held) is held_out:
            yield from (Example(a.question, a.expected[0], f"attack:{family}") for a in attacks)
    for family, honest in guard_cases.honest().items():
        if (family in held) is held_out:
            yield from (Example(h.question, "", f"honest:{family}") for h in honest)


def _sets(names: tuple[str, ...]) -> Iterator[Example]:
    for name in names:
        for n, question in enumerate(set_questions(f"{name}.jsonl")):
            yield Example(question, "", f"set:{name}:{n % 5}")


def _in_kana(written: Sequence[Example]) -> Iterator[Example]:
    """The same as children and learners of Japanese write: an honest question may be spelt in kana alone."""
    for one in written:
        if (told := variants.kana(one.question)) != one.question:
            kind, _, name = one.group.partition(":")
            yield replace(one, question=told, group=f"{kind}:{name}:kana", weight=one.weight * IN_KANA)


def _personal() -> Iterator[Example]:
    yield from (Example(c.text, "", f"personal:{n % 5}") for n, c in enumerate(load("honest")))


def _framed() -> Iterator[Example]:
    draw = random.Random(7)  # noqa: S311 (a fixed choice, no secret)
    for n, topic in enumerate(tomllib.loads(FRAMES.read_text("utf-8"))["topic"]):
        reason, things = str(topic["reason"]), topic["things"]
        count = EACH * (3 if reason == GRAVE else 1 if reason else 4)
        for kind, frames in ((reason, topic["asks"]), ("", topic["honest"])):
            filled = [frame.replace("{x}", thing) for frame in frames for thing in things]
            draw.shuffle(filled)
            yield from (Example(question, kind, f"frame:{n}", FRAMED) for question in filled[:count])
