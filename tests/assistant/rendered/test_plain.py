"""Plain Japanese: easier words pass, a denial, a deed, a dropped doubt or anything from outside does not."""

from __future__ import annotations

import pytest

from assistant.rendered import plain
from tests.assistant.verify.shelf import prose

SENTENCE = "県は、港の混雑を緩和するため、予約システムの整備を検討します。"
SUPPORT = [prose(SENTENCE)]
MISSED = "目標の達成に必要な予約数に届いていません。"


@pytest.mark.parametrize(
    ("source", "reply", "wrong"),
    [
        (SENTENCE, "県は、港の混雑を緩和するため、予約システムをつくることを考えます。", []),
        (SENTENCE, "県は、港の混雑を緩和するため、予約システム（申しこみのしくみ）の整備を検討します。", []),
        (SENTENCE, "県は、港の混雑を緩和するため、予約システムを整備します。", ["modality"]),
        (SENTENCE, "県は、港の混雑を緩和するため、予約システムの整備を検討しません。", ["denial"]),
        (SENTENCE, "県は、港の混雑を緩和するため、予約システムの整備を検討しました。", ["verifier"]),
        (SENTENCE, "県は、港の混雑を緩和するため、予約システムの整備を検討します。税金を上げます。", ["invented"]),
        (SENTENCE, "県は、港の混雑を緩和するため、グーグルと予約システムの整備を検討します。", ["invented"]),
        (SENTENCE, "県は、港の混雑を緩和するため、予約システムの整備を。", ["form"]),
        (SENTENCE, "検討します。", ["length"]),
        (SENTENCE, "全く別のことを検討します。空はとても青くて、鳥が遠くまで飛んでいきます。", ["likeness"]),
        (MISSED, "目標の達成に必要な予約の数に、まだ届いていません。", []),
        (MISSED, "目標の達成に必要な予約の数に届いています。", ["denial"]),
    ],
)
def test_what_is_wrong_is_found(source: str, reply: str, wrong: list[str]) -> None:
    found = plain.faults(source, reply, reply, [prose(source)])
    assert set(wrong) <= set(found) and bool(found) is bool(wrong), found


@pytest.mark.parametrize("reply", ["", "。", "⟦1⟧", "(", "（）", "\x00", "あ" * 5000])
def test_any_reply_is_borne(reply: str) -> None:
    assert plain.faults(SENTENCE, reply, reply, SUPPORT)
