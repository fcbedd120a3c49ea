"""The command line: `policy-assistant COMMAND …`.

Exit statuses: 0 done (whatever the answer's status), 1 a check failed, 2 wrong usage or unusable input. Errors are one
line on standard error; heavy packages are imported inside the commands that need them.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NoReturn

if TYPE_CHECKING:
    from assistant.chain import Chain
    from assistant.settings import Settings

PROGRAM = "policy-assistant"


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{PROGRAM}: {' '.join(message.split())}; see {self.prog} --help\n")


def main(argv: Sequence[str] | None = None) -> NoReturn:
    """Runs one command and leaves with its exit status."""
    sys.exit(run(argv))


def run(argv: Sequence[str] | None = None) -> int:
    """Runs one command; the exit status."""
    from assistant.errors import AssistantError
    from ingest.errors import IngestError
    from vectorstore.errors import VectorStoreError

    args = _parser().parse_args(argv)
    try:
        return int(args.command(args))
    except (AssistantError, IngestError, VectorStoreError) as error:
        return _fail(str(error), getattr(error, "exit_status", 2))
    except KeyboardInterrupt:
        return _fail("stopped; what was done so far is kept, run the command again to go on", 130)
    except BrokenPipeError:
        # The reader of our output (head, less) has left: nothing more is to be said.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        return _fail(f"{error.filename or 'output'}: {error.strerror}; check the disk and the path", 2)


def _fail(message: str, status: int) -> int:
    sys.stderr.write(f"{PROGRAM}: {' '.join(message.split())}\n")
    return status


def _parser() -> _Parser:
    parser = _Parser(prog=PROGRAM, description="行政の政策文書について、出典つきで答えます。")
    commands = parser.add_subparsers(metavar="COMMAND", required=True, parser_class=_Parser)
    ingest = _command(commands, "ingest", _ingest, "文書を読み込んで索引を作る（PATHがなければ付属のガイド）")
    ingest.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="sources.toml、フォルダ、または文書")
    listing = _command(commands, "list", _list, "登録されている文書を一覧する")
    listing.add_argument("--json", action="store_true", help="JSONで出力する")
    removing = _command(commands, "remove", _remove, "文書を索引から外す")
    removing.add_argument("ids", nargs="+", metavar="ID")
    text = _command(commands, "text", _text, "文書の読み取りテキストをそのまま出力する")
    text.add_argument("id", metavar="ID")
    ask = _command(commands, "ask", _ask, "質問に答える")
    ask.add_argument("question", nargs="?", metavar="QUESTION")
    ask.add_argument("--generator", choices=["extractive"], default="extractive", help="答えの作り方")
    _questions(ask)
    search = _command(commands, "search", _search, "質問に近いパッセージを並べる")
    search.add_argument("question", nargs="?", metavar="QUESTION")
    search.add_argument("-k", type=_positive, default=10, help="件数")
    _questions(search)
    _command(commands, "doctor", _doctor, "導入状況を調べ、直し方を示す")
    return parser


def _command(commands: Any, name: str, function: Callable[[argparse.Namespace], int], text: str) -> _Parser:
    parser: _Parser = commands.add_parser(name, help=text, description=text)
    parser.add_argument("--data-dir", type=Path, help="索引などの保存先（既定は ./data）")
    parser.set_defaults(command=function)
    return parser


def _questions(parser: _Parser) -> None:
    """What `ask` and `search` share."""
    parser.add_argument("--json", action="store_true", help="JSONで出力する")
    parser.add_argument("--audience", choices=["staff", "resident"], default="staff", help="誰の質問として答えるか")
    parser.add_argument(
        "--document", action="append", default=[], metavar="ID", help="この文書だけを使う（繰り返し可）"
    )
    parser.add_argument("--input", type=Path, metavar="Q.jsonl", help="質問のJSONL")
    parser.add_argument("--output", type=Path, metavar="A.jsonl", help="結果のJSONL")


def _positive(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 1000:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 1 to 1000")
    return int(text)


def _settings(args: argparse.Namespace) -> Settings:
    from assistant.settings import load

    return load(data_dir=args.data_dir)


def _ingest(args: argparse.Namespace) -> int:
    from assistant import console, indexing

    settings = _settings(args)
    with console.ShownProgress() as progress:
        report = indexing.ingest(args.paths, settings, progress)
    console.show_report(report)
    return 0


def _list(args: argparse.Namespace) -> int:
    from assistant import console, indexing
    from vectorstore.codec import source_to

    records = indexing.list_sources(_settings(args))
    if args.json:
        _print_json([{**source_to(r.source), "passages": r.counts, "origin": r.origin} for r in records])
    else:
        console.show_sources(records)
    return 0


def _remove(args: argparse.Namespace) -> int:
    from assistant import console, indexing

    settings = _settings(args)
    with console.ShownProgress() as progress:
        report = indexing.remove(args.ids, settings, progress)
    console.show_report(report)
    return 0


def _text(args: argparse.Namespace) -> int:
    from assistant import indexing

    text = indexing.reader_text(args.id, _settings(args))
    # Bytes, so that newlines stay as they are.
    sys.stdout.buffer.write(text.encode("utf-8", "surrogatepass"))
    sys.stdout.buffer.flush()
    return 0


def _ask(args: argparse.Namespace) -> int:
    from assistant import console

    def one(chain: Chain, question: str) -> dict[str, Any]:
        return chain.ask(question, args.document).model_dump(mode="json")

    if args.input:
        return _many(args, one)
    chain = _chain(args, args.audience)
    try:
        answer = chain.ask(_question(args), args.document)
    finally:
        chain.close()
    if args.json:
        print(answer.model_dump_json())
    else:
        console.show_answer(answer)
    return 0


def _search(args: argparse.Namespace) -> int:
    def one(chain: Chain, question: str) -> dict[str, Any]:
        return {"results": _results(chain, question, args)}

    if args.input:
        return _many(args, one)
    chain = _chain(args, args.audience)
    try:
        results = _results(chain, _question(args), args)
    finally:
        chain.close()
    if args.json:
        _print_json(results)
        return 0
    for n, result in enumerate(results, 1):
        print(f"{n}. {result['score']:.3f}  {result['document_id']}  {' ＞ '.join(result['path'])}")
        print(f"   {' '.join(result['text'].split())[:120]}")
    return 0


def _results(chain: Chain, question: str, args: argparse.Namespace) -> list[dict[str, Any]]:
    return [
        {
            "document_id": stored.source.id,
            "record_id": stored.passage.record_id,
            "path": list(stored.passage.path),
            "page": stored.passage.page,
            "score": round(score, 6),
            "text": stored.passage.text,
        }
        for stored, score in chain.search(question, args.k, args.document)
    ]


def _chain(args: argparse.Namespace, audience: Literal["staff", "resident"]) -> Chain:
    from assistant.chain import Chain

    return Chain(_settings(args), audience)


def _question(args: argparse.Namespace) -> str:
    from assistant.errors import AssistantError

    if args.question is None:
        raise AssistantError("no question; give one, or --input Q.jsonl --output A.jsonl")
    return str(args.question)


def _many(args: argparse.Namespace, one: Callable[[Chain, str], dict[str, Any]]) -> int:
    from assistant import batch, console

    if args.output is None:
        from assistant.errors import AssistantError

        raise AssistantError("--input needs --output A.jsonl")
    chains: dict[str, Chain] = {}

    def answer(question: batch.Question) -> dict[str, Any]:
        audience = question.audience or args.audience
        if audience not in chains:
            chains[audience] = _chain(args, audience)
        return one(chains[audience], question.question)

    try:
        with console.ShownProgress() as progress:
            batch.run(args.input, args.output, answer, progress)
    finally:
        for chain in chains.values():
            chain.close()
    return 0


def _doctor(args: argparse.Namespace) -> int:
    from assistant import console, doctor, indexing
    from assistant.errors import AssistantError

    settings = _settings(args)
    failed = False
    for check in doctor.checks(settings):
        failed |= check.ok is False
        print(f"{ {True: '良', False: '否', None: '－'}[check.ok] }  {check.name}：{check.detail}")
    # What keeps the list from being read is told by the checks above.
    with contextlib.suppress(AssistantError):
        console.show_findings(indexing.list_sources(settings), limit=5)
    return 1 if failed else 0


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False))


if __name__ == "__main__":
    main()
