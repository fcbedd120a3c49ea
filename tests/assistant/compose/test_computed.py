"""Differences of two dated figures of one sentence: right where it is plain which, none elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.compose import computed
from assistant.compose.asked import read
from assistant.compose.draft import Draft, Evidence
from assistant.verify.claims import Support, check
from ingest import parse_document
from ingest.models import Source, Span
from vectorstore.codec import store


def difference(question: str, sentence: str) -> list[str]:
    text = f"# 報告\n\n## 港\n\n{sentence}\n"
    source = Source("a", Path("a.md"), "報告", publisher="青波市")
    stored = store(parse_document(source, text.encode()).passages[-1], source)
    place = Evidence(stored, Span(text.index(sentence), text.index(sentence) + len(sentence)), ())
    found = computed.differences(read(question), [Draft(sentence, (place,))])
    for draft in found:
        assert check(draft.text, [Support(sentence, (), ("港",), "報告", "青波市")]).ok, draft.text
    return [d.text for d in found]


def test_the_difference_of_two_years() -> None:
    said = difference("利用者数の推移（R4とR5）と増えた数", "利用者数は、R4は112者、R5は160者です。")
    assert said == ["差は、48者（160－112＝48）です。"]


def test_percents_differ_by_points() -> None:
    said = difference("令和3年度から令和5年度に何％増えましたか", "利用率は令和3年度が59.6%、令和5年度が79.2%です。")
    assert said == ["差は、19.6ポイント（79.2－59.6＝19.6）です。"]


def test_a_fall_is_told_from_the_higher_figure() -> None:
    said = difference("令和5年度は令和4年度より何件減りましたか", "件数は令和4年度が1,200件、令和5年度が980件です。")
    assert said == ["差は、220件（1,200－980＝220）です。"]


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("令和4年度と令和5年度の利用者数は", "利用者は令和4年度が112者、令和5年度が160者です。"),  # no difference asked
        (
            "令和3年度から令和5年度に何者増えましたか",
            "利用者は令和4年度が112者、令和5年度が160者です。",
        ),  # another year
        (
            "令和4年度から令和5年度に何者増えましたか",
            "利用者は令和4年度が112者、目標は令和5年度に160者です。",
        ),  # a target
        ("令和4年度から令和5年度に何者増えましたか", "令和4年度は112者と80者、令和5年度は160者です。"),  # which of two?
        ("令和4年度から令和5年度に何者増えましたか", "利用者は令和4年度が112者、令和5年度が112者です。"),  # nothing
        ("令和4年度から令和5年度に何者増えましたか", "利用者は令和4年度が112者、令和5年度が160校です。"),  # other units
    ],
)
def test_nothing_is_computed(question: str, sentence: str) -> None:
    assert difference(question, sentence) == []
