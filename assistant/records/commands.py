"""The parsers of `policy-assistant audit …`; called by `assistant.cli` at every start, so nothing heavy is imported.

Each parser sets `audit`, a function of `assistant.records.actions` that is found when it is called.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.settings import Settings

_JAPAN = timezone(timedelta(hours=9))


def add_commands(parser: argparse.ArgumentParser, path: Callable[[str], Path], count: Callable[[str], int]) -> None:
    """Adds the commands below `audit`; `path` and `count` read arguments as the other commands do."""
    commands = parser.add_subparsers(metavar="COMMAND", required=True, parser_class=type(parser), title="コマンド")

    def command(name: str, text: str) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
        # Given here or in front of the command's name: a default would overwrite what stands in front.
        made.add_argument(
            "--data-dir", type=path, metavar="DIR", default=argparse.SUPPRESS, help="索引などの保存先（既定は ./data）"
        )
        made.set_defaults(audit=_late(name))
        return made

    verify = command("verify", "記録の連なりを検証し、書き換え・欠落・入れ替えの場所を示す")
    verify.add_argument(
        "--anchor", type=path, action="append", default=[], metavar="FILE",
        help="別に保管した控え（anchors.jsonl の写し）とも照合する（繰り返し可）",
    )  # fmt: skip
    show = command("show", "記録を1件表示する")
    show.add_argument("id", metavar="ID", help="記録のID（回答の audit_id）")
    show.add_argument("--json", action="store_true", help="JSONで出力する")
    export = command("export", "記録を書き出す（期間の記録、または1件の事案報告書）")
    export.add_argument("--from", dest="since", type=_day, metavar="DATE", help="この日から（日本時間。2026-04-01）")
    export.add_argument("--to", dest="until", type=_day, metavar="DATE", help="この日まで（その日を含む）")
    export.add_argument("--format", choices=["jsonl", "csv"], help="形式（既定は jsonl）")
    export.add_argument("--incident", metavar="ID", help="この記録の事案報告書（HTML。印刷できます）を作る")
    export.add_argument("-o", "--output", type=path, metavar="FILE", help="書き出すファイル（既定は標準出力）")
    replay = command("replay", "記録された質問を今の索引でもう一度たずね、違いを示す")
    replay.add_argument("id", nargs="?", metavar="ID", help="記録のID")
    replay.add_argument("--last", type=count, metavar="N", help="最近のN件")
    command("expire", "保存期間を過ぎた記録の本文を消す")
    backup = command("backup", "記録を写す（使用中でもよい）")
    backup.add_argument("file", type=path, metavar="FILE", help="写しのファイル。鍵は FILE.key に書く")
    restore = command("restore", "写しから記録を戻す（今の記録は別名で残す）")
    restore.add_argument("file", type=path, metavar="FILE", help="audit backup で作ったファイル")


def _late(name: str) -> Callable[[argparse.Namespace, Settings], int]:
    def act(args: argparse.Namespace, settings: Settings) -> int:
        from assistant.records import actions

        function: Callable[[argparse.Namespace, Settings], int] = getattr(actions, name)
        return function(args, settings)

    return act


def _day(text: str) -> datetime:
    """The beginning of a day in Japan."""
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=_JAPAN)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write it as 2026-04-01") from None
