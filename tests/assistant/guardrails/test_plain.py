"""What goes out cannot run, load or link."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.guardrails.plain import for_a_shell, hosts_of, plain
from ingest.models import Source

DANGEROUS = re.compile(r"<\s*/?[a-z!]|\]\(|javascript:|//", re.IGNORECASE)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("計画は3年間です。", "計画は3年間です。"),
        ("<script>alert(1)</script>計画です。", "計画です。"),
        ("計画<img src=x onerror=alert(1)>です。", "計画です。"),
        ("![図](https://evil.example/?q=1)を見る", "図を見る"),
        ("[ここ](javascript:alert(1))を押す", "ここを押す"),
        ("詳しくは https://evil.example/a をご覧ください", "詳しくは  をご覧ください"),
        (
            "詳しくは https://www.pref.example.jp/dx をご覧ください",
            "詳しくは https://www.pref.example.jp/dx をご覧ください",
        ),
        ("3<5で、A<bである", "3<5で、A<bである"),
        ("<scr<b></b>ipt>alert(1)</script>", ""),
    ],
)
def test_markup_and_foreign_links_go(text: str, left: str) -> None:
    assert plain(text, {"www.pref.example.jp"}) == left


@given(st.text(alphabet="<>()[]!/:abijvscrpt計", max_size=40))
def test_nothing_that_runs_is_left(text: str) -> None:
    left = plain(text)
    assert not re.search(r"<script\b[^<>]*>|\]\([^)]*\)|javascript:[^\s]", left, re.IGNORECASE)
    assert plain(left) == left


def test_hosts_are_those_of_the_source(tmp_path: object) -> None:
    from pathlib import Path

    source = Source("a", Path("a"), "a", url="https://www.pref.example.jp/x", official_url="https://o.example.jp/y")
    assert hosts_of([source]) == {"www.pref.example.jp", "o.example.jp"}


def test_a_shown_command_holds_no_other() -> None:
    assert for_a_shell('一覧"; rm -rf ~; echo `id` $(id)\n') == "一覧 rm -rf ~ echo id (id)"
