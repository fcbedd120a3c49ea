"""What the command line shows: progress on standard error, answers and tables on standard output, all Japanese.

Called by `assistant.cli`. On a terminal colours and a moving bar; elsewhere plain lines, so that a log stays readable.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeRemainingColumn
from rich.progress import Progress as RichProgress

from assistant.answer import Answer, Citation
from assistant.indexing import IngestReport, SourceRecord
from assistant.notices import official_place
from prompts import texts

_STAGES = {
    "reading": "文書の読み込み",
    "embedding": "意味検索の準備",
    "writing": "索引への書き込み",
    "analysing": "語句検索の準備",
    "asking": "質問への回答",
}
_STATUS = {"added": "追加", "changed": "更新", "unchanged": "変更なし"}
_KINDS = {"prose": "本文", "item": "項目", "row": "表の行", "term": "用語", "footnote": "注"}
_FINDINGS = {
    "invisible": "見えない文字",
    "private_use": "外字",
    "garbled": "文字化け",
    "radical": "部首の文字",
    "foreign_kanji": "日本の規格にない漢字",
    "unusual_word": "誤りと思われる語",
    "instruction": "言語モデルへの指示とみられる文",
}
_PLAIN_SECONDS = 2.0  # how often a log without a terminal is told how far the work has come


class ShownProgress:
    """Progress as a bar on a terminal, as a line now and then elsewhere; use it as a context manager."""

    def __init__(self, console: Console | None = None) -> None:
        """`console` defaults to standard error."""
        self._console = console or Console(stderr=True)
        self._bar = RichProgress(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
            console=self._console, transient=True, disable=not self._console.is_terminal,
        )  # fmt: skip
        self._task: TaskID | None = None
        self._label, self._total, self._done, self._told = "", 0, 0, 0.0

    def __enter__(self) -> ShownProgress:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def start(self, label: str, total: int) -> None:
        """A stage of `total` steps begins."""
        self._label, self._total, self._done = _STAGES.get(label, label), total, 0
        self._told = time.monotonic()
        self._task = self._bar.add_task(self._label, total=total)

    def advance(self, n: int = 1) -> None:
        """`n` steps more are done."""
        self._done += n
        if self._task is not None:
            self._bar.advance(self._task, n)
        if not self._console.is_terminal and time.monotonic() - self._told >= _PLAIN_SECONDS:
            self._told = time.monotonic()
            self._console.print(f"{self._label} {self._done}/{self._total}", highlight=False)

    def finish(self) -> None:
        """The stage is done."""
        if self._task is not None:
            self._bar.remove_task(self._task)
        self._task = None


def show_report(report: IngestReport) -> None:
    """What an indexing run did, source by source, and what looked suspicious; its warnings were logged by the run."""
    out = Console(highlight=False, soft_wrap=True)
    for item in report.sources:
        kinds = "、".join(f"{_KINDS.get(k, k)}{n}" for k, n in sorted(item.record.counts.items()))
        status, source_id = _STATUS.get(item.status, item.status), escape(item.record.source.id)
        out.print(f"{status}  {source_id}  {item.record.passages}件（{kinds}）")
    for source_id in report.removed:
        out.print(f"削除  {escape(source_id)}")
    for source_id, origin in report.replaced:
        out.print(f"差替  {escape(source_id)}（以前の登録元：{escape(origin)}）")
    for source_id, audience in report.moved:
        out.print(f"移動  {escape(source_id)}（以前の公開範囲：{escape(audience)}）")
    for path in report.skipped:
        out.print(f"対象外の形式のため読み飛ばしました：{escape(str(path))}")
    show_findings([item.record for item in report.sources if item.status != "unchanged"])
    out.print("索引を更新しました。" if report.changed else "索引に変更はありません。")


def show_findings(records: Sequence[SourceRecord], limit: int = 3) -> None:
    """Suspicious characters by source and kind, with the first few places."""
    out = Console(highlight=False, soft_wrap=True)
    for record in records:
        for kind, count in Counter(f.kind for f in record.findings).items():
            first = [f for f in record.findings if f.kind == kind][:limit]
            places = "、".join(f"「{f.excerpt}」（{f.start}文字目{'、' + f.note if f.note else ''}）" for f in first)
            more = f" ほか{count - limit}件" if count > limit else ""
            out.print(f"確認  {escape(record.source.id)}：{_FINDINGS.get(kind, kind)} {count}件 {escape(places)}{more}")


def show_sources(records: Sequence[SourceRecord]) -> None:
    """The indexed sources, one a line."""
    out = Console(highlight=False, soft_wrap=True)
    if not records:
        out.print("登録済みの文書はありません。policy-assistant ingest で登録してください。")
    for record in records:
        source = record.source
        audience = "公開" if source.audience == "public" else "庁内"
        edition = "ガイド版" if source.edition == "guide" else "正文"
        publisher = source.publisher or "発行者不明"
        fields = (source.id, source.title, publisher, audience, edition, f"{record.passages}件")
        out.print(escape("  ".join(fields)))


def show_answer(answer: Answer) -> None:
    """The answer, its numbered sources, its notices."""
    out = Console(highlight=False, soft_wrap=True)
    for sentence in answer.sentences:
        marks = "".join(f"[{n}]" for n in sentence.citations)
        out.print(f"[bold]{escape(sentence.text)}[/bold][cyan]{escape(marks)}[/cyan]")
    if answer.rendering:
        out.print(f"\n[dim]{escape(answer.rendering.notice)}[/dim]")
        for sentence in answer.rendering.sentences:
            out.print(escape(sentence.text + "".join(f"[{n}]" for n in sentence.citations)))
    if answer.citations:
        out.print(f"\n[underline]{texts.SOURCES_TITLE}[/underline]")
    for citation in answer.citations:
        out.print(f"[cyan]{escape(f'[{citation.number}]')}[/cyan] {escape(_place(citation))}")
        out.print(f"    「{escape(citation.quote)}」")
        if citation.official_path:
            out.print(escape(f"    {texts.GUIDE_PLACE.format(place=official_place(citation))}"))
    if answer.sentences:
        out.print()
    for notice in answer.notices:
        out.print(f"[dim]{escape(notice)}[/dim]")


def _place(citation: Citation) -> str:
    marked = texts.GUIDE_MARK in citation.document_title
    edition = f"（{texts.GUIDE_MARK}）" if citation.edition == "guide" and not marked else ""
    publisher = f"{citation.publisher} " if citation.publisher else ""
    page = f" {citation.page}ページ" if citation.page else ""
    return " ＞ ".join([f"{publisher}{citation.document_title}{edition}", *citation.path]) + page
