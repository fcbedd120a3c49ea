"""A random document as text: wrapped lines, spacing, pages with heads and numbers, a table of contents.

A seed goes in, a `Case` (text, title, what must be found) comes out. Called by `test_outline_trees`.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from random import Random

from tests.ingest import outline_trees as trees
from tests.ingest import outline_words as words
from tests.ingest.outline_displacement import displaced
from tests.ingest.outline_trees import Node, Piece, Plan, folded

_NO_LINE_START = "、。，．）」』】・ー"


@dataclass(frozen=True)
class Layout:
    """How a document is set, drawn once."""

    wrap: int  # columns of full width; 0: no hard wrap
    spacing: str  # single, paragraphs, double, closing
    indent: bool
    pages: str  # none, feeds, plain (page numbers and heads without form feeds)
    head: str
    number: str
    newline: str


@dataclass(frozen=True)
class Case:
    """A text and its truth: paths of nodes, the path of each unique name, the folded items, what was drawn."""

    seed: int
    text: str
    title: str
    paths: Counter[tuple[str, ...]]
    names: dict[str, tuple[str, ...]]
    items: frozenset[str]
    traits: tuple[str, ...]


@dataclass
class Set:
    """A line as set: its text, whether it begins a piece, the piece."""

    text: str
    first: bool
    piece: Piece


def case(seed: int) -> Case:
    """The document of this seed."""
    rng = Random(seed)  # noqa: S311 - reproducible documents, no secrets
    plan, tops = trees.tree(rng)
    title = f"{rng.choice(words.PLACES)}{words.title(rng, plan.used, True)}計画"
    layout = _layout(rng, plan, title)
    if layout.wrap and rng.random() < 0.15:
        _lengthen(rng, plan, tops)
    found, displacements = displaced(plan, tops)
    nodes = [n for top in tops for n in top.walk()]
    front, traits = _front(rng, plan, tops, title)
    body = _lines(layout, plan, [*front, *found])
    repeats = layout.pages != "none" and layout.head == "" and rng.random() < 0.5
    text = layout.newline.join(_paged(rng, layout, body, repeats)) + layout.newline
    shown = [
        *traits, *(f"moved-{d}" for d in displacements), f"wrap-{bool(layout.wrap)}", f"spacing-{layout.spacing}",
        f"pages-{layout.pages}", *(f"style-{f.family}" for f in plan.forms), f"markdown-{plan.markdown}",
        f"opener-{plan.opener}", *(["repeated-heads"] if repeats else []), *(["running-on"] if plan.running_on else []),
        *(["appendix"] if tops[-1].form.family == "plain" else []),
    ]  # fmt: skip
    return Case(
        seed, text.replace("\n\f", "\f") if layout.newline == "\n" and rng.random() < 0.5 else text, title,
        Counter(n.path for n in nodes), {n.name: n.path for n in nodes if n.name},
        frozenset(folded(p.text) for p in found if p.kind == "item"), tuple(shown),
    )  # fmt: skip


def _layout(rng: Random, plan: Plan, title: str) -> Layout:
    wrap = 0 if plan.markdown else rng.choice((0, rng.randint(30, 50), rng.randint(30, 50)))
    spacings = ("single", "paragraphs", "double", "closing") if wrap else ("single", "paragraphs")
    spacing = "paragraphs" if plan.markdown else rng.choice(spacings)
    pages = "none" if plan.markdown else rng.choice(("none", "none", "feeds", "plain"))
    head = rng.choice(("", title, f"{title}（第２次）"))
    number = rng.choice(("{}", "- {} -", "－{}－", "{}ページ", "{}/99"))
    return Layout(wrap, spacing, rng.random() < 0.5, pages, head, number, rng.choice(("\n", "\n", "\r\n")))


def _lengthen(rng: Random, plan: Plan, tops: list[Node]) -> None:
    """One title that fills more than a line."""
    node = rng.choice([n for top in tops for n in top.walk() if n.form.family not in ("plain", "bracket")])
    node.shown = node.form.shown(trees.numbers(node), words.long_title(rng, plan.used))


def _front(rng: Random, plan: Plan, tops: list[Node], title: str) -> tuple[list[Piece], list[str]]:
    """A cover and a table of contents, in some documents."""
    out: list[Piece] = []
    traits: list[str] = []
    if plan.markdown:
        out.append(Piece("title", f"# {title}"))
    elif rng.random() < 0.4:
        out += [Piece("cover", line) for line in (title, "令和６年３月", rng.choice(words.PLACES))]
        traits.append("cover")
    if rng.random() < 0.4 and not plan.markdown:
        out += _contents(rng, tops)
        traits.append("contents")
    return out, traits


def _contents(rng: Random, tops: list[Node]) -> list[Piece]:
    leader = rng.choice(("…………", "・・・・・・・・", "\t", "　　　", " .......... "))
    deepest = rng.choice((0, 1, 1, 2))
    indented = rng.random() < 0.5
    page = 1
    out = [Piece("contents", rng.choice(("目次", "目　次", "■目次")))]
    for node in (n for top in tops for n in top.walk()):
        page += rng.choice((0, 0, 1))
        if node.level <= deepest and not node.missing:
            indent = "　" * node.level if indented else ""
            out.append(Piece("contents", f"{indent}{node.shown}{leader}{page}"))
    return out


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def _wrapped(text: str, columns: int) -> list[str]:
    """Lines of at most `columns`, a comma or closing bracket hanging over rather than starting a line."""
    out, line = [], ""
    for char in text:
        if line and _width(line + char) > columns and char not in _NO_LINE_START:
            out.append(line)
            line = ""
        line += char
    return [*out, line]


def _lines(layout: Layout, plan: Plan, found: list[Piece]) -> list[Set]:
    out: list[Set] = []
    for piece in found:
        text = piece.text
        if piece.kind == "heading" and plan.markdown and piece.node:
            text = f"{'#' * (piece.node.level + 2)} {text}"
        if piece.kind == "text" and layout.indent and not plan.markdown:
            text = f"　{text}"
        wraps = layout.wrap and piece.kind in ("heading", "text", "item")
        parts = _wrapped(text, layout.wrap * 2) if wraps else [text]
        if layout.spacing == "closing":
            parts[-1] += " "
        out += [Set(part, k == 0, piece) for k, part in enumerate(parts)]
    return out


def _gap(layout: Layout, before: Set, line: Set) -> int:
    """Blank lines between two lines."""
    listed = before.piece.kind == line.piece.kind and line.piece.kind in ("item", "contents")
    if layout.spacing == "double":
        return 1
    if layout.spacing == "paragraphs" and line.first and not listed:
        return 1
    return 0


def _paged(rng: Random, layout: Layout, body: list[Set], repeats: bool) -> list[str]:
    """The lines with blank ones between them and, at page ends, number, form feed and running head."""
    size = rng.randint(20, 40)
    out: list[str] = []
    chapter = ""
    number, used = 1, 0
    if layout.pages != "none" and layout.head:
        out += [layout.head, ""]
    for k, line in enumerate(body):
        starts = line.first and line.piece.kind == "heading"
        fits = used < size or k and starts_title(body[k - 1])
        if layout.pages != "none" and not fits:
            out += ["", layout.number.format(number)]
            out += ["\f" + layout.head, ""] if layout.pages == "feeds" else ["", "", layout.head, ""]
            if repeats and chapter and line.first and not (starts and line.piece.node and line.piece.node.level == 0):
                out += [chapter, *([""] if layout.spacing != "single" else [])]
            number, used = number + 1, 0
        elif k:
            out += [""] * _gap(layout, body[k - 1], line)
        out.append(line.text)
        used += 1
        if starts and line.piece.node and line.piece.node.level == 0:
            chapter = line.text if k + 1 == len(body) or body[k + 1].first else ""
    return out


def starts_title(line: Set) -> bool:
    """Whether a line belongs to a heading: no page ends behind it."""
    return line.piece.kind == "heading"
