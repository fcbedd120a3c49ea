"""The sliding window, with a clock of the test's own."""

from __future__ import annotations

from assistant.web.limits.window import Windows, take_all


class Clock:
    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


def test_no_more_than_so_many_within_a_window() -> None:
    clock = Clock()
    windows = Windows(3, 60, clock)
    for at in (0, 10, 20):
        clock.at = at
        assert take_all([(windows, b"a")]) == 0
    clock.at = 30
    assert take_all([(windows, b"a")]) == 30 and take_all([(windows, b"b")]) == 0
    clock.at = 60
    assert take_all([(windows, b"a")]) == 0
    assert take_all([(windows, b"a")]) == 10


def test_what_is_refused_is_not_counted() -> None:
    clock = Clock()
    narrow, wide = Windows(1, 60, clock), Windows(5, 60, clock)
    assert take_all([(narrow, b"a"), (wide, b"x")]) == 0
    for _ in range(20):
        assert take_all([(narrow, b"a"), (wide, b"x")]) == 60
    for key in (b"b", b"c", b"d", b"e"):
        assert take_all([(narrow, key), (wide, b"x")]) == 0
    assert take_all([(narrow, b"f"), (wide, b"x")]) == 60


def test_nought_is_no_limit_and_memory_is_bounded() -> None:
    free, small = Windows(0, keys=10), Windows(1, keys=10)
    for n in range(100):
        assert take_all([(free, b"a"), (small, b"%d" % n)]) == 0
    assert len(free) == 0 and len(small) == 10
