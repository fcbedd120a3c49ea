"""What the commands below `policy-assistant audit` do: arguments and settings go in, an exit status comes out.

Found by name from `assistant.records.commands`. 0 done, 1 a check failed; errors are raised as AuditError (2).
"""

from __future__ import annotations

import argparse
import contextlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from assistant.errors import AuditError
from assistant.records import backup as backups
from assistant.records import check, export_file, retention, shape, store, words
from assistant.records import replay as replays
from assistant.records import restore as restoring
from assistant.records import show as shown
from assistant.records.entry import Entry, EntryKind
from assistant.records.log import AuditLog
from assistant.records.verify import Fault, FaultKind
from assistant.settings import Settings

_SHOWN_FAULTS = 50


def verify(args: argparse.Namespace, settings: Settings) -> int:
    """`audit verify`: 1 if anything is wrong."""
    with _log(settings) as log:
        report = check.check(log, args.anchor)
    loose = report.count - report.anchored
    print(
        f"記録 {report.count}件、署名された控えのあるもの {report.anchored}件まで、本文を消去したもの {report.erased}件"
    )
    if loose and report.ok:
        print(f"not anchored：最後の{loose}件には、署名された控えがまだありません")
    for fault in report.faults[:_SHOWN_FAULTS]:
        print(f"異常  {_place(fault)}：{words.FAULTS[fault.kind]}（{fault.kind}{_detail(fault)}）")
    if len(report.faults) > _SHOWN_FAULTS:
        print(f"異常  ほか{len(report.faults) - _SHOWN_FAULTS}件")
    print("異常なし" if report.ok else "異常あり：記録が変えられたか、失われています")
    return 0 if report.ok else 1


def show(args: argparse.Namespace, settings: Settings) -> int:
    """`audit show ID`."""
    with _log(settings) as log, log.database.reading() as connection:
        entry = _known(store.by_id(connection, args.id), args.id)
        feedback = store.about(connection, entry.id)
    if args.json:
        value = {**shape.of(entry), "feedback": [shape.of(f) for f in feedback]}
        print(json.dumps(value, ensure_ascii=False))
    else:
        print("\n".join(shown.lines(entry, feedback)))
    return 0


def export(args: argparse.Namespace, settings: Settings) -> int:
    """`audit export`: entries of a period, or the incident report of one."""
    if args.incident and (args.since or args.until or args.format):
        raise AuditError("--incident makes a page about one entry; leave out --from, --to and --format")
    if args.since and args.until and args.since > args.until:
        raise AuditError("--from is later than --to; exchange them")
    with _log(settings) as log:
        if args.incident:
            parts: Iterator[str] = iter([export_file.incident_page(log, args.incident)])
            export_file.write(parts, args.output)
        else:
            until = args.until + timedelta(days=1) if args.until else None
            export_file.write(export_file.period(log, args.since, until, args.format or "jsonl"), args.output)
    return 0


def replay(args: argparse.Namespace, settings: Settings) -> int:
    """`audit replay`: 1 if an answer is another today."""
    if (args.id is None) == (args.last is None):
        raise AuditError("give the ID of an entry, or --last N")
    with _log(settings) as log, log.database.reading() as connection:
        if args.id is not None:
            entries = [_known(store.by_id(connection, args.id), args.id)]
            if entries[0].kind != EntryKind.QUESTION:
                raise AuditError(f"{args.id}: is no question; give the audit_id of an answer")
            if entries[0].text is None:
                raise AuditError(f"{args.id}: the question has expired and can no longer be asked")
        else:
            entries = store.latest(connection, EntryKind.QUESTION, args.last)[::-1]
    return _replay(entries, settings)


def expire(args: argparse.Namespace, settings: Settings) -> int:
    """`audit expire`."""
    with _writable(settings) as log:
        counts = retention.expire(log, settings, "cli")
        log.anchor()
    said = "、".join(f"{words.AUDIENCES.get(audience, audience)} {n}件" for audience, n in sorted(counts.items()))
    print(f"本文を消去しました：{said}" if counts else "保存期間を過ぎた本文はありません。")
    return 0


def backup(args: argparse.Namespace, settings: Settings) -> int:
    """`audit backup FILE`."""
    with _log(settings) as log:
        count = backups.backup(log, args.file)
    print(f"記録 {count}件を {args.file} に写しました。")
    key = args.file.with_name(args.file.name + backups.KEY_ENDING)
    if key.exists():
        print(f"鍵は {key} にあります。写しとは別の場所に保管してください。")
    return 0


def restore(args: argparse.Namespace, settings: Settings) -> int:
    """`audit restore FILE`: 1 if the backup does not verify."""
    count, aside = restoring.restore(settings, args.file)
    print(f"記録 {count}件を {args.file} から戻しました。")
    if aside is not None:
        print(f"それまでの記録は {aside} に残してあります。")
    return 0


def _replay(entries: list[Entry], settings: Settings) -> int:
    from assistant.chain import Chain

    different = expired = 0
    with contextlib.closing(
        replays.Replayer(lambda audience, recorder: Chain(settings, audience, recorder))
    ) as replayer:
        for entry in entries:
            found = replayer.replay(entry)
            if found is None:
                expired += 1
                continue
            for version in found.versions:
                print(f"{entry.id}  参考：{version.name}が変わっています（{version.then} → {version.now}）")
            for difference in found.differences:
                print(f"{entry.id}  相違：{difference.name}")
                print(f"  当時：{_json(difference.then)}\n  現在：{_json(difference.now)}")
            different += bool(found.differences)
    print(f"{len(entries) - expired}件をたずね直しました。相違 {different}件、本文を消去済みのため対象外 {expired}件")
    return 1 if different else 0


@contextmanager
def _log(settings: Settings) -> Iterator[AuditLog]:
    with contextlib.closing(AuditLog.open_existing(settings)) as log:
        yield log


@contextmanager
def _writable(settings: Settings) -> Iterator[AuditLog]:
    with _log(settings):
        pass  # none is made where none was
    with contextlib.closing(AuditLog.open(settings)) as log:
        yield log


def _known(entry: Entry | None, entry_id: str) -> Entry:
    if entry is None:
        raise AuditError(f"{entry_id}: no such entry; audit export lists them, and answers carry theirs as audit_id")
    return entry


def _place(fault: Fault) -> str:
    if fault.kind is FaultKind.ANCHOR:
        return f"控えの{fault.first}行目"
    if not fault.first:
        return "記録簿"
    return f"記録 {fault.first}" if fault.first == fault.last else f"記録 {fault.first}–{fault.last}"


def _detail(fault: Fault) -> str:
    return f" {fault.detail}" if fault.detail else ""


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
