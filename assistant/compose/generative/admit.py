"""Which proposed sentences may become drafts: a proposal goes in, a draft or the reasons against it come out.

Code gives citations; the model only names numbers. What repeats the prompt, holds a link or asks back is no sentence of
an answer. Pure; called by `assistant.compose.generative.writer` before the verifier.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose import overlap
from assistant.compose.draft import Draft
from assistant.compose.generative.material import Numbered
from assistant.compose.generative.parse import Proposed
from ingest.normalise import nfkc, squeeze
from prompts import generation
from vectorstore.analysis import morphemes

LEAK, LINK, FORM = "prompt_leak", "link", "form"
_LONGEST = 240  # characters of a sentence
_MOST_NUMBERS = 3  # entries that one sentence may rest on
_LIKE = 0.5  # of a sentence's pairs in an entry, from which it may rest on it though no number was given
_INSIDE = ("助詞", "助動詞", "接尾辞")  # with which no sentence begins
_PREDICATES = ("助動詞", "動詞", "形容詞", "助詞")
_CASES = frozenset("はがをにでもへ") | {"から", "まで"}
_AHEAD = re.compile(r"^(?:次|以下|下記)の")  # announces what does not follow
_AGAIN = re.compile(r"(.{4,}?)[、・]?\1[、・]?\1")  # the same words three times over
_RUN = 16  # characters of the instructions in one piece
_LINK = re.compile(
    r"https?:|ftp:|mailto:|www\.|\]\s*\(|<\s*[a-zA-Z/!]|[\w-]+\.(?:com|net|org|jp|io|html?)(?:/|\b)", re.ASCII
)


def draft(proposed: Proposed, entries: Sequence[Numbered], canary: str) -> Draft | tuple[str, ...]:
    """The draft of a proposal, or why it is none."""
    text = " ".join(proposed.text.split())
    if leaks(text, canary):
        return (LEAK,)
    if _LINK.search(nfkc(text)):
        return (LINK,)
    if len(text) > _LONGEST or text.endswith(("？", "?")) or not _is_sentence(text):
        return (FORM,)
    known = {e.number: e for e in entries}
    chosen = [known[n] for n in proposed.numbers if n in known][:_MOST_NUMBERS] or _likest(text, entries)
    if not chosen:
        return ("no_citation",)
    return Draft(
        text if text.endswith(("。", "！", "!")) else f"{text}。", tuple(e for c in chosen for e in c.evidence)
    )


def _is_sentence(text: str) -> bool:
    """Whether a text says something of something: begins with a word, has a particle of case, ends in a predicate."""
    if _AHEAD.search(text) or _AGAIN.search(text):
        return False
    found = [m for m in morphemes(nfkc(text).rstrip("。!")) if m.pos[0] not in ("空白", "補助記号")]
    if not found or found[0].pos[0] in _INSIDE or found[-1].surface == "か":
        return False
    cases = any(m.pos[0] == "助詞" and m.surface in _CASES for m in found[1:])
    return cases and (found[-1].pos[0] in _PREDICATES or "サ変可能" in found[-1].pos)


def leaks(text: str, canary: str) -> bool:
    """Whether a text repeats the canary (in any width, spaced out or backwards) or a piece of the instructions."""
    plain = "".join(c for c in nfkc(text).lower() if c.isalnum())
    if canary and (canary in plain or canary[::-1] in plain or canary[: len(canary) // 2] in plain):
        return True
    told = squeeze(nfkc(generation.SYSTEM + generation.AS_JSON + generation.AS_LINES))
    said = squeeze(nfkc(text))
    return any(said[i : i + _RUN] in told for i in range(len(said) - _RUN + 1))


def _likest(text: str, entries: Sequence[Numbered]) -> list[Numbered]:
    """The one entry that a sentence without a number is most like."""
    wanted = overlap.pairs(text)
    best = max(entries, key=lambda e: overlap.share(wanted, e.text), default=None)
    return [best] if best is not None and overlap.share(wanted, best.text) >= _LIKE else []
