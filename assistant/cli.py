"""The command line: `policy-assistant COMMAND …`.

Exit statuses: 0 done (whatever the answer's status), 1 a check failed, 2 wrong usage or unusable input. Errors are one
line on standard error; heavy packages are imported inside the commands that need them.
"""

from __future__ import annotations

import argparse
import contextlib
import difflib
import io
import json
import logging
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NoReturn

from assistant.logfilter import PersonalDataFilter

if TYPE_CHECKING:
    from assistant.chain import Chain
    from assistant.records.recorder import Recorder
    from assistant.settings import Settings

PROGRAM = "policy-assistant"


class _HelpFormatter(argparse.HelpFormatter):
    """Help in Japanese; argparse's own words are English."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "使い方：" if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """A parser whose help is Japanese and whose errors are one line."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs, add_help=False, formatter_class=_HelpFormatter, allow_abbrev=False)
        self._positionals.title, self._optionals.title = "引数", "オプション"
        self.add_argument("-h", "--help", action="help", help="この説明を表示して終わる")

    def error(self, message: str) -> NoReturn:
        # argparse repeats what it did not understand, which may be a part of a question.
        from assistant.guardrails.private import displayed

        said, unknown, rest = " ".join(message.split()).partition("unrecognized arguments: ")
        if unknown:
            options = [word for word in rest.split() if word.startswith("-")]
            rest = " ".join(options) or "words behind the question; put it in quotation marks"
        self.exit(2, f"{PROGRAM}: {displayed(said + unknown + rest)}; see {self.prog} --help\n")


def main(argv: Sequence[str] | None = None) -> NoReturn:
    """Runs one command and leaves with its exit status."""
    sys.exit(run(argv))


_DATA_DIR = "索引などの保存先（既定は ./data）"


def run(argv: Sequence[str] | None = None) -> int:
    """Runs one command; the exit status."""
    _prepare_output()
    try:
        return _run(argv)
    except KeyboardInterrupt:
        return _fail("stopped; what was done so far is kept, run the command again to go on", 130)
    except BrokenPipeError:
        # The reader of our output (head, less) has left: nothing more is to be said.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        return _fail(f"{error.filename or 'output'}: {error.strerror}; check the disk and the path", 2)


def _run(argv: Sequence[str] | None) -> int:
    from assistant.errors import AssistantError
    from ingest.errors import IngestError
    from vectorstore.errors import VectorStoreError

    args = _parser().parse_args(argv)
    try:
        status = int(args.command(args))
        if sys.stdout is not None:
            sys.stdout.flush()
        return status
    except (AssistantError, IngestError, VectorStoreError) as error:
        return _fail(str(error), getattr(error, "exit_status", 2))


def _prepare_output() -> None:
    """Whatever the locale, printing Japanese raises nothing; warnings look like errors: one line with our name."""
    shown = logging.StreamHandler()
    shown.setLevel(logging.WARNING)  # some libraries log everything
    shown.addFilter(PersonalDataFilter())
    logging.basicConfig(format=f"{PROGRAM}: %(message)s", handlers=[shown])
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):
            continue
        try:
            "答え".encode(stream.encoding)
        except (UnicodeEncodeError, LookupError):
            stream.reconfigure(encoding="utf-8")
        stream.reconfigure(errors="backslashreplace" if stream is sys.stderr else "replace")


def _fail(message: str, status: int) -> int:
    if sys.stderr is not None:  # closed by the caller
        sys.stderr.write(f"{PROGRAM}: {' '.join(message.split())}\n")
    return status


