"""The file of the principles is checked when it is read; what is wrong is told in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

import prompts
from assistant.guardrails.checks import CHECKS
from assistant.guardrails.rules import IDS, PrinciplesError, load, shipped

SHIPPED = Path(prompts.__file__).parent / "principles.toml"


def test_the_shipped_rules_are_complete_and_unverified() -> None:
    rules = shipped()
    assert tuple(p.id for p in rules.principles) == IDS
    assert not rules.verified and rules.source
    assert sorted(c for p in rules.principles for c in p.checks) == sorted(CHECKS)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('id = "active_use"', 'id = "active"', "principles.0.id"),
        ("[principles.checks.scope]", "[principles.checks.scop]", "unknown check scop"),
        ("文{count}件を取り除きました。", "文{n}件を取り除きました。", "only {count}"),
        ("verified = false", "", "verified"),
        ('name = "内容を確認する"', 'name = ""', "name"),
        ("verified = false", "verified = false\nnotice = 1", "notice"),
        ("verified = false", "verified = [", "no valid TOML"),
    ],
)
def test_what_is_wrong_is_one_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    path = tmp_path / "principles.toml"
    text = SHIPPED.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(PrinciplesError) as raised:
        load(path)
    assert said in str(raised.value) and "\n" not in str(raised.value) and str(path) in str(raised.value)


def test_a_missing_check_and_a_missing_file(tmp_path: Path) -> None:
    path = tmp_path / "principles.toml"
    text = SHIPPED.read_text("utf-8")
    start = text.index("[principles.checks.language]")
    path.write_text(text[:start] + text[text.index("[principles.checks.ambiguity]") :], "utf-8")
    with pytest.raises(PrinciplesError, match="the check language must belong to one principle, not to 0"):
        load(path)
    with pytest.raises(PrinciplesError, match="cannot be read"):
        load(tmp_path / "none.toml")
