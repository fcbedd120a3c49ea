"""Confidential matter by the administrator's file: found whatever its spelling, validated at start in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.guardrails.confidential import load

TERM = '[[entry]]\nid = "name"\nkind = "term"\nvalues = ["青波 Project-X"]\naction = "mask"\nlabel = "未公表の事業名"\n'
PATTERN = (
    '[[entry]]\nid = "no"\nkind = "pattern"\nvalues = ["内規-[0-9]{4}"]\naction = "refuse"\nlabel = "内規の番号"\n'
)


def write(folder: Path, text: str) -> Path:
    path = folder / "secret.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "text",
    [
        "【取扱注意】予算案",
        "（部外秘）",
        "機密性３情報\n本文",
        "取扱注意：次の件",
        "この資料は部外秘です。",
        "［ 取 扱 注 意 ］",
        "㊙\n人事案",
    ],
)
def test_marks_on_a_text(text: str) -> None:
    assert [m.entry.action for m in load().find(text)] == ["refuse"]


@pytest.mark.parametrize(
    "text",
    [
        "取扱注意の文書の扱いは？",
        "機密性3情報とは何ですか",
        "部外秘の資料を誤って送ったら？",
        "秘書課はどこですか",
        "極秘裏に進んだ事業は",
        "機密性3 とは",
        "港は神秘です。",
        "Secret ballots in Miyagi?",
    ],
)
def test_questions_about_marks(text: str) -> None:
    assert load().find(text) == []


@pytest.mark.parametrize("text", ["青波Project-Xの予算", "青波ＰＲＯＪＥＣＴ－Ｘ", "青波 project‐x"])
def test_terms_in_any_spelling(tmp_path: Path, text: str) -> None:
    match = load(write(tmp_path, TERM)).find(f"次の{text}は")[0]
    assert match.start == 2 and match.entry.label == "未公表の事業名"


def test_patterns(tmp_path: Path) -> None:
    assert [m.entry.id for m in load(write(tmp_path, PATTERN)).find("内規－１２３４の内容")] == ["no"]


def test_an_entry_of_a_shipped_id_takes_its_place(tmp_path: Path) -> None:
    own = TERM.replace('"name"', '"marks"')
    assert load(write(tmp_path, own)).find("【取扱注意】") == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[entry", "is no valid TOML"),
        ('[[entry]]\nid = "a"\n', "entry a, kind"),
        (TERM.replace('"term"', '"word"'), "entry name, kind"),
        (TERM.replace('"mask"', '"hide"'), "entry name, action"),
        (TERM + "colour = 1\n", "entry name, colour"),
        (TERM + TERM, "the id is given twice"),
        (TERM.replace('["青波 Project-X"]', "[]"), "entry name, values"),
        (TERM.replace('["青波 Project-X"]', '[" "]'), "values must not be empty"),
        (PATTERN.replace("[0-9]{4}", "("), "no valid regular expression"),
        (PATTERN.replace("内規-[0-9]{4}", "a*"), "matches an empty text"),
        ("entries = 1\n", "entries"),
    ],
)
def test_a_file_that_cannot_be_used(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SettingsError) as error:
        load(write(tmp_path, text))
    assert said in str(error.value) and "secret.toml" in str(error.value) and "\n" not in str(error.value)
    assert "青波" not in str(error.value)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        load(tmp_path / "none.toml")
