"""What a question leads to, friendly words for every failure included."""

from __future__ import annotations

import logging

import pytest

from assistant.chain import MAX_QUESTION
from assistant.errors import AssistantError, EmbeddingError, IndexDamagedError, IndexMissingError
from assistant.web import chat
from prompts import texts
from tests.assistant.web.samples import Answers, answer
from vectorstore.errors import DamagedIndexError


def test_a_question_is_at_work_first_and_answered_then() -> None:
    busy, answered = chat.panels(Answers(answer()), "計画の期間は？")
    assert texts.CHAT_BUSY in busy[0] and "計画の期間は？" in busy[0]
    assert "3年間です。" in answered[0] and "pa-source-1" in answered[1]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("", texts.ERROR_EMPTY),
        (" 　\n", texts.ERROR_EMPTY),
        ("あ" * (MAX_QUESTION + 1), f"{MAX_QUESTION}字以内"),
        ("\ud83d", texts.ERROR_NO_TEXT),
    ],
)
def test_what_cannot_be_asked_is_told_without_asking(question: str, told: str) -> None:
    answers = Answers(answer())
    ((shown, _),) = chat.panels(answers, question)
    assert told in shown and not answers.asked
    shown.encode()


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (IndexMissingError("data: nothing is indexed yet"), texts.ERROR_NO_INDEX),
        (IndexDamagedError("data: is damaged"), texts.ERROR_INDEX),
        (DamagedIndexError("data: is damaged"), texts.ERROR_INDEX),
        (EmbeddingError("no model"), texts.ERROR_OTHER),
        (AssistantError("anything else"), texts.ERROR_OTHER),
    ],
)
def test_errors_are_told_in_japanese_and_logged(error: Exception, told: str, caplog: pytest.LogCaptureFixture) -> None:
    *_, (shown, _) = chat.panels(Answers(error), "計画の期間は？")
    assert told in shown and str(error) not in shown
    assert [str(error) in record.getMessage() for record in caplog.records] == [True]


def test_a_defect_leaves_no_question_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        *_, (shown, _) = chat.panels(Answers(KeyError("秘密の質問")), "秘密の質問")
    assert texts.ERROR_OTHER in shown
    (record,) = caplog.records
    assert "KeyError" in record.getMessage() and "秘密" not in record.getMessage() and record.exc_info is None


@pytest.mark.parametrize(
    ("title", "called"),
    [
        ("みやぎDX推進ポリシー（2025～2027）ガイド版", "みやぎDX推進ポリシー"),
        ("青波県港デジタル計画", "青波県港デジタル計画"),
        ("（案）", "（案）"),
    ],
)
def test_examples_call_the_document_by_its_short_title(title: str, called: str) -> None:
    examples = chat.examples_for([title, "other"])
    assert examples and all(example.startswith(called) for example in examples)


def test_without_documents_there_are_no_examples() -> None:
    assert chat.examples_for([]) == []


def test_the_page_shows_personal_data_to_nobody() -> None:
    question = "私は佐藤花子です。電話は090-0000-1234です。計画の期間は？"
    for answers in (Answers(answer()), Answers(RuntimeError(question))):
        shown = "".join(part for both in chat.panels(answers, question) for part in both)
        assert "花子" not in shown and "0000" not in shown