def _parser() -> _Parser:
    from assistant.records import commands as audit
    from assistant.web.login import commands as account

    parser = _Parser(prog=PROGRAM, description="行政の政策文書について、出典つきで答えます。")
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {_version()}", help="版を表示して終わる")
    parser.add_argument("--data-dir", type=_path, metavar="DIR", help=_DATA_DIR)
    commands = parser.add_subparsers(metavar="COMMAND", required=True, parser_class=_Parser, title="コマンド")
    ingest = _command(commands, "ingest", _ingest, "文書を読み込んで索引を作る（PATHがなければ同梱のガイド）")
    ingest.add_argument("paths", nargs="*", type=_path, metavar="PATH", help="sources.toml、フォルダー、または文書")
    listing = _command(commands, "list", _list, "登録済みの文書を一覧にする")
    listing.add_argument("--json", action="store_true", help="JSONで出力する")
    removing = _command(commands, "remove", _remove, "文書を索引から外す")
    removing.add_argument("ids", nargs="+", metavar="ID", help="文書のID（list で分かります）")
    text = _command(commands, "text", _text, "読み取った文書の文字列をそのまま出力する")
    text.add_argument("id", metavar="ID", help="文書のID（list で分かります）")
    ask = _command(commands, "ask", _ask, "質問に答える")
    ask.add_argument(
        "--generator", choices=["extractive", "generative"],
        help="回答の作り方。文書の文をそのまま使う（extractive）か、モデルが書く（generative）。既定は設定のとおり",
    )  # fmt: skip
    ask.add_argument("--rendering", choices=["plain", "en"], help="やさしい日本語（plain）か英語（en）も添える")
    _questions(ask)
    search = _command(commands, "search", _search, "質問に近い箇所を並べる")
    search.add_argument("-k", type=_positive, default=10, metavar="N", help="件数（既定は10）")
    search.add_argument("--neighbours", type=_positive, metavar="N", help="前後のN箇所も示す")
    _questions(search)
    _evaluation(_command(commands, "eval", _eval, "回答の質を測り、変更してよいかを判定する"))
    serving = _command(commands, "serve", _serve, "ウェブの画面（/chat）を開く")
    serving.add_argument(
        "--channel", choices=["public", "staff", "all"], default="all",
        help="public（公開文書だけ）、staff（職員用）、all（両方。既定）",
    )  # fmt: skip
    serving.add_argument("--host", default="127.0.0.1", metavar="HOST", help="待ち受ける住所（既定は127.0.0.1）")
    serving.add_argument(
        "--port", type=_port, default=8080, metavar="PORT", help="ポート番号（既定は8080。0は空き番号）"
    )
    serving.add_argument(
        "--ops-port", type=_port, metavar="PORT",
        help="管理用（/readyz、/metrics、/openapi.json）のポート番号（既定はPORT＋1000。0は空き番号）",
    )  # fmt: skip
    stopping = _command(commands, "stop", _stop, "回答を停止する（よくある質問と案内は残る）")
    starting = _command(commands, "start", _start, "停止した回答を再開する")
    for switching in (stopping, starting):
        switching.add_argument(
            "--channel", choices=["public", "staff", "all"], default="all",
            help="public（住民用）、staff（職員用）、all（両方。既定）",
        )  # fmt: skip
        switching.add_argument("--reason", default="", metavar="TEXT", help="理由（記録に残る）")
    auditing = _command(commands, "audit", _audit, "質問の記録を確かめる、見る、書き出す、保存する")
    audit.add_commands(auditing, _path, _positive)
    account.add_commands(_command(commands, "account", _account, "職員用の画面のアカウントを作る、変える、消す"), _path)
    examined = _command(commands, "doctor", _doctor, "インストールと索引の状態を調べ、対処のしかたを示す")
    examined.add_argument(
        "--reranker", metavar="NAME", help="この再順位付けモデル（CrossEncoderの名前かフォルダー）の効果を測る"
    )
    examined.add_argument("--questions", type=_path, metavar="Q.jsonl", help="測るのに使う質問（既定は付属の質問）")
    return parser


def _command(commands: Any, name: str, function: Callable[[argparse.Namespace], int], text: str) -> _Parser:
    parser: _Parser = commands.add_parser(name, help=text, description=text)
    # Told before the command or behind it.
    parser.add_argument("--data-dir", type=_path, metavar="DIR", default=argparse.SUPPRESS, help=_DATA_DIR)
    parser.set_defaults(command=function)
    return parser


