"""Accounts and passwords, in the file and on the command line."""

from __future__ import annotations

import io
import json
import os
import pty
import select
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from assistant import cli
from assistant.errors import StorageError
from assistant.web.login import passwords
from assistant.web.login.accounts import AccountError, Accounts
from assistant.web.login.passwords import PasswordError
from assistant.web.login.store import Store
from tests.assistant.web.login.site import PASSWORD
from tests.assistant.web.running import command, environment


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store(tmp_path / "login" / "login.sqlite3")) as made:
        yield made


@pytest.fixture
def accounts(store: Store) -> Accounts:
    return Accounts(store)


def test_a_password_is_kept_as_an_argon2id_hash(accounts: Accounts, store: Store, real_hashes: None) -> None:
    accounts.add("tanaka", "staff", PASSWORD)
    assert accounts.authenticate("tanaka", PASSWORD)
    files = [path for path in store.path.parent.iterdir() if path.is_file()]
    kept = b"".join(path.read_bytes() for path in files)
    assert PASSWORD.encode() not in kept and b"$argon2id$v=19$m=65536,t=3,p=4$" in kept
    assert store.path.parent.stat().st_mode & 0o777 == 0o700
    assert all(path.stat().st_mode & 0o077 == 0 for path in files)


@pytest.mark.parametrize(
    "password",
    ["", "short", "あ" * 12, "abababababab", "abcdefghijklmn", "zyxwvutsrqpo", "1234567890a",
     "tanaka-tanaka!", "x" * 30, "lamp nine\ttrees and", "a b c d e " * 30, "harbour lamp\ud800 nine trees"],
)  # fmt: skip
def test_a_password_that_is_too_easy_is_refused(accounts: Accounts, password: str) -> None:
    with pytest.raises(PasswordError) as error:
        accounts.add("tanaka", "staff", password)
    assert "\n" not in str(error.value) and (len(password) < 6 or password not in str(error.value))
    assert accounts.all() == []


def test_widths_make_no_difference(accounts: Accounts) -> None:
    accounts.add("鈴木", "staff", "ｈａｒｂｏｕｒ　港の灯は九つ")
    assert accounts.authenticate("鈴木", "harbour 港の灯は九つ")
    assert accounts.authenticate("鈴木", "HARBOUR 港の灯は九つ") is None


@pytest.mark.parametrize("name", ["", " ", "a b", "x" * 65, "a\nb", "<b>", "a/b", "\ud800", "a\x00"])
def test_what_can_be_no_name(accounts: Accounts, name: str) -> None:
    with pytest.raises(AccountError):
        accounts.add(name, "staff", PASSWORD)
    assert accounts.authenticate(name, PASSWORD) is None


def test_a_name_is_there_once(accounts: Accounts) -> None:
    accounts.add("Tanaka", "staff", PASSWORD)
    with pytest.raises(AccountError, match="there is such an account"):
        accounts.add("ｔａｎａｋａ", "staff", PASSWORD)
    for act in (accounts.remove, lambda n: accounts.set_password(n, PASSWORD), lambda n: accounts.set_role(n, "staff")):
        with pytest.raises(AccountError, match="no such account"):
            act("nobody")


def test_an_unknown_account_takes_as_long(accounts: Accounts, real_hashes: None) -> None:
    accounts.add("tanaka", "staff", PASSWORD)

    def seconds(name: str) -> float:
        began = time.process_time()
        assert accounts.authenticate(name, "wrong wrong wrong") is None
        return time.process_time() - began

    # The processor's time, by turns: other programs on the machine change little in it.
    known, unknown = zip(*[(seconds("tanaka"), seconds("nobody")) for _ in range(5)], strict=True)
    assert 0.67 < statistics.median(known) / statistics.median(unknown) < 1.5


def test_a_file_that_cannot_be_used_is_one_line(tmp_path: Path) -> None:
    for content in (b"no database at all, but long enough to look like one" * 30,):
        (tmp_path / "login.sqlite3").write_bytes(content)
        with pytest.raises(StorageError, match="^[^\n]*$"):
            Store(tmp_path / "login.sqlite3")


