"""What can be said of a passage: a group of ingest is whole and alone."""

from __future__ import annotations

from pathlib import Path

from assistant.compose.groups import units
from ingest import parse_document
from ingest.models import Passage, Source


def passage(text: str) -> Passage:
    source = Source("plan", Path("/plan.txt"), "青波市の計画")
    (found,) = parse_document(source, ("第１章 港\n\n" + text).encode()).passages
    return found


def said(text: str) -> list[str]:
    found = passage(text)
    return [found.text[a:b] for a, b, _ in units(found)]


def test_a_group_holds_no_line_of_another() -> None:
    text = "港の数\n\nR4 280隻\n\nR5 377隻\n\n船の数\n\nR4 5隻\n\nR5 9隻\n\n人の数\n\nR4 1人\n\nR5 2人\n"
    assert said(text) == ["港の数 R4 280隻 R5 377隻", "船の数 R4 5隻 R5 9隻", "人の数 R4 1人 R5 2人"]


def test_short_lines_go_with_what_follows_up_to_a_group() -> None:
    text = "●海の道\n\n●波の音\n\n●桟橋の改修\n（3か所）\n\n●潮の香り\n"
    assert said(text) == ["海の道\n波の音", "波の音", "桟橋の改修 （3か所）", "潮の香り"]


def test_sentences_stand_alone_and_remarks_go() -> None:
    assert said("港を開きます。\n（写真）\n船を出します。\n") == ["港を開きます。", "船を出します。"]
