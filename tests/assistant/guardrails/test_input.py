"""The guard: what a question becomes, what is told, what is refused, with which verdict."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.guardrails import confidential
from assistant.guardrails.input import PRINCIPLE, Guard
from prompts import privacy


def test_a_clean_question_passes_as_it_is() -> None:
    checked = Guard().check("計画の期間は？")
    assert (checked.question, checked.asked, checked.notices, checked.refusal) == (
        "計画の期間は？",
        "計画の期間は？",
        (),
        None,
    )
    assert (checked.verdict.id, checked.verdict.verdict) == (PRINCIPLE, "passed")


def test_masked_and_asked() -> None:
    checked = Guard().check("私は佐藤花子です。電話は090-0000-1234です。計画の期間は？")
    assert checked.question == "私は〔氏名〕です。電話は〔電話番号〕です。計画の期間は？"
    assert checked.asked == "計画の期間は？" and checked.refusal is None
    assert checked.verdict.verdict == "acted" and "2か所" in checked.verdict.note
    assert checked.notices == (privacy.MASKED.format(kinds="氏名、電話番号"),)


def test_nothing_left() -> None:
    checked = Guard().check("090-0000-1234")
    assert (checked.question, checked.asked, checked.refusal) == ("〔電話番号〕", "", "personal_only")
    assert checked.verdict.verdict == "refused"


def test_confidential_is_refused_and_nothing_of_it_kept() -> None:
    checked = Guard(confidential.load()).check("【部外秘】来月の人事は次のとおり。佐藤を課長に。")
    assert (checked.question, checked.asked, checked.refusal) == ("〔秘密情報〕", "", "confidential")
    assert checked.verdict.verdict == "refused" and "人事" not in repr(checked)


def test_confidential_is_masked(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(
        '[[entry]]\nid="a"\nkind="term"\nvalues=["青波計画"]\naction="mask"\nlabel="事業名"\n', encoding="utf-8"
    )
    checked = Guard(confidential.load(path)).check("青波計画の担当課の電話番号は？私は佐藤です。")
    assert (
        checked.question == "〔秘密情報〕の担当課の電話番号は？私は〔氏名〕です。"
        and checked.verdict.verdict == "acted"
    )
    assert "秘密情報" in checked.notices[0]


@pytest.mark.parametrize("question", ["", "　", "〔電話番号〕", "\ud800"])
def test_odd_questions(question: str) -> None:
    assert Guard().check(question).verdict.id == PRINCIPLE
