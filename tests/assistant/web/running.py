"""A running `policy-assistant serve` over an index of invented documents, for the tests of the web pages."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.assistant import policy

ROOT = Path(__file__).resolve().parents[3]
HOSTILE_TITLE = "<img src=x onerror=window.hurt=1>灯台計画${window.hurt=1}{{value}}"
INDICATORS = """# 青波県の港指標集

## 指標の進み具合
| 施策名 | 項目（単位） | 基準値（時点） | R6年度末目標値 | R5年度末目標値 | R5年度末実績値 |
| --- | --- | --- | --- | --- | --- |
| 桟橋の整備 | 桟橋の設置数（箇所/累計） | 12（R2.12） | 60 | 45 | 31 |
| 夜間照明の更新 | 夜間照明の更新率（%） | 20.5（R2年度） | 95 | 80 | 82.5 |
"""
INTERNAL = "霧笛の点検の期間は、令和7年度から令和9年度までの3年間とします。"


def write_documents(folder: Path) -> Path:
    """The invented policy with its address, a document whose title and text are markup, and an internal one."""
    listed = policy.write(folder)
    (folder / "hostile.txt").write_text(
        "第１章　灯台\n\n１　灯台の色\n灯台の色は、<b onmouseover=window.hurt=1>白</b>とします。\n",
        encoding="utf-8",
    )
    (folder / "internal.txt").write_text(
        f"第１章　霧笛\n\n１　霧笛の目的\n霧の日に船へ位置を知らせます。\n\n２　霧笛の点検の期間\n{INTERNAL}\n\n"
        "３　記録\n結果は台帳に書きます。\n\n４　予備の部品\n部品は倉庫に置きます。\n",
        encoding="utf-8",
    )
    (folder / "indicators.md").write_text(INDICATORS, encoding="utf-8")
    (folder / "neighbour.txt").write_text(
        "第１章　はじめに\n\n１　計画の期間\n赤浜計画の期間は、令和5年度から令和9年度までの5年間とします。\n\n"
        "２　港の目標\n赤浜県は、港の手続をすべて電子にすることを目標とします。\n",
        encoding="utf-8",
    )
    with listed.open("a", encoding="utf-8") as more:
        more.write(
            '[[source]]\nid = "indicators"\npath = "indicators.md"\ntitle = "青波県の港指標集"\npublisher = "青波県"\n'
            'period = "令和5年度"\n'
            '[[source]]\nid = "neighbour"\npath = "neighbour.txt"\ntitle = "赤浜県みなと計画"\npublisher = "赤浜県"\n'
            'period = "令和5年度～令和9年度"\n'
            f'[[source]]\nid = "hostile"\npath = "hostile.txt"\ntitle = "{HOSTILE_TITLE}"\npublisher = "青波県"\n'
            'url = "javascript:window.hurt=1"\n'
            '[[source]]\nid = "internal"\npath = "internal.txt"\ntitle = "霧笛点検要領"\npublisher = "青波県"\n'
            'audience = "internal"\n'
        )
    text = listed.read_text("utf-8")
    listed.write_text(
        text.replace('id = "aonami-policy"', 'id = "aonami-policy"\nurl = "https://example.jp/plan.html"')
    )
    return listed


class Sink:
    """A port on which every library that reports on its own is told to report; keeps how each call begins."""

    def __init__(self) -> None:
        self.calls: list[bytes] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    @property
    def environment(self) -> dict[str, str]:
        """Variables that switch on what the libraries would send, and send it here."""
        url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        on = ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2", "GRADIO_ANALYTICS_ENABLED", "GRADIO_RUN_HISTORY")
        return {
            **dict.fromkeys(on, "true"),
            "LANGSMITH_ENDPOINT": url,
            "LANGSMITH_API_KEY": "none",
            "FASTAPI_OTEL_AUTO_CONFIGURE": "true",
            "OTEL_EXPORTER_OTLP_ENDPOINT": url,
            "HF_ENDPOINT": url,
            "http_proxy": url,
            "https_proxy": url,
            "no_proxy": "",
        }

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._thread.join(10)
        self._socket.close()

    def _listen(self) -> None:
        while True:
            try:
                caller, _ = self._socket.accept()
            except OSError:
                return
            with caller, suppress(OSError):
                self.calls.append(b"")
                caller.settimeout(2)
                self.calls[-1] = caller.recv(500)


def command(*args: str) -> list[str]:
    return [sys.executable, "-m", "assistant.cli", *args]


# Under which libraries keep silent by themselves, as they would not where the assistant is used.
_HUSHED = ("CI", "TF_BUILD", "GITHUB_ACTIONS", "ORT_DISABLE_TELEMETRY", "ORT_RUNNING_UNIT_TESTS", "DO_NOT_TRACK")


def environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _HUSHED}
    return {**kept, "PYTHONPATH": str(ROOT), **more}


SAID: dict[int, str] = {}  # what each process said when it was ready


def operations(process: subprocess.Popen[str]) -> str:
    """The address of a process's second listener."""
    return re.findall(r"http://[^\s/]+:\d+", SAID[process.pid].partition("：")[2])[0]


@contextmanager
def serving(
    folder: Path, *args: str, env: dict[str, str] | None = None, logs: str = "nothing"
) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address that `serve` prints once it is ready, and its process; ended with SIGINT, which must be clean.

    `logs`: how lines may begin that it writes to standard error.
    """
    process = subprocess.Popen(  # noqa: S603
        command("serve", "--port", "0", *args),
        cwd=folder,
        env=environment(**(env or {})),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        found = re.match(r"(http://[^\s/]+:\d+)\S* ", line)
        if not found:
            process.kill()
        assert found, (line, process.communicate()[1])
        SAID[process.pid] = line
        yield found[1], process
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        out, error = process.communicate(timeout=60)
        error = re.sub(rf"(?m)^policy-assistant: {re.escape(logs)}.*\n", "", error)
        assert (process.returncode, out, error) == (0, "", "")
    finally:
        process.kill()
        process.communicate()
