"""A running process: which files it holds open, what it loads, and how it ends."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import threading
import urllib.request
from pathlib import Path
from typing import Any

from tests.assistant.web.running import INTERNAL, operations, serving

QUESTION = "霧笛の点検の期間はいつからいつまでですか？"


def post(address: str, path: str, **body: Any) -> dict[str, Any]:
    request = urllib.request.Request(  # noqa: S310
        address + path, json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=120) as response:  # noqa: S310
        found: dict[str, Any] = json.load(response)
        return found


def touched(process: subprocess.Popen[str]) -> list[str]:
    """The files that a process holds open or has mapped."""
    folder = Path(f"/proc/{process.pid}")
    links = [link.readlink().as_posix() for link in (folder / "fd").iterdir() if link.is_symlink()]
    return links + re.findall(r"(/\S+)$", (folder / "maps").read_text(), re.MULTILINE)


def test_a_public_process_never_opens_what_is_internal_and_loads_no_chat(indexed: Path) -> None:
    with serving(indexed, "--channel", "public") as (address, process):
        for _ in range(2):
            assert INTERNAL not in json.dumps(post(address, "/api/public/ask", question=QUESTION), ensure_ascii=False)
        open_files = touched(process)
    assert any("/data/public/" in path for path in open_files), open_files
    assert not [path for path in open_files if "/data/internal" in path]
    assert not [path for path in open_files if "/gradio/" in path or "/pandas/" in path]


def test_a_staff_process_opens_both_and_ends_what_is_under_way(indexed: Path) -> None:
    with serving(indexed, "--channel", "staff") as (address, process):
        assert INTERNAL in json.dumps(post(address, "/api/staff/ask", question=QUESTION), ensure_ascii=False)
        assert any("/data/internal" in path for path in touched(process))
        got: list[dict[str, Any]] = []

        def ask(n: int) -> None:
            got.append(post(address, "/api/staff/ask", question=f"{QUESTION}（{n}）"))

        asking = [threading.Thread(target=ask, args=(n,)) for n in range(6)]
        for one in asking:
            one.start()
        while len(got) + under_way(process) < len(asking):
            assert process.poll() is None
        process.send_signal(signal.SIGTERM)
        for one in asking:
            one.join(120)
    assert len(got) == len(asking) and all(answer["audit_id"] for answer in got)


def under_way(process: subprocess.Popen[str]) -> int:
    """How many questions are worked on or wait, as the second listener says."""
    with urllib.request.urlopen(f"{operations(process)}/metrics", timeout=60) as response:  # noqa: S310
        figures = response.read().decode()
    return sum(int(float(n)) for n in re.findall(r"^policy_assistant_questions_\w+ (\S+)$", figures, re.MULTILINE))
