"""What is left to search for once a question is masked."""

from __future__ import annotations

import pytest

from assistant.guardrails.remainder import searchable


@pytest.mark.parametrize(
    ("masked", "expected"),
    [
        ("計画の期間は？", "計画の期間は？"),
        ("私は〔氏名〕です。計画の期間は？", "計画の期間は？"),
        ("私は〔氏名〕です。電話は〔電話番号〕です。よろしくお願いします。", ""),
        ("〔電話番号〕", ""),
        ("〔電話番号〕は誰の番号ですか", ""),
        ("氏名：〔氏名〕 住所：〔住所〕", ""),
        ("マイナンバーは〔マイナンバー〕です", ""),
        ("保育料の減免を申請したいです（〔氏名〕）", "保育料の減免を申請したいです"),
        ("〔氏名〕さんの児童手当の手続は？", "児童手当の手続は？"),
        ("私は〔氏名〕です。担当課の電話番号は？", "担当課の電話番号は？"),
        ("氏名：〔氏名〕 計画の期間は？", "計画の期間は？"),
        ("mail: 〔メールアドレス〕 計画の期間は", "計画の期間は"),
        ("母の〔氏名〕の介護の相談先は？", "母の介護の相談先は？"),
        ("My name is 〔氏名〕. 県税の納付は？", "My name is . 県税の納付は？"),
    ],
)
def test_remainder(masked: str, expected: str) -> None:
    assert searchable(masked) == expected
