"""What there is to read is told from a list, a folder or a file; each fault is one line that names its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest import sources
from ingest.errors import IngestError, SourceListError, UnreadableSourceError

GOOD = """# comment
home_publisher = "宮城県"

[[source]]
id = "a"
path = "a.txt"
title = "一つ目"
publisher = "宮城県"
issued = 2024-12-01
effective_from = "2025-04"
effective_until = "2028"
audience = "internal"
edition = "guide"
url = "https://example.jp/"

[[source]]
id = "b"
path = "sub/b.md"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("第１章 はじめに\n本文です。\n")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.md").write_text("# 二つ目の題\n本文です。\n")
    return tmp_path


def write(folder: Path, text: str) -> Path:
    path = folder / "sources.toml"
    path.write_text(text)
    return path


def refused(path: Path, *words: str) -> str:
    with pytest.raises(IngestError) as caught:
        sources.find(path)
    message = str(caught.value)
    assert "\n" not in message
    for word in words:
        assert word in message, message
    return message


def test_a_list(folder: Path) -> None:
    path = write(folder, GOOD)
    for place in (path, folder):
        found = sources.find(place)
        assert found.home_publisher == "宮城県"
        first, second = found.sources
        assert (first.id, first.path, first.title) == ("a", (folder / "a.txt").resolve(), "一つ目")
        assert (first.issued, first.effective_from, first.effective_until) == ("2024-12-01", "2025-04", "2028")
        assert (first.audience, first.edition) == ("internal", "guide")
        assert (second.title, second.audience, second.edition) == ("二つ目の題", "public", "official")


@pytest.mark.parametrize("crlf", [False, True])
@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (GOOD + 'titel = "x"\n', 19, ("titel", "did you mean title?")),
        (GOOD.replace("url =", "urls ="), 14, ("urls", "did you mean url?")),
        (GOOD.replace("home_publisher", "home_publsher"), 2, ("home_publsher", "did you mean home_publisher?")),
        (GOOD + '"zzz" = "x"\n', 19, ("zzz", "known are id, path, title")),
        (GOOD + "\n[other]\nx = 1\n", 20, ("other",)),
        (GOOD.replace("url =", 'wordy = "url = 1"\nurl ='), 14, ("wordy",)),
    ],
)
def test_unknown_keys_are_named_with_their_line(
    folder: Path, text: str, line: int, words: tuple[str, ...], crlf: bool
) -> None:
    path = write(folder, text)
    if crlf:
        path.write_bytes(text.replace("\n", "\r\n").encode())
    refused(path, f"sources.toml line {line}:", "unknown key", *words)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('title = "一つ目"', "title = 5", ("line 4:", "title must be text")),
        ('title = "一つ目"', "title = ['x']", ("line 4:", "title must be text")),
        ('title = "一つ目"', "title = true", ("line 4:", "title must be text")),
        ('id = "b"', 'id = "a"', ("the id a is given twice",)),
        ('id = "b"', 'id = "b c"', ("line 16:", "'b c' must be letters")),
        ('id = "b"', 'id = ""', ("line 16:", "id is missing")),
        ('id = "b"\n', "", ("line 16:", "id is missing")),
        ('path = "sub/b.md"\n', "", ("line 16:", "path is missing")),
        ('path = "a.txt"', 'path = "../a.txt"', ("line 4:", "../a.txt leaves the folder")),
        ('path = "a.txt"', 'path = "/etc/passwd"', ("line 4:", "/etc/passwd leaves the folder")),
        ('path = "a.txt"', 'path = "out.txt"', ("line 4:", "out.txt leaves the folder")),
        ("issued = 2024-12-01", 'issued = "令和6年"', ("line 4:", "issued", "2025-04-01")),
        ("issued = 2024-12-01", 'issued = "2024-13"', ("line 4:", "issued")),
        ("issued = 2024-12-01", 'issued = "2024-02-30"', ("line 4:", "issued")),
        ('"internal"', '"staff"', ("line 4:", "public or internal")),
        ('edition = "guide"', 'edition = "draft"', ("line 4:", "official or guide")),
        ('home_publisher = "宮城県"', "home_publisher = 1", ("home_publisher must be text",)),
        ('id = "a"', 'id = "a', ("is no valid TOML", "line 5")),
    ],
)
def test_faults_of_a_list(folder: Path, old: str, new: str, words: tuple[str, ...]) -> None:
    (folder / "out.txt").symlink_to("/etc/hostname")
    assert old in GOOD
    refused(write(folder, GOOD.replace(old, new)), *words)


@pytest.mark.parametrize("text", ["", "source = []\n", 'home_publisher = "x"\n', "source = 3\n", "[source]\nid='a'\n"])
def test_empty_lists(folder: Path, text: str) -> None:
    refused(write(folder, text), "lists no documents")


def test_a_list_that_is_not_utf8(folder: Path) -> None:
    path = folder / "sources.toml"
    path.write_bytes(GOOD.encode("cp932"))
    refused(path, "is not UTF-8; save it as UTF-8")
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    assert len(sources.find(path).sources) == 2


