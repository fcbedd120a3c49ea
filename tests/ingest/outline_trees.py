"""Random official documents with a known outline: a seed goes in, a text and its tree come out.

Called by `test_outline_trees`. All words are invented (`outline_words`). A document is a tree of
sections in heading styles drawn for it (`outline_styles`), some headings displaced as extractors do
(`outline_displacement`), set as lines and pages (`outline_layout`). Only what a careful reader could
restore is displaced; nothing is left out because the parser finds it hard.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from random import Random

from tests.ingest import outline_styles as styles
from tests.ingest import outline_words as words
from tests.ingest.outline_styles import Form

MISSING = "（見出しなし）"
MAX_NODES = 70


@dataclass
class Piece:
    """What stands on lines of its own: a heading, a paragraph, an item, a line of the cover or contents."""

    kind: str
    text: str
    node: Node | None = None


@dataclass
class Node:
    """A section: its heading as printed, what stands directly in it, its sections."""

    shown: str
    level: int
    value: int
    parent: Node | None
    form: Form
    body: list[Piece] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    name: str = ""
    missing: bool = False

    @property
    def path(self) -> tuple[str, ...]:
        """Folded titles from the top."""
        above = self.parent.path if self.parent else ()
        return (*above, folded(MISSING if self.missing else self.shown))

    def walk(self) -> list[Node]:
        """The node and all below it, in order."""
        return [self, *(n for child in self.children for n in child.walk())]


@dataclass
class Plan:
    """What is drawn once for a document."""

    rng: Random
    forms: list[Form]
    markdown: bool
    running_on: frozenset[int]
    roles: list[str]
    names: list[str]
    list_chance: float
    opener: bool
    used: set[str] = field(default_factory=set)
    count: int = 0
    running: dict[int, int] = field(default_factory=dict)

    @property
    def has_iroha(self) -> bool:
        """Whether headings count イ, ロ, ハ, so that a list in ア, イ, ウ would mislead."""
        return any(form.family == "iroha" for form in self.forms)

    def name(self) -> str:
        """A name that no other section has."""
        return self.names.pop()


def folded(text: str) -> str:
    """NFKC without blanks, as titles are compared."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def tree(rng: Random) -> tuple[Plan, list[Node]]:
    """A plan and the sections at the top."""
    plan = _plan(rng)
    depth = len(plan.forms)
    tops: list[Node] = []
    for value in range(1, rng.randint(2, 8 if depth < 4 else 5) + 1):
        tops.append(_node(plan, None, 0, value))
    if plan.forms[0].family in ("part", "chapter", "roman", "number", "kanji") and rng.random() < 0.3:
        tops.append(_appendix(plan))
    return plan, tops


def _plan(rng: Random) -> Plan:
    forms = _forms(rng)
    counted = [k for k, form in enumerate(forms) if form.family in ("section", "number", "label", "trailing")]
    running_on = frozenset(k for k in counted if k and rng.random() < 0.12)
    if any(forms[k].family in ("multi", "sublabel") for k in range(len(forms))):
        running_on = frozenset()
    opener = rng.random() < 0.25
    return Plan(
        rng, forms, rng.random() < 0.15, running_on, rng.sample(words.ROLES, rng.choice((2, 2, 3))), words.names(rng),
        rng.choice((0.0, 0.2, 0.4, 0.6)), opener,
    )  # fmt: skip


def _forms(rng: Random) -> list[Form]:
    """A form for each of 2 to 4 levels, in the usual order of depth or nearly so."""
    depth = rng.choice((2, 3, 3, 4))
    families = list(styles.DEPTH)
    families.remove(rng.choice(("kana", "iroha")))
    while True:
        drawn = sorted(rng.sample(families, depth), key=lambda f: styles.DEPTH[f])
        if styles.DEPTH[drawn[0]] <= 60 and "part" not in drawn[1:]:
            break
    if depth > 2 and rng.random() < 0.15 and styles.DEPTH[drawn[-2]] >= 40:
        drawn[-2:] = reversed(drawn[-2:])
    if "multi" in drawn:
        # A number of two parts takes up that of the level above it.
        above = drawn.index("multi") - 1
        if above < 0 or drawn[above] not in ("chapter", "number", "label", "section"):
            drawn[drawn.index("multi")] = "number" if "number" not in drawn else "symbol"
    if drawn[0] == "label" and rng.random() < 0.5:
        drawn[1] = "sublabel"
    last = rng.random()
    if last < 0.15:
        drawn[-1] = "symbol"
    elif last < 0.45:
        drawn[rng.choice((depth - 1, max(1, depth - 2)))] = "bracket"
    if "symbol" in drawn[:-1]:
        drawn[drawn.index("symbol")] = "number" if "number" not in drawn else "bracket"
    return [styles.draw(rng, family, _words(rng, family)) for family in drawn]


def _words(rng: Random, family: str) -> str:
    pools = {"label": words.LABELS, "sublabel": words.SUBLABELS, "symbol": styles.SYMBOLS, "bracket": styles.BRACKETS}
    return rng.choice(pools[family]) if family in pools else ""


