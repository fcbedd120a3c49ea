"""A folder with an index, a running server and a browser, each made once."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.assistant.web.running import Sink, command, environment, serving, write_documents

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder whose `data` holds the index of the invented documents."""
    folder = tmp_path_factory.mktemp("web")
    listed = write_documents(folder / "documents")
    subprocess.run(  # noqa: S603
        command("ingest", str(listed)), cwd=folder, env=environment(), check=True, capture_output=True, timeout=120
    )
    return folder


@pytest.fixture(scope="session")
def sink() -> Iterator[Sink]:
    made = Sink()
    yield made
    made.close()


@pytest.fixture(scope="session")
def address(indexed: Path, sink: Sink) -> Iterator[str]:
    """Where the server runs, with every library told to report to the sink."""
    with serving(indexed, env=sink.environment) as (found, _):
        yield found


# A session's browser would leave an event loop running under the other tests.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        missing = "no chromium on the path; install it (Debian: apt-get install chromium fonts-ipafont-gothic)"
        if os.environ.get("CI"):
            pytest.fail(f"in CI the pages must be tested, but {missing}", pytrace=False)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        # As root, and in most containers, its sandbox cannot start; it opens our own pages only.
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield made
        made.close()
