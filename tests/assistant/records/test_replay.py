"""Asking again: no difference on an unchanged index, and the difference told on another."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from assistant import chain as chains
from assistant import indexing
from assistant.chain import Chain
from assistant.compose.draft import Draft
from assistant.errors import NotRecordedError
from assistant.given import Given
from assistant.records import replay, store
from assistant.records.entry import Entry, EntryKind, loaded
from assistant.records.log import AuditLog
from assistant.records.recorder import Recorder
from assistant.settings import Settings
from tests.assistant import policy
from tests.assistant.records.samples import checked

WORDS = (
    "計画の期間は",
    "波高計の更新の担当課室は",
    "港の混雑は",
    "策定の趣旨は",
    "取組方針は",
    "答申をしたのは",
    "海岸課の事業は",
    "沖縄県の計画の期間は",
)
ENDS = ("？", "何ですか。", "教えてください。", "どうなっていますか。", "いつですか。")
NARROWED = (("aonami-policy",), (), ("aonami-measures",))
QUESTIONS = [(f"{word}{end}", NARROWED[k % 3]) for k, word in enumerate(WORDS) for end in ENDS]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("replay")
    settings = Settings(data_dir=folder / "data", embedding_threads=1)
    indexing.ingest([policy.write(folder)], settings)
    recorder = Recorder(settings, "cli")
    for audience in ("staff", "resident"):
        with closing(Chain(settings, audience, recorder)) as chain:  # type: ignore[arg-type]
            for n in range(50):
                question, documents = QUESTIONS[n % len(QUESTIONS)]
                chain.ask(f"{question}{'　' * (n // len(QUESTIONS))}", Given.documents(documents))
    recorder.close()
    return settings


def questions(settings: Settings) -> list[Entry]:
    with closing(AuditLog.open_existing(settings)) as log, log.database.reading() as connection:
        return store.latest(connection, EntryKind.QUESTION, 1000)[::-1]


def replayed(settings: Settings, entries: list[Entry]) -> list[replay.Replayed]:
    with closing(replay.Replayer(lambda audience, recorder: Chain(settings, audience, recorder))) as replayer:
        return [found for e in entries if (found := replayer.replay(e))]


def test_a_hundred_entries_replay_without_difference_and_unrecorded(made: Settings) -> None:
    entries = questions(made)
    assert len(entries) == 100 and {loaded(e.facts)["status"] for e in entries} >= {"answered", "no_answer"}
    found = replayed(made, entries)
    assert len(found) == 100 and not any(r.differences or r.versions for r in found)
    assert len(questions(made)) == 100 and checked(made).ok


def test_an_entry_names_passages_and_why_sentences_were_dropped(
    made: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    true = chains.extractive.compose

    def with_lies(*args: object) -> list[Draft]:
        drafts = true(*args)  # type: ignore[arg-type]
        return [*drafts, Draft("この計画は西暦1999年に廃止されました。", drafts[0].evidence), Draft("根拠なし。", ())]

    monkeypatch.setattr(chains.extractive, "compose", with_lies)
    noted = replay._Noted()
    with closing(Chain(made, "staff", noted)) as chain:
        answer = chain.ask("計画の期間はいつからいつまでですか", Given(session="s"))
    trace = noted.trace
    assert answer.sentences and len(trace.dropped) == 2 and trace.session == "s"
    assert "year" in trace.dropped[0].reasons and trace.dropped[1].reasons == ("no_citation",)
    assert trace.used and {p.passage.id for p in trace.used} <= {p.passage.id for p in trace.considered}


def test_where_nothing_can_be_recorded_no_sentence_is_streamed(made: Settings) -> None:
    class Refusing(replay._Noted):
        def ready(self) -> None:
            raise NotRecordedError("the disk is full")

    with closing(Chain(made, "staff", Refusing())) as chain, pytest.raises(NotRecordedError):
        next(chain.stream("計画の期間はいつからいつまでですか"))


def test_a_changed_index_shows_what_differs(made: Settings, tmp_path: Path) -> None:
    listed = policy.write(tmp_path)
    text = (tmp_path / "policy.txt").read_text("utf-8")
    (tmp_path / "policy.txt").write_text(text.replace("令和8年度までの3年間", "令和9年度までの4年間"), "utf-8")
    changed = Settings(data_dir=tmp_path / "data", embedding_threads=1)
    indexing.ingest([listed], changed)
    entry = next(e for e in questions(made) if "計画の期間" in loaded(e.text)["question"])
    (found,) = replayed(changed, [entry])
    assert {d.name for d in found.differences} >= {"回答", "引用"} and {v.name for v in found.versions} == {"索引の版"}


def test_an_erased_question_cannot_be_asked_again(made: Settings) -> None:
    assert replayed(made, [replace(questions(made)[0], text=None, salt=None)]) == []