def _node(plan: Plan, parent: Node | None, level: int, value: int) -> Node:
    rng, form = plan.rng, plan.forms[level]
    plan.count += 1
    if level in plan.running_on:
        value = plan.running[level] = plan.running.get(level, 0) + 1
    title = (
        plan.roles[value - 1] if form.family == "bracket" else words.title(rng, plan.used, form.family == "trailing")
    )
    node = Node("", level, value, parent, form)
    node.shown = form.shown(numbers(node), title)
    has_children = level + 1 < len(plan.forms) and rng.random() < (0.9 if level == 0 else 0.75)
    if form.family == "bracket" and value < len(plan.roles):
        has_children = False  # the last role holds the numbered sections, as in 【主な取組み】
    if plan.count >= MAX_NODES and level:
        has_children = False
    _fill(plan, node, has_children)
    return node


def _fill(plan: Plan, node: Node, has_children: bool) -> None:
    rng = plan.rng
    if not has_children:
        node.body = _leaf(plan, node)
        return
    if rng.random() < 0.4:
        node.body = _paragraphs(plan, node, 1)
    below = plan.forms[node.level + 1]
    many = len(plan.roles) if below.family == "bracket" else rng.choice((2, 2, 3, 3, 4, 5, 6, 8))
    many = min(many, styles.longest(below.family))
    first = 2 if below.family == "bracket" and many > 2 and rng.random() < 0.15 else 1
    node.children = [_node(plan, node, node.level + 1, value) for value in range(first, many + 1)]


def numbers(node: Node) -> tuple[int, ...]:
    """The numbers that the printed mark needs: those above it where it takes them up."""
    if node.form.family in ("multi", "sublabel") and node.parent is not None and not node.parent.missing:
        above = numbers(node.parent) if node.parent.form.family in ("multi", "sublabel") else (node.parent.value,)
        return (*above, node.value)
    return (node.value,)


def _appendix(plan: Plan) -> Node:
    """A title without number beside the chapters; the numbering below it starts again."""
    node = Node(plan.rng.choice(words.APPENDICES), 0, 0, None, Form("plain"))
    plan.count += 1
    below = plan.forms[1]
    if below.family in ("multi", "sublabel", "bracket", "symbol") or 1 in plan.running_on:
        node.body = _paragraphs(plan, node, 2)
        return node
    for value in range(1, plan.rng.randint(2, 4) + 1):
        child = Node("", 1, value, node, below)
        child.shown = below.shown((value,), words.title(plan.rng, plan.used, below.family == "trailing"))
        child.body = _paragraphs(plan, child, 1)
        node.children.append(child)
    return node


def _paragraphs(plan: Plan, node: Node, count: int) -> list[Piece]:
    node.name = plan.name()
    out = []
    for n in range(count):
        sentences = [words.sentence(plan.rng, node.name if n == k == 0 else "") for k in range(plan.rng.randint(1, 3))]
        out.append(Piece("text", "".join(sentences), node))
    return out


def _leaf(plan: Plan, node: Node) -> list[Piece]:
    rng = plan.rng
    out = _paragraphs(plan, node, rng.choice((1, 1, 2, 3)))
    if plan.opener and node.level == len(plan.forms) - 1:
        # In this document each section of the last level begins with items.
        return [*_sentence_items(rng, "○" if _free(plan, "○") else "・", node), *out]
    if rng.random() < plan.list_chance:
        out += _list(plan, node)
    return out


def _free(plan: Plan, symbol: str) -> bool:
    return all(form.words != symbol for form in plan.forms)


def _sentence_items(rng: Random, symbol: str, node: Node) -> list[Piece]:
    return [Piece("item", f"{symbol}{words.sentence(rng)}", node) for _ in range(rng.randint(2, 4))]


def _list(plan: Plan, node: Node) -> list[Piece]:
    """A list in a section, with or without a sentence that introduces it."""
    rng = plan.rng
    kind = rng.random()
    introduced = rng.random() < 0.6
    head = [Piece("text", rng.choice(words.INTRODUCTIONS), node)] if introduced else []
    if kind < 0.35:
        mark = rng.choice(styles.BULLETS)
        return [*head, *(Piece("item", f"{mark}{words.item(rng)}", node) for _ in range(rng.randint(2, 6)))]
    if kind < 0.5 and _free(plan, "○"):
        return head + _sentence_items(rng, "○", node)
    return head + _numbered(plan, node, introduced)


def _numbered(plan: Plan, node: Node, introduced: bool) -> list[Piece]:
    """A numbered run, in the style of some level of headings or in another."""
    rng = plan.rng
    level_forms = [form for form in plan.forms if form.family in styles.LISTS]
    same = bool(level_forms) and rng.random() < 0.5
    if same:
        form = rng.choice(level_forms)
    else:
        others = [
            f for f in styles.LISTS if all(f != x.family for x in plan.forms) and not (f == "kana" and plan.has_iroha)
        ]
        form = styles.draw(rng, rng.choice(others))
    many = rng.randint(2, 6) if introduced else rng.randint(3, 6)
    if same and not introduced and node.form == form and many == node.value:
        many += 1  # else the next heading would go on with the list's numbers: nobody could tell
    out = [Piece("item", form.shown((n,), words.item(rng)), node) for n in range(1, many + 1)]
    if introduced and rng.random() < 0.25:
        out.append(Piece("text", words.sentence(rng), node))
    return out
