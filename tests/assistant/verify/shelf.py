"""Invented evidence for the verifier's tests: a row of a KPI table, and a few sentences."""

from __future__ import annotations

from assistant.verify.model import Support

TITLE, PUBLISHER = "みなと県港湾計画（2021～2024）", "宮城県"
ROW = ("個別施策", "2桟橋予約事業")


def cell(value: str, year: str, role: str) -> Support:
    """A cell as the chain cites it: its column's headers, the indicator, the measure."""
    return Support(value, (year, role, "桟橋の予約箇所数（箇所／累計）", "桟橋予約事業"), ROW, TITLE, PUBLISHER)


RESULT = cell("1,023", "Ｒ５年度末", "実績値")
TARGET = cell("980", "Ｒ５年度末", "目標値")
TWO_ITEMS = Support(
    "①377人/年 ②約16％",
    ("①船上勤務の回数（回／年） ②港の端末稼働率（％）", "R5年度末", "実績値"),
    ("個別施策", "船上勤務"),
    TITLE,
    PUBLISHER,
)
RATES = Support("電子決裁率 R3 59.6％ R5 79.2％", (), ("3成果",), TITLE, PUBLISHER)
CHANGE = Support(
    "-205", ("2035（令和17）年", "増減数", "人口の推移（単位：千人）"), ("2人口", "宮城県"), TITLE, PUBLISHER
)
MISSED = Support("【未達成】周知が浸透していない所属があり、目標に届かなかった。", (), ROW, TITLE, PUBLISHER)


def prose(text: str, *context: str) -> Support:
    """A sentence of a section."""
    return Support(text, context, ("第2章現状", "(1)港の混雑"), TITLE, PUBLISHER)


HARBOUR = prose("また、港の混雑を減らすため、令和4年度に「なみ予約」を導入し、待ち時間が3割短くなりました。")
PLAN = prose("今後は漁港への拡大を検討します。")
SIGNED = prose("協定は令和3年3月26日に森野さんと結びました。")
