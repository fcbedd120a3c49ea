"""A small app behind the login, a clock that tests move, and a real OpenID provider."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from starlette.testclient import TestClient

from assistant.settings import Settings
from assistant.web.login import passwords
from tests.assistant.web.login.site import Clock, served

ROOT = Path(__file__).resolve().parents[4]
PROVIDER = ROOT / "build" / "oidc-provider"
SITE = "https://assistant.example"
Served = Callable[..., TestClient]


@pytest.fixture(autouse=True)
def _quick_hashes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes that cost next to nothing, but for tests that ask for `real_hashes`."""
    if "real_hashes" not in request.fixturenames:
        quick = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
        monkeypatch.setattr(passwords, "_hasher", quick)
        monkeypatch.setattr(passwords, "_NOBODY", quick.hash("nobody"))


@pytest.fixture
def real_hashes() -> None:
    """Keeps the parameters of real hashes."""


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def site(tmp_path: Path, clock: Clock) -> Iterator[Served]:
    """Makes a client of an app with a login; settings by keyword, `origin` what its browser calls the site."""
    with ExitStack() as stack:

        def make(origin: str = SITE, peer: str = "192.0.2.7", **given: object) -> TestClient:
            settings = Settings(**{"data_dir": tmp_path / "data", "site_url": origin, "login": "accounts", **given})  # type: ignore[arg-type]
            return stack.enter_context(served(settings, clock, origin, peer))

        yield make


@pytest.fixture(scope="session")
def provider() -> Iterator[str]:
    """The issuer of a provider that runs on this machine; `make test` installs it."""
    node = shutil.which("node")
    if node is None or not (PROVIDER / ".installed").is_file():
        missing = (
            "the tests of the single sign-on need Node.js with npm (Debian: nodejs npm), and `make test` to install"
        )
        pytest.fail(missing, pytrace=False) if os.environ.get("CI") else pytest.skip(missing)
    script = Path(__file__).parent / "provider" / "provider.mjs"
    process = subprocess.Popen(  # noqa: S603
        [node, str(script), str(PROVIDER), SITE],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        issuer = process.stdout.readline().strip()
        assert issuer, process.communicate(timeout=10)[1]
        yield issuer
    finally:
        process.kill()
        process.communicate()
