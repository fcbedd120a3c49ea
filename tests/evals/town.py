"""An invented prefecture large enough to be measured: two documents, and questions with facts, places and silences."""

from __future__ import annotations

import json
from pathlib import Path

from assistant.settings import Settings
from evals.runner import sets
from evals.runner.corpora import Corpus
from evals.runner.model import QuestionSet

_MATTERS = [
    ("港の見える化", "波高計を12基置き、波の高さを10分ごとに公開します。", "波高計は何基置きますか", "12基"),
    ("船便の予約", "船便の予約サイトを令和6年10月に開きます。", "船便の予約サイトはいつ開きますか", "令和6年10月"),
    ("漁業の支援", "漁船45隻に自動で記録する日誌を配ります。", "自動で記録する日誌は漁船何隻に配りますか", "45隻"),
    ("学校の端末", "小学校31校に端末を備えます。", "端末を備える小学校は何校ですか", "31校"),
    ("図書の貸出", "電子図書の貸出を年間8,400冊に増やします。", "電子図書の貸出は年間何冊に増やしますか", "8,400冊"),
    ("窓口の改革", "書かない窓口を7市町に広げます。", "書かない窓口は何市町に広げますか", "7市町"),
    ("防災の放送", "防災放送の中継局を18か所に増やします。", "防災放送の中継局は何か所に増やしますか", "18か所"),
    ("観光の地図", "観光地図アプリの利用者を26万人にします。", "観光地図アプリの利用者は何万人にしますか", "26万人"),
]
_MEASURES = [
    ("波高計の更新", "港湾部", "海岸課"),
    ("混雑案内アプリの運用", "企画部", "情報課"),
    ("漁業日誌の配布", "水産部", "漁政課"),
    ("端末の整備", "教育部", "学務課"),
    ("電子図書の購入", "教育部", "社会教育課"),
    ("書かない窓口の導入", "総務部", "市町村課"),
    ("中継局の増設", "危機管理部", "防災課"),
    ("観光地図の改修", "経済部", "観光課"),
]
_SILENT = [
    ("青波県の鉄道の運賃はいくらですか", "off_document"),
    ("赤山県のデジタル計画の期間はいつまでですか", "other_prefecture"),
    ("私の母の申請はいつ通りますか", "personal"),
    ("青波県宇宙港整備計画の予算を教えてください", "unknown_plan"),
]
DOCUMENT, MEASURES = "aonami-policy", "aonami-measures"


def write(folder: Path) -> Path:
    """Both documents and their list; the list's path."""
    folder.mkdir(parents=True, exist_ok=True)
    opening = "第１章　はじめに\n\n１　計画の期間\n計画の期間は、令和6年度から令和8年度までとします。\n"
    parts = [opening, "\n第２章　取組\n"]
    parts += [f"\n{_wide(n)}　{name}\n{text}\n" for n, (name, text, *_) in enumerate(_MATTERS, 1)]
    rows = [f"{n}\t{name}\t{name}を進めます。\t{part}\t{room}\n" for n, (name, part, room) in enumerate(_MEASURES, 1)]
    head = "# 青波県の港施策の一覧\n\n## 港づくり\n番号\t事業名\t概要・目的\t部局\t担当課室\n"
    (folder / "policy.txt").write_text("".join(parts), encoding="utf-8", newline="")
    (folder / "measures.md").write_text(head + "".join(rows), encoding="utf-8", newline="")
    listed = folder / "sources.toml"
    listed.write_text(
        'home_publisher = "青波県"\n'
        f'[[source]]\nid = "{DOCUMENT}"\npath = "policy.txt"\ntitle = "青波県港デジタル計画"\npublisher = "青波県"\n'
        f'period = "令和6年度～令和8年度"\n[[source]]\nid = "{MEASURES}"\npath = "measures.md"\n'
        'title = "青波県の港施策の一覧"\npublisher = "青波県"\n',
        encoding="utf-8",
    )
    return listed


def questions() -> list[dict[str, object]]:
    """The lines of the set."""
    lines: list[dict[str, object]] = []
    for n, (name, _, question, fact) in enumerate(_MATTERS, 1):
        lines.append(_line(f"p-{n}", question, "figure", [DOCUMENT], [["第2章取組", f"{n}{name}"]], [[fact]]))
    for n, (name, _, room) in enumerate(_MEASURES, 1):
        path = [["港づくり", f"{n}{name}"]]
        lines.append(_line(f"m-{n}", f"「{name}」の担当課室はどこですか", "who", [MEASURES], path, [[room]]))
    for n, (question, category) in enumerate(_SILENT, 1):
        lines.append({**_line(f"s-{n}", question, category, [], [], []), "behaviour": "no_answer"})
    return lines


def question_set(folder: Path) -> QuestionSet:
    """The set as a user would drop it, on the corpus `town`."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "town.jsonl"
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in questions()), "utf-8")
    return sets.load(path, "town")


def corpus(folder: Path) -> Corpus:
    """The corpus `town`, not yet indexed, with an index of its own in `folder`."""
    return Corpus("town", Settings(data_dir=folder / "index"), write(folder / "documents"))


def _line(
    name: str, question: str, category: str, documents: object, paths: object, facts: object
) -> dict[str, object]:
    return {
        "id": name,
        "question": question,
        "category": category,
        "behaviour": "answer",
        "documents": documents,
        "paths": paths,
        "facts": facts,
    }


def _wide(number: int) -> str:
    return chr(ord("０") + number)
