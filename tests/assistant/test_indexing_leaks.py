"""What is in the files of an index version: nothing but that version."""

from __future__ import annotations

import pytest

from tests.assistant.corpus import write_list
from tests.assistant.desk import Desk, assert_nowhere


def test_nothing_internal_or_removed_reaches_the_public_files(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Chroma's HNSW files hold uninitialised memory: it must not be that of the run, which read everything."""
    monkeypatch.setenv("SOME_API_KEY", "kagi-kagi-kagi")
    internal = "".join(f"部外秘の手順その{n}\n" for n in range(1500))
    documents = {"a": "一行目\n", "b": "取り下げた文書\n" * 1200, "c": internal}
    desk.ingest(write_list(desk.folder / "in", documents, {"c": "internal"}))
    write_list(desk.folder / "in", {"a": "一行目\n", "c": internal + "もう一つ\n"}, {"c": "internal"})
    desk.ingest(desk.folder / "in")
    for text in ("部外秘の手順", "取り下げた", "kagi-kagi-kagi"):
        assert_nowhere(desk.current("public"), text)


def test_the_graph_files_hold_no_left_over_memory(desk: Desk) -> None:
    desk.ingest(write_list(desk.folder / "in", {"a": "一行目\n二行目\n"}))
    graphs = list((desk.current() / "dense").rglob("data_level0.bin"))
    assert graphs
    assert all(not any(path.read_bytes()[4000:]) for path in graphs)
