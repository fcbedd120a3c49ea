"""An invented prefecture with two neighbours' documents: what the decision tests ask about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from assistant.compose import asked
from assistant.silence.corpus import Corpus
from assistant.silence.decide import Decision, decide
from ingest.models import Cell, Kind, Passage, Source, Span
from tests.vectorstore.shelf import Pieces, part, section, source
from vectorstore.codec import StoredPassage, store
from vectorstore.hybrid import HybridSearch

AOBA = replace(
    source("plan", "青波県", "令和5年度～令和7年度"),
    title="青波県みなと振興計画",
    issued="2024-04",
    contact="青波県港湾課",
)
REPORT = replace(source("report", "青波県", "令和5年度"), title="青波県みなと振興計画の進み具合", issued="2024-06")
MIDORI = replace(source("hills", "緑丘県"), title="緑丘県農業ビジョン")


def row(name: str, of: Source, cells: Sequence[tuple[str, str]], path: tuple[str, ...]) -> StoredPassage:
    """A table row whose cells stand in the text, each with its column in front."""
    text, runs, made = "", [], []
    for column, value in cells:
        text += f"{column}は"
        start = len(text)
        text += f"{value}。"
        runs.append((start, len(value), start, len(value)))
        made.append(Cell(column, value, (Span(start, start + len(value)),)))
    return store(
        Passage(name, of.id, path, Kind.ROW, text, tuple(runs), 0, len(text), cells=tuple(made), record_id=name), of
    )


PASSAGES = [
    section("p1", "港の防災訓練は年に4回行い、令和5年度には延べ1,200人が参加しました。", AOBA, path=("第1章", "防災")),
    section("p2", "計画の期間は、令和5年度から令和7年度までの3年間とします。", AOBA, path=("第1章", "計画の期間")),
    section("p3", "波止場案内アプリ「なみナビ」は、令和4年10月に公開しました。", AOBA, path=("第2章", "案内アプリ")),
    section("p4", "推進本部は知事を本部長とし、港湾課が庶務を行います。", AOBA, path=("第3章", "推進体制")),
    section("p5", "漁港の照明は、電気料金の値上がりを受けて見直します。", AOBA, path=("第2章", "照明")),
    section("p6", "港の利用者の満足度は61.5%（全国平均64.0%）です。", AOBA, path=("第1章", "満足度")),
    section("p7", "第1次港湾計画は、平成30年度に終わりました。", AOBA, path=("第1章", "これまで")),
    section(
        "p8",
        "海辺の清掃は、あおば清掃協会が毎月第2水曜日に行います。令和5年度は参加者が減少しました。",
        AOBA,
        path=("第2章", "清掃"),
    ),
    section(
        "p9", "指定船着場は次の9か所です。大型船は、静岡県の造船所で建造されました。", AOBA, path=("第2章", "船着場")
    ),
    section(
        "p10",
        "夜間の渡し船は、令和4年度から運航を休止しています。証明は港湾課が交付します。",
        AOBA,
        path=("第2章", "渡し船"),
    ),
    section("p11", "港では、誰もが船の旅を楽しんでいます。", AOBA, path=("第4章", "2040年の港の未来像")),
    section("h1", "棚田オーナー制度では、都市の人が棚田の世話をします。", MIDORI, path=("第1章", "棚田")),
    section("h2", "スマート牧場「モーナビ」を令和3年に開きました。", MIDORI, path=("第2章", "牧場")),
    row(
        "r1",
        REPORT,
        (
            ("施策名", "灯台見学会"),
            ("担当所属", "観光課"),
            ("R5年度末目標値", "300"),
            ("R5年度末実績値", "240"),
            ("要因分析", "【未達成】荒天のため中止が続いた"),
        ),
        ("進捗状況", "灯台見学会"),
    ),
    *(
        row(f"k{n}", REPORT, (("施策名", f"{name}研修"), ("受講者数", str(n * 10 + 10))), ("研修", f"{name}研修"))
        for n, name in enumerate(("救命", "操船", "溶接", "接遇", "簿記"))
    ),
]


class Town:
    """The invented documents, indexed."""

    def __init__(self, folder: Path, passages: Sequence[StoredPassage] = PASSAGES) -> None:
        made = part(folder, passages)
        self.search = HybridSearch([made], "青波県")
        self.corpus = Corpus([made.lexical], {p.passage.id: p for p in passages}, "青波県")

    def ask(self, question: str) -> Decision:
        """The decision on the 20 best passages."""
        ranked = self.search.search(question, Pieces().embed_queries([question])[0], 20)
        return decide(question, asked.read(question), ranked, self.corpus)
