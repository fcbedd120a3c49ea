"""Lists as sentences: one for all names, or one for each long item, every item with its own quotation.

A `Listing` or a `Group` of rows goes in, drafts come out; called by `lists`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose import overlap, row_groups
from assistant.compose.draft import Draft, Evidence
from assistant.compose.listed import Item, Listing
from assistant.compose.polite import polite
from assistant.compose.row_groups import Group
from assistant.compose.wording import quoted
from ingest import sentences
from ingest.dates import years
from ingest.normalise import Mapped, nfkc
from vectorstore.codec import StoredPassage

MOST_ITEMS = 60  # told; more than that come as a count and an export
FIRST_ITEMS = 5  # of a list that is too long
LONG_ITEM = 45  # characters, from which each item is a sentence of its own
_INTRODUCED = re.compile(
    r"(?:以下|次|下記)(?:に掲げる|に示す)?の?(?:(?:\d+|[二三四五六七八九十])(?:つ|点|項目)の)?(?P<noun>[一-鿿ァ-ヴー]{2,12})(?=[をはがにでと])"
)
_CIRCLED = [chr(0x2460 + n) for n in range(20)]


def _subject(listing: Listing) -> str:
    """What the list is of: the noun of its introduction with the heading, or the heading."""
    heading = listing.subject
    if years(nfkc(heading)):
        heading = listing.heading  # as the path has it: a year stands in no quotation
    found = _INTRODUCED.search(nfkc(listing.introduction))
    if found and found["noun"] not in heading:
        return f"{quoted(heading)}の{found['noun']}"
    return quoted(heading) if re.search(r"[をにへがで]$", heading) else heading


def of_listing(listing: Listing, passages: Sequence[StoredPassage]) -> list[Draft]:
    """The list as one sentence, or a sentence for each item where these are long."""
    items = listing.items
    if _are_long(items):
        return [Draft(polite(i.text), i.evidence) for i in items[:MOST_ITEMS]]
    counted = _counted(listing, passages)
    return [_sentence(f"{_subject(listing)}は、", items, counted)]


def _are_long(items: Sequence[Item]) -> bool:
    texts = [i.text for i in items]
    return any("。" in t for t in texts) or sum(map(len, texts)) > LONG_ITEM * len(texts)


def _counted(listing: Listing, passages: Sequence[StoredPassage]) -> tuple[str, Evidence] | None:
    """How the source counts the items (以下の5つを), with the place."""
    stored = listing.items[0].stored
    heading = stored.passage.path
    told = re.compile(rf"{len(listing.items)}\s*(つ|項目|点|本|分野|グループ|原則|視点|チーム)")
    for other in passages:
        if (
            other.passage.path != heading
            or other.passage.lists
            or other.source.id != stored.source.id
            or other.passage.cells
        ):
            continue
        text = Mapped.from_runs(other.passage.text, other.passage.runs)
        for a, b in sentences.split(other.passage.text):
            if (found := told.search(nfkc(other.passage.text[a:b]))) and b - a <= 200:
                return f"{len(listing.items)}{found[1]}", Evidence(other, text.span(a, b), ())
    return None


def _sentence(opening: str, items: Sequence[Item], counted: tuple[str, Evidence] | None) -> Draft:
    evidence = tuple(e for i in items for e in i.evidence)
    shown, rest = items[:MOST_ITEMS], len(items) > MOST_ITEMS
    if rest:
        shown = items[:FIRST_ITEMS]
        evidence = tuple(e for i in shown for e in i.evidence)
    text = joined([i.text for i in shown])
    if rest:
        return Draft(f"{opening}{text}などです。", evidence)
    if counted:
        return Draft(f"{opening}{text}の{counted[0]}です。", (*evidence, counted[1]))
    return Draft(f"{opening}{text}です。", evidence)


def joined(names: Sequence[str]) -> str:
    """Names as one enumeration: with circled numbers as far as these go, else in quotation marks."""
    if 1 < len(names) <= len(_CIRCLED):
        return "、".join(f"{mark}{name.rstrip('。')}" for mark, name in zip(_CIRCLED, names, strict=False))
    return "、".join(quoted(name.rstrip("。")) for name in names)


def of_group(group: Group, *, counted: bool = False) -> list[Draft]:
    """The names of the rows, each with the cells that make it fit; with `counted` how many they are."""
    rows = group.rows if len(group.rows) <= MOST_ITEMS else group.rows[:FIRST_ITEMS]
    noun = next((nfkc(r.name.column).removesuffix("名") for r in rows if r.name), "") or "もの"
    noun = re.sub(r"\(.*\)$", "", noun)
    evidence: list[Evidence] = []
    for record in rows:
        if record.name is None:
            continue
        extra = row_groups.shared_spans(record, group)
        for found in record.evidence([record.name]):
            evidence.append(Evidence(found.passage, found.span, tuple(dict.fromkeys((*found.context, *extra)))))
    text = joined([r.title for r in rows])
    number = f"の{len(rows)}件" if counted and len(rows) > 1 else ""
    end = "などです。" if len(rows) < len(group.rows) else f"{number}です。"
    return [Draft(f"{_opening(group, noun)}{text}{end}", tuple(evidence))]


def _same(heading: str, values: Sequence[str]) -> bool:
    return overlap.plain(heading) in [overlap.plain(v) for v in values]


def _opening(group: Group, noun: str) -> str:
    columns: dict[str, list[str]] = {}
    for facet in group.facets:
        if facet.kind == "department":
            columns.setdefault(facet.column, []).append(facet.value)
    offices = "".join("・".join(names) for names in columns.values())
    verdicts = [f.value for f in group.facets if f.kind == "verdict"]
    values = [f.value for f in group.facets if f.kind == "value"]
    headings = [f.value for f in group.facets if f.kind == "heading" and not _same(f.value, values)]
    within = "".join(f"「{h}」で" for h in headings)
    told = "".join(f"「{v}」の" for v in values)
    if offices:
        return f"{within}{offices}が担当する{told}{noun}は、"
    if verdicts:
        return f"{within}{told}「{'」「'.join(verdicts)}」とされた{noun}は、"
    return f"{within}{told}{noun}は、"
