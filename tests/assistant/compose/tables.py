"""Invented documents with tables and lists, and what tests of the composers do with them."""

# ruff: noqa: E501 (a row of a table is one line)

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.compose import lists, rows
from assistant.compose.asked import read
from assistant.compose.draft import Draft
from assistant.compose.draft import Evidence as Place
from assistant.verify.claims import Support, check
from ingest import parse_document
from ingest.models import Document, Source, Span
from ingest.passages import MAX_SPAN
from vectorstore.codec import StoredPassage, store

INDICATORS = """# 青波市デジタル計画の進み具合

## くらしの便利さ

| 施策名 | 担当所属 | 項目（単位） | 基準値（時点） | R8年度末目標値 | R7年度末目標値 | R7年度末実績値 | 要因分析 |
|---|---|---|---|---|---|---|---|
| 港の見守りカメラ | 港湾部 海岸課 | カメラ設置数（台/累計） | 12（R4.3） | 90 | 60 | 48 | 【未達成】機器の納入が遅れたことが要因。 |
| 図書の宅配 | 教育部 図書館 | 利用者数（人） | 200（R3年度） | 900 | 700 | 812 | 【達成】広報紙での案内により利用が増えた。 |
| 窓口の予約 | 総務部 市民課 | ①予約件数（件） ②満足度（%） | ①30件（R3年度） | ①500件 ②90% | ①400件 ②85% | ①450件 ②80% | 【一部達成】予約は伸びたが、画面が分かりにくい。 |
"""

MEASURES = """# 青波市の取組一覧

## まちの安全

| 番号 | 事業名 | 概要・目的 | 部局 | 担当課 |
|---|---|---|---|---|
| 1 | 津波避難アプリ | 避難場所を地図で示すアプリを提供し、避難の迅速化を図る。令和6年4月に運用を始めた。 | 危機管理部 | 防災課 |
| 2 | 消防団の連絡網 | 消防団員への連絡をメールで行う体制を整備・拡充 | 危機管理部 | 消防課 |
| 3 | 海岸の見守り | 波の高さを12基の計測器で測り、公開するもの | 港湾部 | 海岸課 |

## まちの学び

| 番号 | 事業名 | 概要・目的 | 部局 | 担当課 |
|---|---|---|---|---|
| 1 | 端末の貸出し | 児童に端末を貸し出す。 | 教育部 | 学校課 |
| 2 | 防災の授業 | 学校で防災の授業を行う。 | 危機管理部 | 防災課 |
"""

FIGURES = """# 青波市の数字

## 地区の人口

| 地区 | 2020年の人口（千人） | 2030年の人口（千人） |
|---|---|---|
| 北浜地区 | 21 | 18 |
| 南浜地区 | 35 | 36 |
| 山手地区 | 12 | 9 |

## 相談の件数

| 部局名 | 相談件数 |
|---|---|
| 福祉部 | 14 |
| 港湾部 | 6 |
| 教育部 | 9 |
"""

LISTS = """# 青波市デジタル計画

## 1 行動の指針

次の3つを指針とします。

### （1）市民と進める

市民とともに進めます。

### （2）小さく始める

小さく始めて育てます。

### （3）データで考える

データに基づいて考えます。

## 2 進め方

進めるに当たり、以下の視点を重視します。

- 使いやすい画面
- 個人情報の保護
- 費用の見える化

## 3 これからの取組

今後は、以下のような取組を行います。

- 港の混雑を知らせる仕組みを市内の全ての港で整え、船の待ち時間を減らす取組を推進します。
- 図書館の本を自宅から予約し、近くの公民館で受け取ることができる仕組みの導入を検討します。
"""


def parsed(text: str, title: str = "青波市の文書") -> Document:
    """An invented document."""
    return parse_document(Source("a", Path("a.md"), title, publisher="青波市"), text.encode(), 350)


class Shelf:
    """One document as the index holds it, its text at hand."""

    def __init__(self, text: str) -> None:
        document = parsed(text)
        self.text = document.reader_text.text
        self.passages = [store(p, document.source) for p in document.passages]

    def document(self, _: str) -> Sequence[StoredPassage]:
        """All passages."""
        return self.passages

    def rows(self, *words: str) -> list[StoredPassage]:
        """The rows, those with these words first."""
        found = [p for p in self.passages if p.passage.cells]
        return sorted(found, key=lambda p: -sum(w in p.passage.text for w in words))

    def ask(self, question: str, *words: str, whole: bool = True) -> list[str]:
        """What the rows say, the one with `words` being the best; every sentence is checked."""
        found = rows.answer(read(question), question, self.rows(*words), self.document if whole else None)
        return self.checked(found)

    def list(self, question: str, *words: str, whole: bool = True) -> list[str]:
        """What the lists say, passages with `words` being the best."""
        ranked = sorted(self.passages, key=lambda p: -sum(w in p.passage.text for w in words))
        found = lists.answer(read(question), question, ranked, self.document if whole else None)
        return self.checked(found)

    def checked(self, drafts: Sequence[Draft]) -> list[str]:
        """The sentences; each must pass the verifier, and each quotation be short enough."""
        for draft in drafts:
            assert draft.evidence, draft.text
            for place in draft.evidence:
                assert all(0 < s.end - s.start <= MAX_SPAN for s in (place.span, *place.context))
            verdict = check(draft.text, [self._support(e) for e in draft.evidence])
            assert verdict.ok, (draft.text, verdict.faults)
        return [d.text for d in drafts]

    def _support(self, place: Place) -> Support:
        passage, source = place.passage.passage, place.passage.source
        context = tuple(self._slice(s) for s in place.context)
        return Support(self._slice(place.span), context, passage.path, source.title, source.publisher, source.period)

    def _slice(self, span: Span) -> str:
        return " ".join(self.text[span.start : span.end].split())
