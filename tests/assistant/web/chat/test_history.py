"""The history: kept by owner, masked, found again, deleted for good, gone after its time."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.web.chat.history import History, HistoryError
from tests.assistant.web.samples import answer

NOW = datetime(2026, 4, 1, tzinfo=UTC)


def questions(history: History, owner: str) -> list[str]:
    return [one.question for one in history.conversations(owner)]


def test_conversations_come_back_to_their_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "chat" / "history.sqlite3"
    for number, (owner, conversation) in enumerate([("a", "1"), ("a", "1"), ("b", "2"), ("a", "3")]):
        history = History(path)  # another process
        history.add(owner, conversation, answer(question=f"質問{number}"))
        history.close()
    history = History(path)
    assert questions(history, "a") == ["質問3", "質問0"] and questions(history, "b") == ["質問2"]
    assert [one.count for one in history.conversations("a")] == [1, 2]
    assert [kept.answer.question for kept in history.turns("a", "1")] == ["質問0", "質問1"]
    assert history.turns("b", "1") == [] and history.turn("b", history.turns("a", "1")[0].id) is None
    assert path.stat().st_mode & 0o077 == 0 and b"user" not in path.read_bytes()
    history.close()


def test_what_is_deleted_is_nowhere_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite3"
    history = History(path)
    for conversation in ("1", "2"):
        history.add("a", conversation, answer(question=f"霧笛の質問{conversation}"))
    history.add("b", "3", answer(question="他人の質問"))
    assert history.delete("b", "1") == 0 and history.delete("a", "1") == 1
    assert questions(history, "a") == ["霧笛の質問2"]
    assert history.delete("a") == 1 and questions(history, "a") == [] and questions(history, "b") == ["他人の質問"]
    history.close()
    assert not any("霧笛".encode() in file.read_bytes() for file in tmp_path.iterdir())


def test_what_is_over_its_time_is_neither_shown_nor_kept(tmp_path: Path) -> None:
    now = [NOW]
    history = History(tmp_path / "h", days=30, now=lambda: now[0])
    history.add("a", "1", answer(question="古い質問"))
    now[0] += timedelta(days=29)
    assert questions(history, "a") == ["古い質問"]
    now[0] += timedelta(days=2)
    assert questions(history, "a") == [] == history.turns("a", "1")
    history.add("a", "2", answer(question="新しい質問"))
    history.close()
    assert "古い質問".encode() not in (tmp_path / "h").read_bytes()


def test_an_answer_is_judged_once(tmp_path: Path) -> None:
    history = History(tmp_path / "h")
    kept = history.add("a", "1", answer())
    done = []
    threads = [threading.Thread(target=lambda: done.append(history.rate("a", kept.id, "good"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(done) == [False] * 7 + [True] and not history.rate("b", kept.id, "good")
    assert history.rate("a", kept.id, None) and history.rate("a", kept.id, "wrong")


def test_two_write_at_once_and_nothing_is_lost(tmp_path: Path) -> None:
    open_ = [History(tmp_path / "h") for _ in range(2)]
    threads = [
        threading.Thread(target=lambda h=h, n=n: [h.add(f"o{n}", "c", answer()) for _ in range(20)])
        for n, h in enumerate(open_)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert [len(open_[0].turns(f"o{n}", "c")) for n in range(2)] == [20, 20]


@pytest.mark.parametrize("content", [b"no database" * 100, "folder"])
def test_a_file_that_cannot_be_used_is_told_in_one_line(tmp_path: Path, content: bytes | str) -> None:
    path = tmp_path / "h"
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        path.mkdir()
    with pytest.raises(HistoryError) as told:
        History(path)
    assert str(path) in str(told.value) and "\n" not in str(told.value)