def test_a_file_of_a_later_version_is_left_alone(store: Store) -> None:
    with store.writing() as connection:
        connection.exec_driver_sql("PRAGMA user_version = 99")
    with pytest.raises(StorageError, match="later version"):
        Store(store.path)


def test_two_at_once_share_one_file(tmp_path: Path) -> None:
    started = [
        subprocess.Popen(  # noqa: S603
            command("account", "add", f"person{n}"), cwd=tmp_path, env=environment(), stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for n in range(3)
    ]  # fmt: skip
    done = [process.communicate(PASSWORD.encode(), timeout=120) for process in started]
    assert [process.returncode for process in started] == [0, 0, 0], done
    with closing(Store(tmp_path / "data" / "login" / "login.sqlite3")) as store:
        assert [account.name for account in Accounts(store).all()] == ["person0", "person1", "person2"]


class Commands:
    """Runs `account` in this process."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._folder, self._monkeypatch, self._capsys = folder, monkeypatch, capsys

    def __call__(self, *args: str, said: str | bytes = PASSWORD, fails: bool = False) -> str:
        """What a command prints; of one that must fail, its one line on standard error."""
        raw = said.encode() if isinstance(said, str) else said
        self._monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
        status = cli.run(["--data-dir", str(self._folder), "account", *args])
        out, error = self._capsys.readouterr()
        assert status == (2 if fails else 0) and error.count("\n") == fails, error
        return str(error if fails else out)


@pytest.fixture
def account(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Commands:
    return Commands(tmp_path / "data", monkeypatch, capsys)


def test_the_commands(account: Commands) -> None:
    assert "tanaka" in account("add", "Tanaka", said=f"{PASSWORD}\r\nmore\n")
    account("role", "tanaka", "reviewer")
    (listed,) = json.loads(account("list", "--json"))
    assert listed["name"] == "tanaka" and listed["role"] == "reviewer" and listed["last_login"] is None
    assert "確認担当" in account("list")
    account("password", "tanaka", said="another dozen of letters")
    assert "0件" in account("logout")
    account("remove", "tanaka")
    assert json.loads(account("list", "--json")) == []


def test_commands_that_cannot_be_done(account: Commands) -> None:
    assert "no such account" in account("password", "tanaka", fails=True)
    assert "has 0 characters" in account("add", "x", said="", fails=True)
    assert "not UTF-8" in account("add", "x", said=b"\xff\xfe\x00 secret words", fails=True)
    assert "1 to 64 letters" in account("add", "a/b", fails=True)


def test_the_terminal_asks_twice_and_shows_nothing(tmp_path: Path) -> None:
    shown = at_a_terminal(tmp_path, ["add", "tanaka"], [PASSWORD, PASSWORD])
    assert PASSWORD not in shown and "tanaka を作りました" in shown
    assert "the two passwords differ" in at_a_terminal(tmp_path, ["add", "suzuki"], [PASSWORD, PASSWORD[1:]])


def at_a_terminal(folder: Path, args: list[str], typed: list[str]) -> str:
    """What a terminal shows when each of `typed` answers one prompt."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(  # noqa: S603
        command("account", *args), cwd=folder, env=environment(), stdin=theirs, stdout=theirs, stderr=theirs,
        start_new_session=True, preexec_fn=None,
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    try:
        for answer in [*typed, None]:
            before = shown.count(b": ")
            while answer is None or shown.count(b": ") == before or not shown.endswith(b": "):
                assert select.select([ours], [], [], 60)[0], shown.decode()
                try:
                    part = os.read(ours, 1000)
                except OSError:  # the terminal's other end is closed
                    part = b""
                if not part:
                    break
                shown += part
            if answer is not None:
                os.write(ours, answer.encode() + b"\n")
                shown += b"\n"
        process.wait(60)
    finally:
        process.kill()
        process.wait()
        os.close(ours)
    return shown.decode()


def test_nothing_heavy_is_loaded_for_the_parser() -> None:
    script = "import sys, assistant.cli; assistant.cli._parser(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], env=environment(), capture_output=True, text=True, check=True)  # noqa: S603
    assert not {"argon2", "sqlalchemy", "starlette", "pydantic"} & set(done.stdout.split())


def test_hashes_of_other_parameters_are_still_read() -> None:
    assert passwords.matches("x", "no hash at all") is False
