"""Headings displaced as extractors displace them, where the rest of the document tells their place.

A tree goes in, its pieces in the displaced order come out. Called by `outline_layout`.
"""

from __future__ import annotations

from random import Random

from tests.ingest.outline_trees import Node, Piece, Plan

COUNTED = (
    "chapter", "roman", "label", "section", "kanji", "number", "paren", "paren_kanji", "half_paren", "kana", "circled",
)  # fmt: skip


def pieces(tops: list[Node]) -> list[Piece]:
    """A tree in reading order."""
    out: list[Piece] = []
    for top in tops:
        for node in top.walk():
            if not node.missing:
                out.append(Piece("heading", node.shown, node))
            out.extend(node.body)
    return out


def displaced(plan: Plan, tops: list[Node]) -> tuple[list[Piece], list[str]]:
    """The pieces with up to two headings displaced, and which kinds of displacement that took."""
    rng = plan.rng
    done: list[str] = []
    if rng.random() < 0.3 and _drop_parent(rng, plan, tops):
        done.append("missing")
    out = pieces(tops)
    for name, move, chance in (("late", _late, 0.8), ("role", _late_role, 0.8), ("swapped", _swap, 0.3)):
        if rng.random() < chance and len(done) < 2 and move(rng, plan, tops, out):
            done.append(name)
    return out, done


def _nodes(tops: list[Node]) -> list[Node]:
    return [node for top in tops for node in top.walk()]


def _index(out: list[Piece], node: Node) -> int:
    return next(i for i, p in enumerate(out) if p.kind == "heading" and p.node is node)


def _drop_parent(rng: Random, plan: Plan, tops: list[Node]) -> bool:
    """Leaves a heading out whose number the neighbours lack and below which counting starts again."""
    found = []
    for siblings in [tops, *(n.children for n in _nodes(tops))]:
        for before, node, after in zip(siblings, siblings[1:], siblings[2:], strict=False):
            counted = node.form.family in COUNTED and after.form == node.form
            both = len(before.children) >= 2 and len(node.children) >= 2
            if not (counted and both) or node.level + 1 in plan.running_on:
                continue
            # The last section before the gap holds no deeper run, so that the restart is plain.
            below = plan.forms[node.level + 1].family
            if below in COUNTED and not node.body and not before.children[-1].children:
                found.append(node)
    if not found:
        return False
    rng.choice(found).missing = True
    return True


def _late(rng: Random, plan: Plan, tops: list[Node], out: list[Piece]) -> bool:
    """A heading comes behind its first block where at least three others are followed by such a block."""
    if not plan.opener:
        return _late_title_of_roles(rng, plan, tops, out)
    level = len(plan.forms) - 1
    if plan.forms[level].family not in COUNTED:
        return False
    same = [n for n in _nodes(tops) if n.level == level and not n.missing]
    able = [n for n in same if n.value > 1 and not n.children]
    if len(same) < 4 or not able:
        return False
    node = rng.choice(able)
    at = _index(out, node)
    behind = at + 1
    while behind < len(out) and out[behind].kind == "item":
        behind += 1
    out.insert(behind - 1, out.pop(at))
    return True


def _late_title_of_roles(rng: Random, plan: Plan, tops: list[Node], out: list[Piece]) -> bool:
    """A title comes behind its first role and that role's text."""
    families = [form.family for form in plan.forms]
    if "bracket" not in families[1:]:
        return False
    level = families.index("bracket") - 1
    if families[level] not in COUNTED:
        return False
    same = [n for n in _nodes(tops) if n.level == level and n.children and not n.missing]
    # Every one opens with the same role, directly below its title.
    if len(same) < 4 or any(n.body or n.children[0].shown != same[0].children[0].shown for n in same):
        return False
    able = [n for n in same if n.parent is None or n.parent.children[0] is not n]
    able = [n for n in able if n.value > 1 and not n.children[0].children and _goes_on(n, same)]
    if not able:
        return False
    node = rng.choice(able)
    at = _index(out, node)
    behind = _index(out, node.children[1])
    out.insert(behind - 1, out.pop(at))
    return True


def _goes_on(node: Node, same: list[Node]) -> bool:
    """Whether the section before in the text has roles too: its first role then stands twice."""
    at = same.index(node)
    return at > 0 and same[at - 1].parent is node.parent and same[at - 1].value == node.value - 1


def _late_role(rng: Random, plan: Plan, tops: list[Node], out: list[Piece]) -> bool:
    """A role that opens a numbered run comes behind the first title of that run."""
    holders = [n for n in _nodes(tops) if n.form.family == "bracket" and n.children and not n.body]
    runs = [n for n in holders if n.children[0].form.family in COUNTED and not n.children[0].children]
    if len(runs) < 4:
        return False
    node = rng.choice(runs)
    at = _index(out, node)
    end = at + 2 if rng.random() < 0.5 else _index(out, node.children[1])
    out.insert(end - 1, out.pop(at))
    return True


def _swap(rng: Random, plan: Plan, tops: list[Node], out: list[Piece]) -> bool:
    """Two sections without sections of their own stand in the wrong order, their numbers show it."""
    found = []
    for node in _nodes(tops):
        for first, second in zip(node.children[1:], node.children[2:], strict=False):
            if first.form.family in COUNTED and not (
                first.children or second.children or first.missing or second.missing
            ):
                found.append((first, second))
    if not found:
        return False
    first, second = rng.choice(found)
    a, b = _index(out, first), _index(out, second)
    end = b + 1
    while end < len(out) and out[end].kind != "heading":
        end += 1
    out[a:end] = [*out[b:end], *out[a:b]]
    return True
