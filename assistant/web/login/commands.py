"""The parsers of `policy-assistant account …`; called by `assistant.cli` at every start, so nothing heavy is imported.

Each parser sets `account`, a function of `assistant.web.login.actions` that is found when it is called. No command
takes a password as an argument: other users of a machine see those.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.web.login.user import ROLES

if TYPE_CHECKING:
    from assistant.settings import Settings

_ROLE = "役割。staff（職員）、reviewer（確認担当）、administrator（管理担当）"


def add_commands(parser: argparse.ArgumentParser, path: Callable[[str], Path]) -> None:
    """Adds the commands below `account`; `path` reads arguments as the other commands do."""
    commands = parser.add_subparsers(metavar="COMMAND", required=True, parser_class=type(parser), title="コマンド")

    def command(name: str, text: str, named: bool = True) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
        made.add_argument(
            "--data-dir", type=path, metavar="DIR", default=argparse.SUPPRESS, help="索引などの保存先（既定は ./data）"
        )
        if named:
            made.add_argument("name", metavar="NAME", help="利用者名")
        made.set_defaults(account=_late(name))
        return made

    adding = command("add", "アカウントを作る（パスワードは画面でたずねるか、標準入力の1行目から読む）")
    adding.add_argument("--role", choices=ROLES, default="staff", help=f"{_ROLE}。既定は staff")
    listing = command("list", "アカウントを一覧にする", named=False)
    listing.add_argument("--json", action="store_true", help="JSONで出力する")
    command("remove", "アカウントを消し、そのログインを終わらせる")
    command("password", "パスワードを変え、そのログインを終わらせる")
    command("logout", "全員のログインを終わらせる（シングルサインオンの人も）", named=False)
    command("role", "役割を変える（次の要求から効く）").add_argument("role", choices=ROLES, metavar="ROLE", help=_ROLE)


def _late(name: str) -> Callable[[argparse.Namespace, Settings], int]:
    def act(args: argparse.Namespace, settings: Settings) -> int:
        from assistant.web.login import actions

        function: Callable[[argparse.Namespace, Settings], int] = getattr(actions, f"{name}_account")
        return function(args, settings)

    return act
