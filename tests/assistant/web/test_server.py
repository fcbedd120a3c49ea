"""`policy-assistant serve` as operators meet it: one line when it is ready, one line when it cannot be."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import urllib.request
from pathlib import Path

import pytest

from assistant.web.channels import audience_of, has_chat, sides_of
from tests.assistant.web.running import command, environment, serving


def refused(folder: Path, *args: str, env: dict[str, str] | None = None) -> str:
    """The one line on standard error of a `serve` that must end with 2."""
    done = subprocess.run(  # noqa: S603
        command("serve", *args),
        cwd=folder,
        env=environment(**(env or {})),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=180,
    )
    assert done.returncode == 2 and done.stdout == "", (done.stdout, done.stderr)
    assert done.stderr.count("\n") == 1 and done.stderr.startswith("policy-assistant: "), done.stderr
    return done.stderr


@pytest.mark.parametrize("channel", ["all", "staff"])
@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "::"])  # noqa: S104
def test_without_a_login_staff_are_served_on_this_machine_alone(tmp_path: Path, channel: str, host: str) -> None:
    said = refused(tmp_path, "--channel", channel, "--host", host)
    assert channel in said and "only on this machine" in said


def test_the_public_channel_needs_a_name_beyond_this_machine(tmp_path: Path) -> None:
    assert "set host_names" in refused(tmp_path, "--channel", "public", "--host", "0.0.0.0")  # noqa: S104


def test_a_host_that_is_none_is_told(tmp_path: Path) -> None:
    assert "is no address of this machine" in refused(tmp_path, "--host", "nowhere.invalid")


@pytest.mark.parametrize("port", ["-1", "65536", "http", "８０"])
def test_a_port_that_is_none_is_told(tmp_path: Path, port: str) -> None:
    assert "is no port" in refused(tmp_path, f"--port={port}")


def test_without_an_index_it_says_what_to_run(tmp_path: Path) -> None:
    assert "run policy-assistant ingest" in refused(tmp_path, "--port", "0")


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert f"127.0.0.1:{port}: is taken" in refused(tmp_path, "--port", str(port))


def test_it_serves_after_its_one_line_and_ends_cleanly(indexed: Path) -> None:
    with serving(indexed, "--channel", "public", "--host", "localhost") as (address, process):
        assert address.startswith("http://localhost:")
        with urllib.request.urlopen(f"{address}/healthz", timeout=60) as answer:  # noqa: S310
            assert json.load(answer) == {"status": "ok"}
        process.send_signal(signal.SIGTERM)
        process.send_signal(signal.SIGINT)


def test_the_public_channel_has_no_side_for_staff() -> None:
    assert sides_of("public") == ("public",) and audience_of("public") == "resident" and not has_chat("public")
    assert sides_of("staff") == ("staff",) and audience_of("staff") == "staff"
    assert sides_of("all") == ("public", "staff")


def test_staff_are_served_beyond_this_machine_once_they_log_in(tmp_path: Path) -> None:
    beyond = ("--channel", "staff", "--host", "0.0.0.0")  # noqa: S104
    login = {"POLICY_ASSISTANT_LOGIN": "accounts"}
    assert "set site_url" in refused(tmp_path, *beyond, env=login)
    said = refused(tmp_path, *beyond, env={**login, "POLICY_ASSISTANT_SITE_URL": "https://assistant.example"})
    assert "run policy-assistant ingest" in said  # it has got as far as the index
    half = {"POLICY_ASSISTANT_LOGIN": "oidc"}
    assert "oidc_issuer: is missing" in refused(tmp_path, "--channel", "staff", env=half)
    beyond = ("--channel", "all", "--host", "0.0.0.0")  # noqa: S104
    assert "only on this machine" in refused(tmp_path, *beyond, env=login)


def test_a_model_whose_provider_may_train_is_refused_before_anything_is_opened(tmp_path: Path) -> None:
    model = {"PROVIDER": "openai", "MODEL": "any", "BASE_URL": "http://127.0.0.1:9/v1"}
    env = {f"POLICY_ASSISTANT_GENERATOR_{name}": value for name, value in model.items()}
    said = refused(tmp_path, "--channel", "staff", env={**env, "POLICY_ASSISTANT_GENERATOR_STAFF": "generative"})
    assert "generator_no_training" in said and not (tmp_path / "data" / "audit").exists()
