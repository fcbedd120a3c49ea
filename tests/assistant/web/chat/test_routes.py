"""The chat's own routes: who may see what, files that open again, no word about what is another's."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import docx
import pytest

from assistant.answer import Sentence
from assistant.web.chat.csvfile import csv_of
from assistant.web.chat.desk import Desk
from assistant.web.chat.history import History
from tests.assistant.web.chat.desks import OURS, asked, calling, desk
from tests.assistant.web.samples import HOSTILE, answer, citation, passage, row

KPI = row([("項目（単位）", "案内板（箇所）"), ("基準値", "915（R2.12）"), ("R6年度目標値", "2,003")], "案内板", 10)
MADE = answer(
    question="案内板の目標は？*",
    understood_question="案内板の令和6年度の目標は？",
    sentences=(Sentence(text="目標は2,003です。<b>#1", citations=(1,)),),
    citations=(citation(quote="2,003", start=29, end=34),),
)


def kept(owner: str = "user:tanaka") -> Desk:
    made = desk(MADE, [KPI])
    asked(made, owner=owner)
    return made


def test_a_conversation_is_saved_as_markdown() -> None:
    with calling(kept(), "tanaka") as client:
        response = client.get("/chat/own/conversations/c1.md")
    assert response.headers["content-type"].startswith("text/markdown")
    assert response.headers["content-disposition"].startswith('attachment; filename="policy-assistant.md"; filename*=')
    text = response.text
    for part in (
        "# 政策文書アシスタントの会話記録", "案内板の目標は？\\*", "目標は2,003です。\\<b\\>\\#1\\[1\\]",
        "| 項目 | 基準値 | R6年度目標値 |", "| 案内板：案内板（箇所） | 915（R2.12） | 2,003 |",
        "調べた質問：案内板の令和6年度", "「2,003」（青波県『青波県港デジタル計画』", "<https://example.jp/plan.html>",
        "AIによる自動回答",
    ):  # fmt: skip
        assert part in text, text


def test_a_conversation_is_saved_for_word_and_opens_again() -> None:
    with calling(kept(), "tanaka") as client:
        content = client.get("/chat/own/conversations/c1.docx?lang=en").content
    opened = docx.Document(io.BytesIO(content))
    text = "\n".join(paragraph.text for paragraph in opened.paragraphs)
    for part in (
        "Conversation with",
        "案内板の目標は？",
        "目標は2,003です。<b>#1[1]",
        "「2,003」（青波県",
        "example.jp",
    ):
        assert part in text, text
    assert [[cell.text for cell in r.cells] for r in opened.tables[0].rows] == [
        ["Indicator", "基準値", "R6年度目標値"], ["案内板：案内板（箇所）", "915（R2.12）", "2,003"],
    ]  # fmt: skip
    assert opened.core_properties.author == ""


def test_characters_that_no_word_file_can_hold_do_no_harm() -> None:
    made = desk(answer(question=f"制御\x00\x1b{HOSTILE}", sentences=(Sentence(text="\x0b一", citations=(1,)),)))
    asked(made, owner="user:tanaka")
    with calling(made, "tanaka") as client:
        opened = docx.Document(io.BytesIO(client.get("/chat/own/conversations/c1.docx").content))
        assert client.get("/chat/own/conversations/c1.md").status_code == 200
    assert HOSTILE in "".join(p.text for p in opened.paragraphs)


def test_tables_are_saved_for_spreadsheets_and_run_nothing() -> None:
    made = kept()
    turn = made.history.turns("user:tanaka", "c1")[0].id
    with calling(made, "tanaka") as client:
        content = client.get(f"/chat/own/tables/{turn}.csv").content
        assert client.get("/chat/own/tables/none.csv").status_code == 404
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows == [["項目", "基準値", "R6年度目標値"], ["案内板：案内板（箇所）", "915（R2.12）", "2,003"]]
    cells = csv_of([[["=1+1", "-4.4%", "@x", "+cmd", "-cmd", "-1,200"]]]).decode("utf-8-sig").strip()
    assert cells.startswith("'=1+1,-4.4%,'@x,'+cmd,'-cmd,")


@pytest.mark.parametrize("path", ["conversations/c1.md", "conversations/c1.docx", "tables/{turn}.csv"])
def test_files_are_their_owners_alone(path: str) -> None:
    made = kept()
    turn = made.history.turns("user:tanaka", "c1")[0].id
    for user in ("suzuki", None):
        with calling(made, user) as client:
            assert client.get(f"/chat/own/{path.format(turn=turn)}").status_code == 404
            assert "案内板" not in client.get("/chat/own/conversations").text
            assert client.delete("/chat/own/conversations/c1", headers=OURS).status_code == 404
    assert made.history.turns("user:tanaka", "c1")


def test_the_history_is_listed_and_deleted() -> None:
    made = kept()
    with calling(made, "tanaka") as client:
        page = client.get("/chat/own/conversations").text
        assert "案内板の目標は？*" in page and "90日間" in page and 'data-conversation="c1"' in page
        assert client.delete("/chat/own/conversations/c1", headers=OURS).json() == {"deleted": 1}
        assert "まだ履歴はありません" in client.get("/chat/own/conversations").text
        asked(made, owner="user:tanaka")
        assert client.delete("/chat/own/conversations", headers=OURS).json() == {"deleted": 1}


def test_without_a_login_a_browser_is_known_by_a_cookie_of_its_own() -> None:
    made = desk()
    with calling(made) as client, calling(made) as other:
        for browser in (client, other):
            cookie = browser.get("/chat/").headers["set-cookie"]
            assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Path=/chat" in cookie
        mine = client.get("/chat/own/who").json()
        assert mine == client.get("/chat/own/who").json() != other.get("/chat/own/who").json()
        asked(made, owner=f"visitor:{mine}")
        assert "計画の期間は？" in client.get("/chat/own/conversations").text
        assert "計画の期間は？" not in other.get("/chat/own/conversations").text


@pytest.mark.parametrize("cookie", ["policy_assistant_chat=x", "policy_assistant_chat=" + "a" * 5000, "=;="])
def test_a_cookie_that_is_none_of_ours_is_replaced(cookie: str) -> None:
    with calling(desk()) as client:
        response = client.get("/chat/", headers={"cookie": cookie})
    assert re.search(r"policy_assistant_chat=[\w-]{43};", response.headers["set-cookie"])


def test_what_stands_around_a_quotation_can_be_read() -> None:
    parts = [passage(f"{n}<段落>です。", n * 10, path=("章", "節")) for n in range(6)]
    with calling(desk(answer(), parts)) as client:
        where = {"document": "aonami-policy", "start": 30, "end": 32}
        near = client.get("/chat/own/reading", params={**where, "reach": "near"}).text
        whole = client.get("/chat/own/reading", params={**where, "reach": "section"}).text
        for wrong in ({"document": "none"}, {"start": 900, "end": 901}):
            assert client.get("/chat/own/reading", params={**where, "reach": "near", **wrong}).status_code == 404
        for wrong in ({"start": "x"}, {"reach": "all"}):
            assert client.get("/chat/own/reading", params={**where, "reach": "near", **wrong}).status_code == 422
    assert "1&lt;段落&gt;" in near and "0&lt;" not in near and "<mark>3&lt;</mark>" in near
    assert "0&lt;段落" in whole and "5&lt;段落" in whole and "節全体：章 ＞ 節" in whole


def test_a_history_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    made = desk(history=History(tmp_path / "h"))
    asked(made, owner="user:tanaka")
    (tmp_path / "h").write_bytes(b"x" * 5000)
    with calling(made, "tanaka") as client:
        for method, path in (("GET", "conversations"), ("GET", "conversations/c1.md"), ("DELETE", "conversations")):
            assert client.request(method, f"/chat/own/{path}", headers=OURS).status_code == 503