def _questions(parser: _Parser) -> None:
    """What `ask` and `search` share."""
    parser.add_argument("question", nargs="?", metavar="QUESTION", help="質問の文")
    parser.add_argument("--json", action="store_true", help="JSONで出力する")
    parser.add_argument(
        "--audience", choices=["staff", "resident"], default="staff", help="質問する人。職員（既定）か住民"
    )
    parser.add_argument(
        "--document", action="append", default=[], metavar="ID", help="この文書だけを使う（繰り返し可）"
    )
    parser.add_argument("--input", type=_path, metavar="Q.jsonl", help="質問のJSONL（1行に1問）")
    parser.add_argument("--output", type=_path, metavar="A.jsonl", help="結果を書くJSONL")


def _evaluation(parser: _Parser) -> None:
    parser.add_argument("suites", nargs="*", metavar="SUITE", help="測るもの（既定はすべて。--list で分かります）")
    parser.add_argument("--list", action="store_true", help="測れるものと質問集を一覧にする")
    steps = parser.add_mutually_exclusive_group()
    steps.add_argument("--ask", action="store_true", help="質問して回答を保存するだけで、採点しない")
    steps.add_argument(
        "--score", nargs="?", const="", metavar="RUN", help="保存した回答を採点する（既定は最後のもの）。質問はしない"
    )
    parser.add_argument(
        "--corpus", action="append", default=[], choices=["guide", "official", "own"],
        help="ガイド、正文、登録した文書のどれで測るか（繰り返し可。既定は質問集のあるものすべて）",
    )  # fmt: skip
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        type=_path,
        metavar="FILE.jsonl",
        help="自分の質問集を加える（繰り返し可）",
    )
    parser.add_argument("--gate", action="store_true", help="下限を下回るか有意に悪化したら、終了コード1で終わる")
    parser.add_argument("--update-baseline", action="store_true", help="今回の点数を、次から比べる基準として書く")
    parser.add_argument(
        "--judge", metavar="MODULE:NAME", help="LangChainのモデルで読みやすさと役立ち度も見る（判定には使わない）"
    )
    parser.add_argument(
        "--beir", type=_path, metavar="FOLDER", help="corpus.jsonl・queries.jsonl・qrels.tsvのフォルダーで検索を測る"
    )
    parser.add_argument("--json", action="store_true", help="JSONで出力する")


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(PROGRAM)
    except PackageNotFoundError:
        return "(not installed)"


def _path(text: str) -> Path:
    if not text.strip():
        raise argparse.ArgumentTypeError("the path is empty")
    return Path(text)


