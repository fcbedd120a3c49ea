"""Without any network, everything answers, and nothing even tries to reach out."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.assistant.web.running import ROOT, environment


def test_it_answers_without_a_network_and_tries_none(indexed: Path) -> None:
    tools = [shutil.which(name) for name in ("unshare", "ip")]
    apart = [tools[0] or "unshare", "--map-root-user", "--net"]
    if not all(tools) or subprocess.run([*apart, "true"], capture_output=True, check=False).returncode:  # noqa: S603
        pytest.skip("this machine allows no network namespace")  # a matter of rights, as in most containers
    script = f'ip link set lo up && exec "{sys.executable}" -m tests.assistant.web.offline "$@"'
    done = subprocess.run(  # noqa: S603
        [*apart, "sh", "-c", script, "sh", str(indexed), "青波県港デジタル計画の期間はいつからいつまでですか？"],
        cwd=ROOT, env=environment(), capture_output=True, text=True, encoding="utf-8", timeout=400, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["ask"] == told["public"] == told["staff"] == "answered"
    assert set(told["pages"].values()) == {200} and told["stream"][-1] == "done" and "sentence" in told["stream"]
    assert told["lost"] == 0 and told["lost_then"] > 0