def test_a_path_to_a_list_that_is_a_folder(folder: Path) -> None:
    (folder / "sources.toml").mkdir()
    refused(folder, "sources.toml")


def test_a_listed_document_without_title_that_is_missing(folder: Path) -> None:
    (folder / "sub" / "b.md").unlink()
    refused(write(folder, GOOD), "no such file")


def test_a_folder_without_list(tmp_path: Path) -> None:
    (tmp_path / "方針.txt").write_text("第１章 はじめに\n本文です。\n")
    (tmp_path / "計画.md").write_text("# みやぎの計画\n\n本文です。\n")
    (tmp_path / "無題.txt").write_text("本文だけの文書です。これは文です。\n")
    (tmp_path / "plan 2025.md").write_text("## 計画 2025\n本文です。\n")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "方針.txt").write_text("第１章 別の文書\n本文です。\n")
    (tmp_path / ".hidden.md").write_text("# 隠れた文書\n")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    found = sources.find(tmp_path)
    titles = {s.path.relative_to(tmp_path.resolve()).as_posix(): s.title for s in found.sources}
    assert titles == {
        "方針.txt": "第１章 はじめに",
        "計画.md": "みやぎの計画",
        "無題.txt": "無題",
        "plan 2025.md": "計画 2025",
        "deep/方針.txt": "第１章 別の文書",
    }
    ids = [s.id for s in found.sources]
    assert len(set(ids)) == 5 and "plan-2025" in ids
    assert ids == [s.id for s in sources.find(tmp_path).sources]
    assert found.skipped == (tmp_path / "picture.png",)


def test_ids_do_not_change_with_the_form_of_file_names() -> None:
    assert sources.slug("\u304b\u3099") == sources.slug("\u304c")
    assert sources.slug("方針") != sources.slug("計画")
    assert sources.slug("a" * 200) == "a" * 100
    assert sources.slug("---") == "doc"


@pytest.mark.parametrize("name", ["あ" * 80, "-x", "..x", "a" * 300, "x y/z", "ＡＢＣ", "é"])
def test_every_file_name_gives_a_usable_id(name: str, tmp_path: Path) -> None:
    source = sources.Source(sources.slug(name), tmp_path, "t")
    sources.check(source, "here")


def test_two_files_with_one_id(tmp_path: Path) -> None:
    for name in ("a.md", "a.txt"):
        (tmp_path / name).write_text("本文です。\n")
    refused(tmp_path, "its id a is taken", "sources.toml")


def test_folders_with_nothing_to_read(tmp_path: Path) -> None:
    refused(tmp_path, "holds no document")
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    refused(tmp_path, "holds no document")
    refused(tmp_path / "missing", "no such file or folder")


def test_a_link_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "out.txt").write_text("本文")
    (tmp_path / "in" / "a.txt").symlink_to(tmp_path / "out.txt")
    refused(tmp_path / "in", "leads out of the folder")


def test_a_single_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("１ 目的\n本文です。\n", encoding="cp932")
    (source,) = sources.find(path).sources
    assert (source.id, source.title, source.path) == ("a", "１ 目的", path.resolve())


def test_front_matter(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\nid: my-id\ntitle: 題名\nissued: 2025-04-01\ntags: [x]\npath: ../b\nurl:\n---\n# 見出し\n")
    (source,) = sources.find(path).sources
    assert (source.id, source.title, source.issued, source.url) == ("my-id", "題名", "2025-04-01", "")
    assert source.path == path.resolve()
    path.write_text("---\n---\n# 見出し\n")
    assert sources.find(path).sources[0].title == "見出し"


@pytest.mark.parametrize(
    ("matter", "words"),
    [
        ("title: [a\nb: ", ("line", "the front matter is no YAML")),
        ("- a\n- b", ("line 1", "`key: value`")),
        ("audience: staff", ("public or internal",)),
        ("issued: soon", ("write a date as",)),
        ("title: {a: 1}", ("title must be text",)),
        ("title: true", ("title must be text",)),
        ("a: &x [*x]\nb: !!python/name:os.system", ("the front matter is no YAML",)),
    ],
)
def test_front_matter_that_is_wrong(tmp_path: Path, matter: str, words: tuple[str, ...]) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"---\n{matter}\n---\n# 見出し\n本文\n")
    refused(path, "a.md", *words)


def test_errors_have_types(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSourceError):
        sources.find(tmp_path / "none")
    with pytest.raises(SourceListError):
        sources.find(tmp_path)


def test_front_matter_tells_whom_a_folder_means(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: 港の計画\npublisher: 青波県\n---\n\n## 第1章 港\n\n港です。\n", "utf-8")
    assert sources.find(tmp_path).home_publisher == ""
    (tmp_path / "b.md").write_text("---\ntitle: 丘\nhome_publisher: 青波県\n---\n\n## 第1章 丘\n\n丘です。\n", "utf-8")
    assert sources.find(tmp_path).home_publisher == "青波県"
