"""What is in the files of an index version: nothing but that version.

These tests build in a process of its own, as the program does: memory left over in this one would reach the files.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistant.errors import SourceError
from assistant.index import layout
from assistant.index.layout import AudienceFolder
from assistant.indexing import list_sources, remove
from tests.assistant.corpus import FakeEmbedder, write_list
from tests.assistant.desk import Desk, assert_nowhere

DOCUMENTS = {"a": "一行目\n二行目\r\n三行目?", "b": "子育て支援\n県民の暮らし\n", "c": "内部の手順\n"}


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


def test_a_source_no_longer_listed_leaves_no_text_behind(desk: Desk) -> None:
    listed = write_list(desk.folder / "in", DOCUMENTS)
    desk.ingest(listed)
    write_list(desk.folder / "in", {k: v for k, v in DOCUMENTS.items() if k != "b"})
    assert desk.ingest(listed).removed == ("b",)
    # The former version goes at once: what was removed must not stay on the disk.
    assert_nowhere(desk.settings.data_dir, "子育て支援")


def test_remove_drops_a_source(desk: Desk) -> None:
    desk.ingest(write_list(desk.folder / "in", DOCUMENTS))
    desk.embedder = FakeEmbedder()
    report = remove(["b"], desk.settings, embedder=desk.embedder)
    assert (report.removed, report.embedded) == (("b",), 0)
    assert_nowhere(desk.settings.data_dir, "子育て支援")
    assert [r.source.id for r in list_sources(desk.settings)] == ["a", "c"]
    with pytest.raises(SourceError, match="b: no such source"):
        remove(["b"], desk.settings, embedder=desk.embedder)
    remove(["a", "c"], desk.settings, embedder=desk.embedder)
    assert desk.texts() == []


def test_moving_to_internal_takes_a_source_from_residents(desk: Desk) -> None:
    listed = write_list(desk.folder / "in", DOCUMENTS)
    desk.ingest(listed)
    report = desk.ingest(write_list(desk.folder / "in", DOCUMENTS, {"a": "internal"}))
    assert report.moved == (("a", "public"),)
    assert "一行目" not in desk.texts("resident")
    assert "一行目" in desk.texts("staff")
    assert_nowhere(desk.settings.data_dir / "public", "一行目")
    desk.ingest(write_list(desk.folder / "in", DOCUMENTS))
    assert "一行目" in desk.texts("resident")
    assert_nowhere(desk.settings.data_dir / "internal", "一行目")


def test_a_former_version_that_is_still_written_to_goes_at_the_next_try(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    place = AudienceFolder(tmp_path, "public")
    for name in ("old", "new"):
        (place.versions / name).mkdir(parents=True)
    delete, busy = shutil.rmtree, [True, True]
    monkeypatch.setattr(layout.shutil, "rmtree", lambda p, **how: None if busy and busy.pop() else delete(p, **how))
    place.tidy({"new"})
    assert [p.name for p in place.versions.iterdir()] == ["new"]
    monkeypatch.setattr(layout.shutil, "rmtree", lambda *_, **__: None)
    place.tidy(set())
    assert "cannot be deleted" in caplog.text
