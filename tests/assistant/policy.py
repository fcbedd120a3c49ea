"""An invented policy with chapters, a list, a KPI table and a footnote, for tests that go all the way."""

from __future__ import annotations

from pathlib import Path

TEXT = """第１章　はじめに

１　策定の趣旨
青波県では、船便の予約や港の混雑の案内など、暮らしの場面でデジタル技術の利用が広がっています。この計画は、港町の暮らしを便利にするために策定しました1。

２　計画の期間
計画の期間は、令和6年度から令和8年度までの3年間とします。

第２章　取組

１　港の見える化
【現状・課題】
港の混雑は、電話でしか分からない状況です。
【取組方針】
以下の取組を進めます。
・混雑をアプリで案内します。
・波の高さを10分ごとに公開します。

1 青波県港湾審議会（令和5年3月）の答申に基づく。
"""

MEASURES = """# 青波県の港施策の一覧

## 港づくり
番号\t事業名\t概要・目的\t部局\t担当課室
1\t波高計の更新\t波の高さを測る機器を新しくします。\t港湾部\t海岸課
2\t混雑案内アプリの運用\t港の混雑をスマートフォンで案内します。\t企画部\t情報課
"""


def write(folder: Path) -> Path:
    """The list of both documents, in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "policy.txt").write_text(TEXT, encoding="utf-8", newline="")
    (folder / "measures.md").write_text(MEASURES, encoding="utf-8", newline="")
    listed = folder / "sources.toml"
    listed.write_text(
        'home_publisher = "青波県"\n'
        '[[source]]\nid = "aonami-policy"\npath = "policy.txt"\n'
        'title = "青波県港デジタル計画"\npublisher = "青波県"\n'
        'issued = "2024-03"\nperiod = "令和6年度～令和8年度"\ncontact = "青波県企画部情報課"\n'
        '[[source]]\nid = "aonami-measures"\npath = "measures.md"\n'
        'title = "青波県の港施策の一覧"\npublisher = "青波県"\n',
        encoding="utf-8",
    )
    return listed
