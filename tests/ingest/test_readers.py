"""Bytes become text, or one line that says what to do."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import readers
from ingest.errors import UnreadableSourceError
from ingest.readers import markdown
from ingest.readers.text import decode

LONG = "令和7年度の取組方針です。窓口の手続きをオンラインにします。\n" * 20
SHORT = "本県の取組方針"
COMMON = (
    "日一国会人年大十二本中長出三同時政事自行社見月分議後前民生連五発間対上部東者党地合市業内相方四定今回新場金員九入"
    "選立開手米力学問高代明実円関決子動京全目表戦経通外最言氏現理調体化田当八六約主題下首意法不来作性的要用制治度務強気"
)
KANJI = "".join(
    bytes((0xA0 + row, 0xA0 + cell)).decode("euc_jp")
    for row in range(16, 48)
    for cell in range(1, 95)
    if (row, cell) < (47, 52)
)
HIRAGANA = "".join(map(chr, range(0x3041, 0x3094)))
KATAKANA = "".join(map(chr, range(0x30A1, 0x30F5)))
sentences = st.text(
    st.one_of(
        st.sampled_from(HIRAGANA), st.sampled_from(COMMON), st.sampled_from(KATAKANA), st.sampled_from(KANJI)
    ),
    min_size=10,
    max_size=60,
)  # fmt: skip


def one_line(caught: pytest.ExceptionInfo[UnreadableSourceError], *words: str) -> None:
    """The message is one line, names the file and says what to do."""
    message = str(caught.value)
    assert "\n" not in message
    assert ";" in message, "what to do stands behind a semicolon"
    for word in words:
        assert word in message, message


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp932", "euc_jis_2004", "utf-16"])
@pytest.mark.parametrize("text", [LONG, SHORT, "①㈱みやぎの計画です", LONG + "①㈱", "ﾃﾞｼﾞﾀﾙ化の推進について"])
def test_encodings(codec: str, text: str) -> None:
    data = text.encode(codec)
    assert decode(data, "a.txt") == text


def test_eucjp_of_windows_too() -> None:
    # ① as vendors put it into EUC-JP (NEC row 13) is the same two bytes as in JIS X 0213.
    assert decode("令和の①番目の計画".encode("euc_jis_2004"), "a.txt") == "令和の①番目の計画"


@pytest.mark.parametrize("codec", ["cp932", "euc_jp"])
@settings(max_examples=500, deadline=None)
@given(text=sentences)
def test_sentences_are_told_apart(codec: str, text: str) -> None:
    assert decode(text.encode(codec), "a.txt") == text


def test_newlines_are_untouched() -> None:
    assert readers.parse(Path("a.txt"), "一\r\n二\r三\n".encode()).text == "一\r\n二\r三\n"


def test_form_feeds_are_pages() -> None:
    result = readers.parse(Path("a.txt"), "一頁\n\f二頁\n\f三頁".encode())
    assert result.page_starts == (0, 4, 8)
    assert [result.page_of(result.text.index(c)) for c in "一二三"] == [1, 2, 3]
    assert readers.parse(Path("a.txt"), "本文\n\f".encode()).page_starts == ()


def test_front_matter_is_no_part_of_the_body() -> None:
    data = "---\ntitle: 題\n---\n# 章\n".encode()
    result = readers.parse(Path("a.md"), data)
    assert result.text[result.body_start :] == "# 章\n"
    assert markdown.front_matter(result.text) == "title: 題\n"
    assert readers.parse(Path("a.txt"), data).body_start == 0
    assert readers.parse(Path("a.md"), b"\xef\xbb\xbf" + data).body_start == result.body_start
    crlf = readers.parse(Path("a.md"), data.replace(b"\n", b"\r\n"))
    assert crlf.text[crlf.body_start :] == "# 章\r\n"
    assert markdown.front_matter("# no\n---\n---\n") is None
    with pytest.raises(UnreadableSourceError, match="holds no text"):
        readers.parse(Path("a.md"), b"---\ntitle: x\n---\n\n")


@pytest.mark.parametrize(
    "content", [b"", b" \n\t\r\n", "　\n　".encode(), b"\xef\xbb\xbf", b"\xef\xbb\xbf \n", b"\xff\xfe"]
)
def test_empty_files(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    with pytest.raises(UnreadableSourceError) as caught:
        readers.read(path)
    one_line(caught, "give a file with text")


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"PK\x03\x04\x14\0\x06\0\x08\0!\0",
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Type/Catalog>>\nendobj\nxref\n",
        b"%PDF-1.4\n1 0 obj\n<</Type/Catalog>>\nendobj\n",
        "本文\0本文".encode(),
        b"\xff\xfe\0\xd8",
        b"\xef\xbb\xbf\xff\xff",
        b"\x1f\x8b\x08\0\0\0\0\0",
    ],
)
def test_binary_files(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    with pytest.raises(UnreadableSourceError) as caught:
        readers.read(path)
    one_line(caught)


@pytest.mark.parametrize("seed", range(60))
def test_noise(seed: int) -> None:
    noise = random.Random(seed)  # noqa: S311 - noise for a test
    with pytest.raises(UnreadableSourceError) as caught:
        decode(noise.randbytes(noise.choice((64, 300, 4000))), "a.txt")
    one_line(caught)


def test_files_that_cannot_be_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    (tmp_path / "a").write_text("x")
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "a.txt").write_text("x" * 20)
    monkeypatch.setattr(readers, "MAX_BYTES", 10)
    for name, words in {
        "a.pdf": "the format .pdf is not known",
        "a": "the format (no ending) is not known",
        "folder.txt": "is a folder",
        "a.missing.txt": "no such file",
        "a.txt": "split the document",
    }.items():
        with pytest.raises(UnreadableSourceError) as caught:
            readers.load(tmp_path / name)
        one_line(caught, words)


def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    secret = tmp_path / "a.txt"
    secret.write_text("本文")
    secret.chmod(0)
    folder = tmp_path / "closed"
    folder.mkdir()
    (folder / "a.txt").write_text("本文")
    folder.chmod(0)
    inner = tmp_path / "open" / "closed"
    inner.mkdir(parents=True)
    (tmp_path / "open" / "a.txt").write_text("本文")
    inner.chmod(0)
    # Root reads everything, so a child that is nobody asks.
    code = textwrap.dedent(
        f"""
        import os, sys
        from pathlib import Path
        from ingest import sources
        from ingest.errors import IngestError
        from ingest.readers import load
        import ingest.readers.markdown
        if os.getuid() == 0:
            os.setgroups([]); os.setgid(65534); os.setuid(65534)
        for act, path in ((load, {str(secret)!r}), (load, {str(folder / "a.txt")!r}), (sources.find, {str(folder)!r}),
                          (sources.find, {str(inner.parent)!r})):
            try:
                act(Path(path))
            except IngestError as error:
                print(error)
        """
    )
    # Every folder above must let nobody through.
    above = [p for p in tmp_path.parents if p.is_relative_to("/tmp/pytest-of-" + os.environ.get("USER", "root"))]  # noqa: S108
    modes = [(p, p.stat().st_mode) for p in (*above, tmp_path) if p.owner() == tmp_path.owner()]
    for place, mode in modes:
        place.chmod(mode | 0o055)
    try:
        done = subprocess.run(  # noqa: S603 - this very Python
            [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=Path.cwd()
        )
    finally:
        folder.chmod(0o755)
        inner.chmod(0o755)
        for place, mode in modes:
            place.chmod(mode)
    assert done.stderr == ""
    assert done.stdout.count("check its permissions") == 4
    assert done.stdout.count("\n") == 4
