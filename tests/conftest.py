"""What all tests share: where the official documents are, and what happens without them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# No test has a clock: a slow machine is no fault.
settings.register_profile("no-clock", deadline=None)
settings.load_profile("no-clock")

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = (ROOT / os.environ.get("POLICY_DOCUMENTS", "../shared/documents")).resolve()
IN_CI = bool(os.environ.get("CI"))
MISSING = f"the official documents are not in {DOCUMENTS} (set POLICY_DOCUMENTS to their folder)"


def have_documents() -> bool:
    return (DOCUMENTS / "sources.toml").is_file()


@pytest.fixture(scope="session")
def policy_documents() -> Path:
    """The folder of the official documents and their `sources.toml`; who asks for it is marked `documents`."""
    return DOCUMENTS


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if "policy_documents" in getattr(item, "fixturenames", ()):
            item.add_marker("documents")
    if have_documents() or IN_CI:
        return
    without = [item for item in items if item.get_closest_marker("documents")]
    if without:
        items[:] = [item for item in items if not item.get_closest_marker("documents")]
        config.hook.pytest_deselected(items=without)
        config.stash[DESELECTED] = len(without)


DESELECTED = pytest.StashKey[int]()


def pytest_report_collectionfinish(config: pytest.Config) -> str | list[str]:
    count = config.stash.get(DESELECTED, 0)
    return f"{count} tests deselected: {MISSING}" if count else []


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("documents") and not have_documents():
        pytest.fail(f"in CI the tests on them must run, but {MISSING}", pytrace=False)
