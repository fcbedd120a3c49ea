"""Measures the checks of plain Japanese and English: `python -m evals.renderings` counts what is dropped and shown.

`planting/renderings.jsonl` holds true renderings of sentences of `planting/paraphrases.jsonl`, as a good model writes.
Faults are planted in each with a label: a denial, growth for decline, doubt or need left out, a plan told as a deed,
two marks exchanged, something invented, half of it left out. No model is asked.
"""

from __future__ import annotations

import json
import random
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from assistant.rendering import Wanted, kept, masked
from assistant.verify.model import Support
from evals.faults import GUIDE, documents
from evals.planting.rewordings import rewordings

SET = Path(__file__).parent / "planting" / "renderings.jsonl"
SENTENCES = SET.with_name("paraphrases.jsonl")
TABLES: dict[str, dict[str, list[Any]]] = tomllib.loads(SET.with_suffix(".toml").read_text("utf-8"))


@dataclass(frozen=True)
class Told:
    """A true rendering of a sentence; both with marks in place of names and figures when it is checked."""

    sentence: str
    support: tuple[Support, ...]
    kind: Wanted
    text: str


def told(path: Path = SET) -> list[Told]:
    """The true renderings, with what their sentences cite."""
    by_id = {b.place: b for b in rewordings(documents(GUIDE), SENTENCES)}
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [Told(by_id[t["of"]].text, by_id[t["of"]].support, t["kind"], t["text"]) for t in lines]


def planted(true: Told, draw: random.Random) -> Iterator[tuple[str, str]]:
    """The label and text of each fault that can be planted in a rendering."""
    for kind, make in _PLANTERS.items():
        text = make(true, draw)
        if text and text != true.text:
            yield kind, text


def _denial(true: Told, draw: random.Random) -> str:
    if true.kind == "plain":
        return _replaced("denial", true)
    denied = re.sub(r"\b(?:has|does|is|are) not\b", lambda m: m[0][:-4], true.text, count=1)
    if denied != true.text:
        return denied
    verbs = "is|are|was|were|will|has|have|means|supports|sells|sets|made"
    return re.sub(rf"\b({verbs})\b", r"\1 not", true.text, count=1)


def _replaced(table: str, true: Told) -> str:
    """With the first pair of a table that fits; empty where none does."""
    found = (
        (str(a), str(b)) for a, b in TABLES[table][true.kind] if re.search(rf"(?<![A-Za-z]){re.escape(a)}", true.text)
    )
    return next((true.text.replace(a, b, 1) for a, b in found), "")


def _exchange(true: Told, draw: random.Random) -> str:
    """Two marks of one kind, figures or years, in each other's place."""
    pieces = masked(true.sentence).pieces
    dated = [n for n, p in enumerate(pieces, 1) if re.search(r"年|^R\d", p)]
    counted = [n for n, p in enumerate(pieces, 1) if n not in dated and re.search(r"\d", p)]
    pairs = [g[:2] for g in (dated, counted) if len(g) > 1 and f"⟦{g[0]}⟧⟦{g[1]}⟧" not in true.text.replace(" ", "")]
    if not pairs:
        return ""
    a, b = (f"⟦{n}⟧" for n in draw.choice(pairs))
    return true.text.replace(a, "\0").replace(b, a).replace("\0", b)


def _invention(true: Told, draw: random.Random) -> str:
    new: str = draw.choice(TABLES["invention"][true.kind])
    return true.text + new if true.kind == "plain" else true.text[:-1] + new + "."


def _half(true: Told, draw: random.Random) -> str:
    """The sentence without its last clause, where no mark goes with it."""
    comma, end = (", ", ".") if true.kind == "en" else ("、", "。")
    head, _, tail = true.text.rpartition(comma)
    return head + end if head and "⟦" not in tail else ""


_PLANTERS: dict[str, Callable[[Told, random.Random], str]] = {
    "denial": _denial,
    **{kind: partial(lambda kind, true, draw: _replaced(kind, true), kind) for kind in ("direction", "doubt", "deed")},
    "exchange": _exchange,
    "invention": _invention,
    "half": _half,
}


def report(true: Sequence[Told], seed: int = 5) -> list[str]:
    """The figures, a line each, then what was dropped though true, and shown though false."""
    draw, lines = random.Random(seed), list[str]()  # noqa: S311 (no secret)
    counts: dict[str, Counter[str]] = {"en": Counter(), "plain": Counter()}
    for one in true:
        count = counts[one.kind]
        count["true"] += 1
        if not kept(masked(one.sentence), one.text, one.kind, one.support):
            count["dropped"] += 1
            lines.append(f"dropped {one.kind}: {one.text}")
        for kind, text in planted(one, draw):
            count[f"{kind} planted"] += 1
            if kept(masked(one.sentence), text, one.kind, one.support):
                count[f"{kind} shown"] += 1
                lines.append(f"shown {one.kind} {kind}: {text}")
    out = []
    for name, count in counts.items():
        out.append(f"{name}: true renderings {count['true']}, dropped {count['dropped']}")
        kinds = [k for k in _PLANTERS if count[f"{k} planted"]]
        out.append("  shown: " + ", ".join(f"{k} {count[f'{k} shown']} of {count[f'{k} planted']}" for k in kinds))
        both = [sum(count[f"{k} {w}"] for k in kinds) for w in ("shown", "planted")]
        out.append(f"  all shown: {both[0]} of {both[1]} ({both[0] / max(1, both[1]):.3f})")
    return out + lines


if __name__ == "__main__":
    print("\n".join(report(told())))
