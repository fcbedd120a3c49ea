"""An invented plan of several chapters with sections, for summaries."""

from __future__ import annotations

from pathlib import Path

TEXT = """第１章　はじめに

１　策定の趣旨
青波県では、船便の予約や港の混雑の案内など、暮らしの場面でデジタル技術の利用が広がっています。この計画は、港町の暮らしを便利にするために策定しました。

２　計画の期間
計画の期間は、令和6年度から令和8年度までの3年間とします。

第２章　港の取組

１　見える化
【現状】
港の混雑は、電話でしか分からない状況です。
【取組方針】
港の混雑をアプリで案内し、波の高さを10分ごとに公開する見える化を推進します。

２　船便の予約
船便の予約を、令和7年度からスマートフォンで受け付けます。また、窓口での予約も続けます。

３　防災
津波のおそれがあるときは、港の放送とアプリで避難を呼びかけます。

第３章　推進体制
港湾部が中心となって計画の推進体制を整備します。毎年度、港湾審議会に進み具合を報告します。
"""
OTHER = """第１章　漁業の現状
漁獲量は令和4年度に8,200トンでした。

第２章　目標
漁獲量を令和9年度に9,000トンとすることを目指します。
"""


def write(folder: Path) -> Path:
    """The list of both documents, in `folder`."""
    (folder / "plan.txt").write_text(TEXT, encoding="utf-8")
    (folder / "fish.txt").write_text(OTHER, encoding="utf-8")
    listed = folder / "sources.toml"
    listed.write_text(
        'home_publisher = "青波県"\n'
        '[[source]]\nid = "plan"\npath = "plan.txt"\ntitle = "青波県港デジタル計画（2024）"\npublisher = "青波県"\n'
        '[[source]]\nid = "fish"\npath = "fish.txt"\ntitle = "青波県漁業振興計画"\npublisher = "青波県"\n',
        encoding="utf-8",
    )
    return listed
