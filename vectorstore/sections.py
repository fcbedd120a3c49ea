"""What stands around a passage: short sections and small tables come whole, a heading brings its list.

Ranked passages go in, places come out; called by the hybrid search. Index passages are small (a paragraph, a row), so
that each can be found; readers and composers want the section that the passage belongs to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ingest.models import Kind, Passage
from vectorstore.codec import StoredPassage
from vectorstore.titles import is_entry

MOST_CHARS = 1100  # of a section or table that comes whole
MOST_HEADINGS = 2  # of those above a place that its text opens with: chapter and section
MOST_LIST = 500  # characters of a list that comes with its heading
MOST_BESIDE = 800  # to which a passage alone in the first place is filled with the short sections beside it
_RUNNING = (Kind.PROSE, Kind.ITEM, Kind.FOOTNOTE)
_Key = tuple[str, tuple[str, ...]]


@dataclass(frozen=True)
class Found:
    """A place that was found: the passage, its score, and the passages that stand around it in reading order."""

    passage: StoredPassage
    score: float
    members: tuple[StoredPassage, ...]

    @property
    def text(self) -> str:
        """Where the place is (its first headings and its own), then the members' texts on lines of their own.

        Each sub-heading stands above what stands below it.
        """
        own = self.passage.passage
        alone = len(self.members) == 1 and own.kind not in (Kind.ROW, Kind.TERM) and not own.lists
        above = own.path[:-1][:MOST_HEADINGS]
        where = " > ".join((*above, own.path[-1]) if alone and own.path else above)
        lines = [where] if where else []
        if len(self.members) == 1:
            return "\n".join([*lines, self.members[0].passage.text])
        path: tuple[str, ...] | None = None
        for stored in self.members:
            member = stored.passage
            if member.path and member.path != path and member.kind is not Kind.ROW and not member.lists:
                lines.append(member.path[-1])
            path = member.path
            lines.append(member.text)
        return "\n".join(lines)


class Sections:
    """The passages of open index versions by section and in reading order; read-only, safe between threads."""

    def __init__(self, passages: Iterable[StoredPassage]) -> None:
        """`passages` of any number of documents."""
        self._documents: dict[str, list[StoredPassage]] = defaultdict(list)
        self._lists: dict[_Key, list[StoredPassage]] = defaultdict(list)
        self._all: dict[str, list[StoredPassage]] = defaultdict(list)
        for stored in sorted(passages, key=_place):
            self._all[stored.source.id].append(stored)
            if stored.passage.lists:
                self._lists[stored.source.id, stored.passage.path].append(stored)
            elif not is_entry(stored.passage):
                self._documents[stored.source.id].append(stored)
        # Sections by their first headings: everything below one heading.
        self._below: dict[_Key, list[StoredPassage]] = defaultdict(list)
        for document, members in self._documents.items():
            for stored in members:
                path = stored.passage.path
                for depth in range(1, len(path) + 1):
                    self._below[document, path[:depth]].append(stored)

    def gather(
        self,
        ranked: Sequence[tuple[StoredPassage, float]],
        k: int,
        allowed: Callable[[StoredPassage], bool] | None = None,
    ) -> list[Found]:
        """The first `k` places of ranked passages; a passage that came with an earlier one is not repeated."""
        out: list[Found] = []
        used: set[str] = set()
        for stored, score in ranked:
            if stored.passage.id in used:
                continue
            if len(out) == k:
                break
            members = tuple(
                m for m in self.around(stored) if m.passage.id not in used and (allowed is None or allowed(m))
            )
            used.update(m.passage.id for m in members)
            if not out and len(members) == 1:
                # Read first, so it tells what stands beside it; that keeps places of its own.
                members = tuple(m for m in self._beside(stored) if allowed is None or allowed(m))
            out.append(Found(stored, score, members))
        return out

    def around(self, stored: StoredPassage) -> list[StoredPassage]:
        """The passage with the rest of its short section and the list of its heading, in reading order."""
        own = stored.passage
        key = stored.source.id, own.path
        if is_entry(own):
            return [stored]
        if own.lists:
            opening = [m for m in self._below[key] if m.passage.path == own.path and m.passage.kind is Kind.PROSE]
            return [*opening[:1], stored]
        members = self._section(stored)
        if len(members) == 1 and (table := self._table(stored)) is not None:
            return [stored, table]
        listed = next((m for m in self._lists[key] if len(m.passage.text) <= MOST_LIST), None)
        return [*members, listed] if listed else members

    def document(self, document_id: str) -> list[StoredPassage]:
        """All passages of a document in reading order; empty for an unknown id."""
        return self._all.get(document_id, [])

    def neighbours(self, passage_id: str, before: int, after: int) -> list[StoredPassage]:
        """Up to `before` and `after` passages of the same document around one, in reading order."""
        for members in self._documents.values():
            for n, stored in enumerate(members):
                if stored.passage.id == passage_id:
                    return members[max(0, n - before) : n + after + 1]
        return []

    def _table(self, stored: StoredPassage) -> StoredPassage | None:
        """The small table that a row stands in, as the passage that tells it whole, where both are short."""
        row = stored.passage
        for depth in range(len(row.path), 0, -1) if row.kind is Kind.ROW and row.cells else ():
            for listed in self._lists.get((stored.source.id, row.path[:depth]), ()):
                whole = listed.passage
                within = whole.start <= row.start and row.end <= whole.end
                if within and all(cell.text in whole.text for cell in row.cells):
                    return listed if len(row.text) + len(whole.text) <= MOST_CHARS else None
        return None

    def _beside(self, stored: StoredPassage) -> list[StoredPassage]:
        """A passage of running text with what stands before and behind it below the same parent, while it is short."""
        own = stored.passage
        if own.kind not in _RUNNING or own.lists or is_entry(own):
            return [stored]
        around = self._documents[stored.source.id]
        first = last = next(n for n, other in enumerate(around) if other.passage.id == own.id)
        left = MOST_BESIDE - _length(stored)
        grown = True
        while grown:
            grown = False
            for n in (last + 1, first - 1):
                if 0 <= n < len(around) and _is_beside(around[n].passage, own) and _length(around[n]) <= left:
                    first, last, grown = min(first, n), max(last, n), True
                    left -= _length(around[n])
        return around[first : last + 1]

    def _section(self, stored: StoredPassage) -> list[StoredPassage]:
        """All that stands below the highest heading above the passage whose text is still short.

        Where that is too long already below its own heading, what stands there in front of the next heading.
        """
        best = [stored]
        path = stored.passage.path
        if stored.passage.kind is Kind.TERM:
            return best
        whole = [
            m
            for m in self._below.get((stored.source.id, path), ())
            if m.passage.path == path and m.passage.kind in _RUNNING
        ]
        if stored in whole and sum(_length(m) for m in whole) <= MOST_CHARS:
            best = whole
        for depth in range(len(path), 1, -1):
            members = self._below[stored.source.id, path[:depth]]
            if sum(_length(m) for m in members) > MOST_CHARS or any(m.passage.kind is Kind.TERM for m in members):
                break
            if stored in members:
                best = members
        return best


def _place(stored: StoredPassage) -> tuple[str, int, int, str]:
    passage = stored.passage
    return stored.source.id, passage.start, passage.end, passage.id


def _is_beside(other: Passage, own: Passage) -> bool:
    """Whether a passage of running text stands below the parent of `own`'s section."""
    parent = own.path[:-1]
    return other.kind in _RUNNING and other.path[: len(parent)] == parent


def _length(stored: StoredPassage) -> int:
    path = stored.passage.path
    return len(stored.passage.text) + (len(path[-1]) if path else 0) + 1
