"""What `policy-assistant account …` does: parsed arguments and settings go in, an exit status comes out."""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta, timezone

from assistant.settings import Settings
from assistant.web.login.accounts import AccountError, Accounts, checked_name
from assistant.web.login.store import Store

_JAPAN = timezone(timedelta(hours=9))
_ROLES = {"staff": "職員", "reviewer": "確認担当", "administrator": "管理担当"}


def add_account(args: argparse.Namespace, settings: Settings) -> int:
    """Makes an account."""
    name = checked_name(args.name)
    with _accounts(settings) as accounts:
        if any(account.name == name for account in accounts.all()):
            raise AccountError(f"{name}: there is such an account; choose another name, or change its password")
        accounts.add(name, args.role, _password())
    print(f"アカウント {name} を作りました（{_ROLES[args.role]}）。")
    if settings.login != "accounts":
        print('アカウントでのログインは、設定 login = "accounts" で始まります。')
    return 0


def list_account(args: argparse.Namespace, settings: Settings) -> int:
    """Lists the accounts."""
    with _accounts(settings) as accounts:
        found = accounts.all()
    if args.json:
        listed = [
            {"name": a.name, "role": a.role, "created": _iso(a.created), "last_login": _iso(a.entered)} for a in found
        ]
        print(json.dumps(listed, ensure_ascii=False))
        return 0
    for account in found:
        entered = f"最後のログイン {_shown(account.entered)}" if account.entered else "ログインはまだありません"
        print(f"{account.name}\t{account.role}（{_ROLES[account.role]}）\t{entered}")
    if not found:
        print("アカウントはありません。policy-assistant account add NAME で作ります。")
    return 0


def remove_account(args: argparse.Namespace, settings: Settings) -> int:
    """Deletes an account."""
    with _accounts(settings) as accounts:
        accounts.remove(args.name)
    print(f"アカウント {checked_name(args.name)} を消しました。")
    return 0


def password_account(args: argparse.Namespace, settings: Settings) -> int:
    """Changes a password."""
    name = checked_name(args.name)
    with _accounts(settings) as accounts:
        accounts.require(name)
        accounts.set_password(name, _password())
    print(f"アカウント {name} のパスワードを変えました。")
    return 0


def role_account(args: argparse.Namespace, settings: Settings) -> int:
    """Changes a role."""
    with _accounts(settings) as accounts:
        accounts.set_role(args.name, args.role)
    print(f"アカウント {checked_name(args.name)} の役割を{_ROLES[args.role]}にしました。")
    return 0


def logout_account(args: argparse.Namespace, settings: Settings) -> int:
    """Ends every session, those of a provider's people too."""
    with _accounts(settings) as accounts:
        count = accounts.end_sessions()
    print(f"ログインを終わらせました（{count}件）。")
    return 0


@contextmanager
def _accounts(settings: Settings) -> Iterator[Accounts]:
    with closing(Store.of(settings)) as store:
        yield Accounts(store)


def _password() -> str:
    """A password, twice from the terminal or once from standard input; raises AccountError."""
    if not sys.stdin.isatty():
        try:
            return sys.stdin.buffer.readline(4096).decode("utf-8").rstrip("\r\n")
        except UnicodeDecodeError:
            raise AccountError("standard input: the password is not UTF-8; give one line of UTF-8") from None
    try:
        first = getpass.getpass("パスワード（表示されません）: ")
        again = getpass.getpass("もう一度: ")
    except EOFError:
        raise AccountError("no password was typed; run the command again") from None
    if first != again:
        raise AccountError("the two passwords differ; run the command again")
    return first


def _iso(at: float | None) -> str | None:
    return datetime.fromtimestamp(at, _JAPAN).isoformat(timespec="seconds") if at else None


def _shown(at: float) -> str:
    return datetime.fromtimestamp(at, _JAPAN).strftime("%Y-%m-%d %H:%M")
