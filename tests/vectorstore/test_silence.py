"""The libraries below the search tell nobody of themselves: no identifier on the disk, no call."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_USES = """
from assistant.chain import Chain
import chromadb, chromadb.utils.embedding_functions, onnxruntime
from vectorstore.bundled import questions
assert onnxruntime.get_available_providers()
"""


def test_onnxruntime_makes_no_identifier_of_this_machine(tmp_path: Path) -> None:
    hushed = ("CI", "TF_BUILD", "GITHUB_ACTIONS", "ORT_DISABLE_TELEMETRY", "ORT_RUNNING_UNIT_TESTS")
    env = {k: v for k, v in os.environ.items() if k not in hushed}
    env |= {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache"), "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", _USES], env=env, check=True, timeout=300)  # noqa: S603
    assert not [p for p in tmp_path.rglob("*") if "onnxruntime" in str(p).lower() or "microsoft" in str(p).lower()]
