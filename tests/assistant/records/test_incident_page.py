"""The incident report in a real browser: light, nothing wider than the page on a screen, a phone and on paper."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from assistant.records import export_file
from assistant.records.log import AuditLog
from assistant.records.recorder import Recorder
from tests.assistant.records.samples import ANY, Clock, asked, settings_for

A4 = 794 - 2 * 60  # CSS pixels between the margins


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("incident")
    made = settings_for(folder)
    recorder = Recorder(made, "public", now=Clock())
    answer_id = recorder.record(asked(0), ANY).audit_id
    recorder.feedback(answer_id, False, "incomplete", "期間の始まりの日が書かれていませんでした。")
    recorder.close()
    with closing(AuditLog.open_existing(made)) as log:
        export_file.write(iter([export_file.incident_page(log, answer_id)]), folder / "report.html")
    return folder / "report.html"


@pytest.mark.parametrize(("width", "media"), [(1200, "screen"), (360, "screen"), (A4, "print")])
def test_the_report_fits(browser: Browser, report: Path, width: int, media: str) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme="dark")
    try:
        asked_for: list[str] = []
        page.on("request", lambda request: asked_for.append(request.url))
        page.emulate_media(media="print" if media == "print" else "screen")
        page.goto(report.as_uri())
        assert asked_for == [report.as_uri()]
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
        assert page.locator("h1").inner_text() == "事案報告書"
    finally:
        page.close()