def _positive(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or not 1 <= int(text) <= 1000:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 1 to 1000")
    return int(text)


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port; give a whole number from 0 to 65535")
    return int(text)


_SIDES: dict[str, tuple[Literal["public", "staff"], ...]] = {
    "public": ("public",),
    "staff": ("staff",),
    "all": ("public", "staff"),
}


def _settings(args: argparse.Namespace) -> Settings:
    from assistant.errors import StorageError
    from assistant.settings import load

    generator = getattr(args, "generator", None)
    settings = load(data_dir=args.data_dir, generator_staff=generator, generator_public=generator)
    folder = settings.data_dir.absolute()
    existing = next(p for p in (folder, *folder.parents) if os.path.exists(p))
    if not existing.is_dir():
        raise StorageError(f"{existing}: is a file, not a folder; set another data_dir")
    return settings


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
        _print_json(
            [{**source_to(r.source), "passages": r.counts, "origin": r.origin, "orders": r.orders} for r in records]
        )
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
    from assistant.given import Given

    given = replace(Given.documents(args.document), rendering=args.rendering or "")

    def one(chain: Chain, question: str) -> dict[str, Any]:
        return chain.ask(question, given).model_dump(mode="json")

    if args.input:
        with _recorder(args) as recorder:
            return _many(args, one, recorder)
    question = _question(args)
    with _recorder(args) as recorder, contextlib.closing(_chain(args, args.audience, recorder)) as chain:
        answer = chain.ask(question, given)
    if args.json:
        _print_json(answer.model_dump(mode="json"))
    else:
        console.show_answer(answer)
    return 0


def _search(args: argparse.Namespace) -> int:
    def one(chain: Chain, question: str) -> dict[str, Any]:
        from assistant.chain import NothingLeftError

        try:
            return {"results": _results(chain, question, args)}
        except NothingLeftError as error:  # the others are answered all the same
            return {"results": [], "error": str(error)}

    if args.input:
        return _many(args, one)
    question = _question(args)
    chain = _chain(args, args.audience)
    try:
        results = _results(chain, question, args)
    finally:
        chain.close()
    if args.json:
        _print_json(results)
        return 0
    for n, result in enumerate(results, 1):
        print(f"{n}. {result['score']:.3f}  {' ＞ '.join([result['document_id'], *result['path']])}")
        print(f"   {' '.join(result['text'].split())[:120]}")
        for near in result.get("neighbours", ()):
            print(f"      {' ＞ '.join(near['path'][-1:])}｜{' '.join(near['text'].split())[:90]}")
    return 0


def _results(chain: Chain, question: str, args: argparse.Namespace) -> list[dict[str, Any]]:
    from assistant.given import Given

    results: list[dict[str, Any]] = []
    for found in chain.search(question, args.k, Given.documents(args.document)):
        stored = found.passage
        result: dict[str, Any] = {
            "document_id": stored.source.id,
            "record_id": stored.passage.record_id,
            "path": list(stored.passage.path),
            "page": stored.passage.page,
            "score": round(float(found.score), 6),
            "text": found.text,
        }
        if args.neighbours:
            around = chain.neighbours(stored.passage.id, args.neighbours, args.neighbours)
            result["neighbours"] = [{"path": list(p.passage.path), "text": p.passage.text} for p in around]
        results.append(result)
    return results


def _recorder(args: argparse.Namespace) -> contextlib.closing[Recorder]:
    from assistant.records.recorder import Recorder

    return contextlib.closing(Recorder(_settings(args), "cli"))


def _chain(args: argparse.Namespace, audience: Literal["staff", "resident"], recorder: Recorder | None = None) -> Chain:
    from assistant import indexing
    from assistant.chain import Chain
    from assistant.errors import SourceError

    settings = _settings(args)
    if args.document:
        known = [record.source.id for record in indexing.list_sources(settings, audience)]
        for wanted in args.document if known else ():
            if wanted not in known:
                near = difflib.get_close_matches(wanted, known, n=1)
                hint = f"did you mean {near[0]}?" if near else f"{PROGRAM} list shows the ids"
                raise SourceError(f"{wanted}: no such source is indexed; {hint}")
    return Chain(settings, audience, recorder)


def _question(args: argparse.Namespace) -> str:
    from assistant.errors import AssistantError

    if args.output:
        raise AssistantError("--output needs --input Q.jsonl")
    if args.question is None:
        raise AssistantError("no question; give one, or --input Q.jsonl --output A.jsonl")
    question = str(args.question)
    if not question.strip():
        raise AssistantError("the question is empty; write what you want to know")
    try:
        question.encode()
    except UnicodeEncodeError:
        raise AssistantError("the question is no valid text; check the terminal's encoding (UTF-8 works)") from None
    return question


def _many(
    args: argparse.Namespace, one: Callable[[Chain, str], dict[str, Any]], recorder: Recorder | None = None
) -> int:
    from assistant import batch, console
    from assistant.chain import QuestionError
    from assistant.errors import AssistantError

    if args.output is None:
        raise AssistantError("--input needs --output A.jsonl")
    if args.question is not None:
        raise AssistantError("give a question or --input, not both")
    questions = batch.load(args.input)
    batch.check_target(args.output, args.input)
    chains: dict[str, Chain] = {}
    try:
        for audience in sorted({question.audience or args.audience for question in questions}):
            chains[audience] = _chain(args, audience, recorder)

        def answer(question: batch.Question) -> dict[str, Any]:
            try:
                return one(chains[question.audience or args.audience], question.question)
            except QuestionError as error:  # one line that cannot be asked must not keep the others from an answer
                return {"error": str(error)}

        with console.ShownProgress() as progress:
            batch.run(questions, args.output, answer, progress)
    finally:
        for chain in chains.values():
            chain.close()
    return 0


def _eval(args: argparse.Namespace) -> int:
    from assistant import console
    from evals import command

    if args.beir is not None:
        return _beir(args)
    settings = _settings(args)
    if args.list:
        return command.show(settings)
    options = command.Options(
        suites=tuple(args.suites),
        corpora=tuple(dict.fromkeys(args.corpus)),
        sets=tuple(args.set),
        steps="ask" if args.ask else "both" if args.score is None else "score",
        run=Path(args.score) if args.score else None,
        gate=args.gate,
        update_baseline=args.update_baseline,
        judge=args.judge,
        json=args.json,
    )
    with console.ShownProgress() as progress:
        return command.run(options, settings, progress)


def _beir(args: argparse.Namespace) -> int:
    from assistant import console, indexing
    from assistant.errors import AssistantError
    from evals import beir

    settings = _settings(args)
    try:
        found = beir.load(args.beir)
        with console.ShownProgress() as progress:
            figures = beir.evaluate(found, settings, indexing.embedder_for(settings), progress)
    except beir.SetError as error:
        raise AssistantError(str(error)) from None
    if args.json:
        _print_json(figures)
    else:
        for variant, values in figures.items():
            print(variant, "  ".join(f"{name} {value:.3f}" for name, value in values.items()))
    return 0


def _serve(args: argparse.Namespace) -> int:
    # Read when the libraries load. With more threads a question, the threads of several questions wait for each other.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ.update(GRADIO_ANALYTICS_ENABLED="False", HF_HUB_OFFLINE="1")
    from assistant.web import server

    server.serve(_settings(args), args.channel, args.host, args.port, args.ops_port)
    return 0


def _stop(args: argparse.Namespace) -> int:
    from assistant import stop_command

    return stop_command.stop(_settings(args), _SIDES[args.channel], args.reason)


def _start(args: argparse.Namespace) -> int:
    from assistant import stop_command

    return stop_command.start(_settings(args), _SIDES[args.channel], args.reason)


def _audit(args: argparse.Namespace) -> int:
    return int(args.audit(args, _settings(args)))


def _account(args: argparse.Namespace) -> int:
    return int(args.account(args, _settings(args)))


def _doctor(args: argparse.Namespace) -> int:
    from assistant import console, doctor, indexing
    from assistant.errors import AssistantError

    settings = _settings(args)
    if args.reranker is not None or args.questions is not None:
        return _reranker(args, settings)
    failed = False
    for check in doctor.checks(settings):
        failed |= check.ok is False
        print(f"{ {True: '良', False: '否', None: '－'}[check.ok] }  {check.name}：{check.detail}")
    # What keeps the list from being read is told by the checks above.
    with contextlib.suppress(AssistantError):
        console.show_findings(indexing.list_sources(settings), limit=5)
    return 1 if failed else 0


def _reranker(args: argparse.Namespace, settings: Settings) -> int:
    from assistant.errors import AssistantError
    from evals import reranking

    if not args.reranker:
        raise AssistantError("--reranker: name the model to measure, a CrossEncoder's name or folder")
    print(*reranking.report(args.reranker, reranking.measure(settings, args.reranker, args.questions)), sep="\n")
    return 0


def _print_json(value: Any) -> None:
    # JSON is UTF-8 whatever the locale (RFC 8259), and a lone surrogate of a source stays readable as an escape.
    line = json.dumps(value, ensure_ascii=False) + "\n"
    try:
        data = line.encode()
    except UnicodeEncodeError:
        data = (json.dumps(value) + "\n").encode()
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
