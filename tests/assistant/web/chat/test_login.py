"""The chat behind the login: two people, each with a history of their own, and nothing for who is not let in."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.assistant.web.chat.browsing import PATIENCE, Opened, ask
from tests.assistant.web.chat.desks import JA
from tests.assistant.web.running import command, environment, serving

PASSWORD = "correct horse battery staple 7"  # noqa: S105


def log_in(page: Page, name: str) -> None:
    page.get_by_label("利用者名").fill(name)
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="ログインする").click()
    expect(page.locator("#pa-question textarea")).to_be_visible(timeout=PATIENCE)


def test_each_person_has_a_history_of_their_own(opened: Opened, indexed: Path, tmp_path: Path) -> None:
    shutil.copytree(indexed / "data", tmp_path / "data")
    for name in ("kou", "otsu"):
        subprocess.run(  # noqa: S603
            command("account", "add", name), cwd=tmp_path, env=environment(), input=f"{PASSWORD}\n", text=True,
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
    with serving(tmp_path, "--channel", "staff", env={"POLICY_ASSISTANT_LOGIN": "accounts"}) as (at, _):
        page = opened(at, failing=True, waiting=False)
        log_in(page, "kou")
        ask(page, "計画の期間は？")
        page.get_by_role("link", name=JA("page.logout")).click(timeout=PATIENCE)
        page.get_by_role("button", name="ログアウトする").click()
        gone = page.request.get(f"{at}/chat/own/conversations")
        assert gone.status in (401, 403) or "/login" in gone.url
        page.goto(f"{at}/chat/")
        log_in(page, "otsu")
        page.get_by_role("button", name=JA("page.history")).click()
        expect(page.locator("#pa-history")).to_contain_text(JA("history.empty"), timeout=PATIENCE)
        elsewhere = opened(at, failing=True, waiting=False)
        log_in(elsewhere, "kou")
        elsewhere.get_by_role("button", name=JA("page.history")).click()
        expect(elsewhere.locator("#pa-history")).to_contain_text("計画の期間は？", timeout=PATIENCE)
