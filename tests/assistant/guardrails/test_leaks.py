"""Raw values go nowhere: not into the answer, the index folder, the logs, errors, the Runnable, search or the model."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import cli, indexing
from assistant.answer import Answer, Status
from assistant.chain import Chain, QuestionError
from assistant.given import NOTHING
from assistant.settings import Settings
from tests.assistant import policy

RAW = ("090-0000-1234", "1234-5678-9018", "taro@example.jp", "花子", "9-8-7")
WHO = f"私は佐藤花子です。電話は{RAW[0]}、マイナンバーは{RAW[1]}、メールは{RAW[2]}、住所は青波市北区南町9-8-7です。"
QUESTION = WHO + "計画の期間はいつからいつまでですか。"


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("leaks")
    made = Settings(data_dir=folder / "data")
    indexing.ingest([policy.write(folder)], made)
    return made


@pytest.fixture(scope="module")
def chain(settings: Settings) -> Iterator[Chain]:
    made = Chain(settings, "staff")
    yield made
    made.close()


def clean(text: str) -> bool:
    return not any(raw in text for raw in RAW)


def test_the_answer_holds_no_raw_value_and_answers_all_the_same(chain: Chain) -> None:
    answer = chain.ask(QUESTION)
    assert clean(answer.model_dump_json()) and clean(repr(answer))
    assert answer.status is Status.ANSWERED and answer.question.endswith("計画の期間はいつからいつまでですか。")
    assert "〔マイナンバー〕" in answer.question and any("伏せて検索しました" in n for n in answer.notices)
    verdict = next(p for p in answer.principles if p.id == "no_personal_or_confidential_input")
    assert verdict.verdict == "acted" and "5か所" in verdict.note
    same = chain.ask("計画の期間はいつからいつまでですか。")
    assert answer.sentences == same.sentences and answer.citations == same.citations


def test_a_clean_question_passes(chain: Chain) -> None:
    answer = chain.ask("計画の期間はいつからいつまでですか。")
    verdict = next(p for p in answer.principles if p.id == "no_personal_or_confidential_input")
    assert verdict.verdict == "passed"


def test_nothing_left_is_refused_without_a_search(chain: Chain, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chain, "_embed", lambda questions: pytest.fail("searched"))
    monkeypatch.setattr(chain._hybrid, "search", lambda *_: pytest.fail("searched"))
    for events in ([chain.ask(WHO)], list(chain.stream(WHO))):
        answer = events[-1]
        assert isinstance(answer, Answer) and clean(answer.model_dump_json())
        assert (answer.status, answer.status_reason) == (Status.REFUSED, "personal_only")
        assert not answer.sentences and not answer.citations
    with pytest.raises(QuestionError) as error:
        chain.search(WHO, 3)
    assert clean(str(error.value))


def test_confidential_is_refused(chain: Chain) -> None:
    answer = chain.ask("【取扱注意】来月の人事案。計画の期間は？")
    assert (answer.status, answer.status_reason) == (Status.REFUSED, "confidential")
    assert "人事" not in answer.model_dump_json()


def test_no_step_sees_a_raw_value(chain: Chain, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    embed, search = chain._embedder.embed_queries, chain._hybrid.search
    monkeypatch.setattr(chain._embedder, "embed_queries", lambda texts: (seen.extend(texts), embed(texts))[1])
    monkeypatch.setattr(chain._hybrid, "search", lambda q, *a: (seen.append(q), search(q, *a))[1])
    seen.append(repr(chain._turn(QUESTION, NOTHING)))
    chain.ask(QUESTION)
    chain.search(QUESTION, 3)
    assert len(seen) > 3 and all(clean(text) for text in seen)


def test_nothing_is_logged_or_written(settings: Settings, chain: Chain, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        chain.ask(QUESTION)
        chain.search(QUESTION, 3)
    assert clean(caplog.text)
    files = [path for path in settings.data_dir.rglob("*") if path.is_file()]
    assert files
    for path in files:
        data = path.read_bytes()
        for raw in RAW[:4]:
            assert raw.encode() not in data and raw.encode("utf-16-le") not in data, path


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask", QUESTION],
        ["ask", "--json", WHO],
        ["search", WHO],
        ["search", QUESTION],
        ["ask", "計画は", *RAW],
        ["ask", "計画は", f"--{RAW[2]}"],
        ["search", "-k", RAW[0], "計画は"],
        ["ask", "--generator", RAW[2], "計画は"],
    ],
)
def test_the_command_line_repeats_nothing(
    settings: Settings, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        cli.run([arguments[0], "--data-dir", str(settings.data_dir), *arguments[1:]])
    except SystemExit as error:
        assert error.code == 2
    captured = capsys.readouterr()
    assert clean(captured.out + captured.err)


def test_a_batch_repeats_nothing(settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked, answered = tmp_path / "q.jsonl", tmp_path / "a.jsonl"
    lines = [{"id": "1", "question": QUESTION}, {"id": "2", "question": WHO}]
    asked.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    for command in ("ask", "search"):
        options = ["--data-dir", str(settings.data_dir), "--input", str(asked), "--output", str(answered)]
        assert cli.run([command, *options]) == 0
        captured = capsys.readouterr()
        assert len(answered.read_text("utf-8").splitlines()) == 2
        assert clean(answered.read_text("utf-8") + captured.out + captured.err)
