"""A running `policy-assistant serve` in a process of its own, for benchmarks and attacks; settings by name.

Called by `evals.malformed` and `evals.bench_service`. The data folder is that of the settings.
"""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from evals.malformed import Reply

UNLIMITED = dict.fromkeys(("resident_limit_address", "resident_limit_token"), "0")


@dataclass(frozen=True)
class Running:
    """Where it listens, and its process."""

    port: int
    operations_port: int
    pid: int

    def cpu_seconds(self) -> float:
        """Processor time that it has used, user and system."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def resident_mebibytes(self) -> float:
        """Memory that it holds."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


@contextmanager
def served(channel: str, **settings: str) -> Iterator[Running]:
    """Serves until the end of the block; `settings` by their names."""
    env = {**os.environ, **{f"POLICY_ASSISTANT_{name.upper()}": value for name, value in settings.items()}}
    command = [sys.executable, "-m", "assistant.cli", "serve", "--channel", channel, "--port", "0"]
    process = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True, encoding="utf-8")  # noqa: S603
    try:
        assert process.stdout is not None  # noqa: S101 (asked for above)
        line = process.stdout.readline()
        ports = re.findall(r"http://127\.0\.0\.1:(\d+)", line)
        if len(ports) != 2:
            raise RuntimeError(f"serve did not start: {line!r}")
        yield Running(int(ports[0]), int(ports[1]), process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()


def call(running: Running, method: str, path: str, headers: dict[str, str], body: bytes) -> Reply:
    """One request; waits for the whole response."""
    connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=120)
    try:
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        media_type = (response.getheader("content-type") or "").partition(";")[0]
        return Reply(response.status, media_type, response.read().decode("utf-8", "replace"))
    finally:
        connection.close()


def ask_operations(running: Running, path: str) -> str:
    """What the second listener says."""
    connection = http.client.HTTPConnection("127.0.0.1", running.operations_port, timeout=60)
    try:
        connection.request("GET", path)
        return connection.getresponse().read().decode()
    finally:
        connection.close()


def wait_until(ready: float) -> None:
    """Sleeps until `time.perf_counter` says `ready`."""
    time.sleep(max(0.0, ready - time.perf_counter()))
