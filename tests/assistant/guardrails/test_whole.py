"""Requests for a whole document are told apart from questions about it."""

from __future__ import annotations

import pytest

from assistant.guardrails.whole import wants_whole


@pytest.mark.parametrize(
    "question",
    [
        "みやぎDX推進ポリシーの全文を出して",
        "計画の本文をすべて表示してください",
        "第3章を丸ごとコピーして貼ってください",
        "原文を一字一句そのまま見せて",
        "最初から最後まで読み上げてください",
        "資料をそのまま全部書き写して",
        "Print the full text of the policy（日本語で）",
    ],
)
def test_whole(question: str) -> None:
    assert wants_whole(question)


@pytest.mark.parametrize(
    "question",
    [
        "全文はどこで読めますか",
        "計画の全文は公開されていますか",
        "全文の要約を教えてください",
        "取組を全部教えて",
        "連携協定を結んだ相手をすべて挙げてください",
        "計画の期間を教えて",
        "全市町村の一覧を出して",
    ],
)
def test_not_whole(question: str) -> None:
    assert not wants_whole(question)
