"""A folder with an index, a running server and a browser, each made once."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.assistant.web.running import Sink, command, environment, serving, write_documents


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
