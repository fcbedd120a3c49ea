"""Groups of lines in the real documents: each label with its own figures, each date with its event."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.models import Document
from tests.ingest import parsed


def lines(doc: Document) -> list[str]:
    return [line for p in doc.passages if not p.cells and not p.lists for line in p.text.split("\n")]


@pytest.mark.parametrize(
    ("label", "figures"),
    [
        ("電子申請サービス", ("R2 25", "R5 35", "33自治体", "100%")),
        ("カード交付率", ("78.34%", "27.25%", "100%")),
        ("会員登録者数", ("201人", "2,500人", "70%", "1,768人")),
        ("高い教員の割合", ("72.9%", "66.5%", "72.5%")),
        ("以上の企業の割合", ("40.0%", "32.7%", "39.5%")),
        ("マップサイト閲覧数", ("約5万2千件", "約2万2千件", "約5万5千件", "95%")),
        ("先進モデル創出", ("17件", "70%", "延べ12件")),
        ("RTK基地局の", ("100者", "138%", "112者", "160者")),
        ("モバイルワーク実施数", ("280人", "300人", "125%", "377人")),
        ("電子決裁率", ("59.6%", "79.2%", "前年度越え")),
        ("事務作業削減時間", ("1,223h", "1,000h", "122%")),
        ("議事録作成の", ("6,624h", "12,328h", "5,700h", "216%")),
        ("関連事業【実績】", ("177件", "62.4億円")),
        ("結婚支援 ", ("成婚97組",)),
    ],
)
def test_indicators_of_the_overview(policy_documents: Path, label: str, figures: tuple[str, ...]) -> None:
    doc = parsed.document(policy_documents, "miyagi-ict-policy-r5-progress")
    (line,) = [x for x in lines(doc) if label in x]
    assert all(figure in line for figure in figures)
    assert line.count("R5") <= 1 + line.count("※R5") + line.count("R5ポリシー")


@pytest.mark.parametrize(
    ("document", "start", "event"),
    [
        ("miyagi-dx-policy-2025", "9月24日 ～10月23日", "パブリックコメント実施"),
        ("miyagi-dx-policy-2025", "11月21日", "（第2回）"),
        ("miyagi-dx-policy-2025", "宮城大学", "蒔苗耕司座長"),
        ("mie-digital-committee-2022-10", "令和4年8月・", "第3.0版"),
        ("mie-digital-committee-2022-10", "12/21", "セキュリティ入門"),
    ],
)
def test_dates_and_names(policy_documents: Path, document: str, start: str, event: str) -> None:
    found = [x for x in lines(parsed.document(policy_documents, document)) if x.startswith(start) and event in x]
    assert len(found) == 1
