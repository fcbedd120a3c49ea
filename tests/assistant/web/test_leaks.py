"""Raw values go nowhere on the web: no response, no error body, no log, no file, no store of the browser, no tracer.

Gradio prints the inputs of a broken request in a traceback; `assistant.web.chat.quiet` keeps it from that.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, expect

from tests.assistant.web.chat.browsing import FIELD, send
from tests.assistant.web.running import Sink, serving

RAW = ("090-0000-1234", "1234-5678-9018", "taro@example.jp", "花子", "9-8-7")
WHO = f"私は佐藤花子です。電話は{RAW[0]}、マイナンバーは{RAW[1]}、メールは{RAW[2]}、住所は青波市北区南町9-8-7です。"
QUESTION = WHO + "計画の期間はいつからいつまでですか。"
STORES = """async () => {
    const bases = indexedDB.databases ? await indexedDB.databases() : [];
    const caches_ = window.caches ? await caches.keys() : [];
    return JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, bases, caches_, history.state,
        location.href]);
}"""


def found_in(data: bytes) -> list[str]:
    """The raw values in bytes, as UTF-8, UTF-16 or escaped as in JSON; a house number alone may be chance."""
    forms = [(raw, raw.encode(), raw.encode("utf-16-le"), json.dumps(raw).strip('"').encode()) for raw in RAW[:4]]
    return [raw for raw, *ways in forms if any(way in data for way in ways)]


@pytest.fixture(scope="module")
def folder(indexed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder of its own, so that all that is written in it is these tests'."""
    made = tmp_path_factory.mktemp("leaks") / "work"
    shutil.copytree(indexed, made)
    (made / "tmp").mkdir()
    return made


@pytest.fixture(scope="module")
def said(folder: Path, sink: Sink, browser: Browser) -> Iterator[dict[str, bytes]]:
    """What was answered and kept while raw values were sent in all ways; the server wrote nothing to its streams."""
    out: dict[str, bytes] = {}
    limits = {f"POLICY_ASSISTANT_RESIDENT_LIMIT_{of}": "1000" for of in ("ADDRESS", "TOKEN")}
    env = {**sink.environment, **limits, "TMPDIR": str(folder / "tmp")}
    # The broken request to Gradio's queue is told by type and place alone.
    with serving(folder, "--channel", "all", env=env, logs="chat: ValueError at ") as (address, _):
        with httpx.Client(base_url=address, timeout=60, trust_env=False) as client:
            for name, (method, path, sent) in _requests().items():
                response = client.request(method, path, **sent)
                out[f"{name} {response.status_code}"] = response.content + str(response.headers).encode()
        out["browser"] = _in_a_browser(browser, address)
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        out[f"file {path.relative_to(folder)}"] = path.name.encode() + path.read_bytes()
    yield out


def _requests() -> dict[str, tuple[str, str, dict[str, Any]]]:
    ask = "/api/public/ask"
    plain = "計画の期間は？"
    former = [{"question": QUESTION, "answer_id": "a" * 32}]
    bodies: dict[str, dict[str, Any]] = {
        "asked": {"json": {"question": QUESTION}},
        "only personal": {"json": {"question": WHO}},
        "history": {"json": {"question": plain, "history": former}},
        "unknown field": {"json": {"question": plain, RAW[2]: WHO}},
        "wrong type": {"json": {"question": [WHO]}},
        "too long": {"json": {"question": QUESTION * 40}},
        "wrong filter": {"json": {"question": plain, "filters": {"document": [RAW[2]], WHO: 1}}},
        "wrong language": {"json": {"question": plain, "language": WHO}},
        "no json": {"content": WHO.encode(), "headers": {"content-type": "application/json"}},
        "half json": {"content": ('{"question": "' + WHO).encode(), "headers": {"content-type": "application/json"}},
        "no object": {"json": WHO},
        "binary": {"content": b"\xff\xfe" + WHO.encode("utf-16-le"), "headers": {"content-type": "text/plain"}},
    }
    out: dict[str, tuple[str, str, dict[str, Any]]] = {}
    for name, sent in bodies.items():
        out[name] = ("POST", ask, sent)
        out[f"{name}, stream"] = ("POST", f"{ask}/stream", sent)
        out[f"{name}, staff"] = ("POST", "/api/staff/ask", sent)
    out["in the address"] = ("GET", f"/api/public/ask/{RAW[0]}", {"params": {"q": WHO}})
    out["feedback"] = ("POST", "/api/public/feedback", {"json": {"answer_id": "b" * 32, "comment": WHO, WHO: 1}})
    out["queue"] = (
        "POST",
        "/chat/gradio_api/queue/join",
        {"json": {"data": [WHO], "fn_index": 0, "session_hash": WHO}},
    )
    out["upload"] = ("POST", "/chat/gradio_api/upload", {"files": {"files": (f"{RAW[2]}.txt", WHO.encode())}})
    return out


def _in_a_browser(browser: Browser, address: str) -> bytes:
    """What the browser keeps, shows and would send again once a question was answered on the page."""
    context = browser.new_context(locale="ja-JP")
    try:
        page = context.new_page()
        page.goto(f"{address}/")
        expect(page.locator(FIELD)).to_be_visible(timeout=60_000)
        send(page, QUESTION, "〔マイナンバー〕")
        expect(page.locator("#pa-answer .pa-status")).to_be_visible(timeout=60_000)
        shown = page.locator("#pa-answer").inner_text()
        assert "〔マイナンバー〕" in shown
        kept = [shown, page.evaluate(STORES), json.dumps(context.cookies()), json.dumps(context.storage_state())]
        page.reload()
        expect(page.locator(FIELD)).to_be_visible(timeout=60_000)
        return "\n".join([*kept, page.content(), str(page.evaluate(STORES))]).encode()
    finally:
        context.close()


def test_what_was_sent_was_taken_and_refused(said: dict[str, bytes]) -> None:
    asked = [name for name in said if name.startswith(("asked", "only personal", "history"))]
    assert len(asked) == 9 and all(name.endswith(" 200") for name in asked)
    unfit = [name for name in said if name.startswith(("unknown", "wrong", "too long", "no ", "half", "binary"))]
    assert len(unfit) == 27 and all(name.rpartition(" ")[2] == "422" for name in unfit), unfit
    assert "〔マイナンバー〕" in said["asked 200"].decode() and any(n.startswith("file data") for n in said)


def test_no_response_file_or_store_holds_a_raw_value(said: dict[str, bytes]) -> None:
    assert {name: found for name, data in said.items() if (found := found_in(data))} == {}
    assert not any(RAW[4].encode() in data for name, data in said.items() if not name.startswith("file"))


def test_no_tracer_was_called(said: dict[str, bytes], sink: Sink) -> None:
    assert said and not sink.calls
