"""Whose documents a sentence is from: said where it is not whom the question means, left out behind one's own."""

from __future__ import annotations

from assistant.compose import publishers
from tests.assistant.compose.test_joined import draft

OURS, THEIRS = draft("港は三つです。"), draft("灯台は二つです。", "白浜県")


def test_home_speaks_without_a_name_and_others_with_theirs() -> None:
    assert publishers.attributed([OURS], [], "青波県") == [OURS]
    assert [d.text for d in publishers.attributed([THEIRS], [], "青波県")] == ["白浜県：灯台は二つです。"]


def test_others_stand_behind_nothing_of_ones_own() -> None:
    assert publishers.attributed([OURS, THEIRS], [], "青波県") == [OURS]
    assert publishers.attributed([THEIRS, OURS], ["白浜県"], "青波県") == [THEIRS]
    mixed = publishers.attributed([THEIRS, OURS], [], "青波県")
    assert [d.text for d in mixed] == ["白浜県：灯台は二つです。", OURS.text]


def test_without_a_home_nothing_is_changed() -> None:
    assert publishers.attributed([THEIRS, OURS], [], "") == [THEIRS, OURS]
