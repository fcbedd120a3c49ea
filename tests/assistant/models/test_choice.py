"""Which model may write: principle 3 refuses the start, wrong settings are told in one line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assistant.errors import AssistantError, SettingsError
from assistant.models.choice import choose, refuse_unfit, wanted
from assistant.models.providers import MissingPackageError, model_for
from assistant.settings import Settings

GOOD: dict[str, Any] = {
    "generator_staff": "generative", "generator_provider": "openai", "generator_model": "m",
    "generator_base_url": "http://127.0.0.1:9/v1", "generator_no_training": True,
}  # fmt: skip


def settings(**given: Any) -> Settings:
    return Settings(**{**GOOD, **given})


def test_each_channel_chooses_for_itself_and_extractive_is_the_default() -> None:
    assert not wanted(Settings(), "staff") and not wanted(Settings(), "resident")
    assert wanted(settings(), "staff") and not wanted(settings(), "resident")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"generator_no_training": False}, "third principle"),
        ({"generator_provider": ""}, "generator_provider"),
        ({"generator_model": ""}, "generator_model"),
        ({"generator_base_url": ""}, "generator_base_url"),
    ],
)
def test_the_start_is_refused_with_the_reason(given: dict[str, Any], told: str) -> None:
    with pytest.raises(SettingsError, match=told):
        refuse_unfit(settings(**given), "staff")
    refuse_unfit(settings(**given), "resident")  # nobody asked for a model there


def test_the_embedded_model_sends_nothing_and_needs_no_mark() -> None:
    chosen = choose(settings(generator_provider="embedded", generator_no_training=False, generator_evidence_tokens=900))
    assert chosen.evidence_tokens <= 500 and chosen.name == "embedded:m"


def test_the_key_is_shown_nowhere() -> None:
    given = settings(generator_api_key="very-secret")
    assert "very-secret" not in repr(given) + given.model_dump_json() and choose(given).api_key == "very-secret"


@pytest.mark.parametrize("provider", ["nobody", "perplexity"])
def test_a_provider_that_is_not_there(provider: str, tmp_path: Path) -> None:
    with pytest.raises(AssistantError) as told:
        model_for(choose(settings(generator_provider=provider)), tmp_path)
    assert isinstance(told.value, MissingPackageError) and "\n" not in str(told.value)


@pytest.mark.parametrize(("provider", "extra"), [("openai", "servers"), ("anthropic", "clouds"), ("ollama", "servers")])
def test_what_is_not_installed_names_the_extra(
    provider: str, extra: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(*_: Any, **__: Any) -> None:  # as it raises; once imported, it keeps a provider's class
        raise ImportError(name=f"langchain_{provider}")

    monkeypatch.setattr("langchain.chat_models.init_chat_model", missing)
    with pytest.raises(MissingPackageError, match=f"install the extra {extra}"):
        model_for(choose(settings(generator_provider=provider)), tmp_path)


@pytest.mark.parametrize("provider", ["openai", "azure_openai", "ollama"])
def test_servers_make_a_model_without_sending_anything(provider: str, tmp_path: Path) -> None:
    assert hasattr(model_for(choose(settings(generator_provider=provider)), tmp_path), "stream")


@pytest.mark.parametrize("provider", ["anthropic", "google_genai"])
def test_clouds_make_a_model_but_only_marked_as_not_training(provider: str, tmp_path: Path) -> None:
    given: dict[str, Any] = {"generator_provider": provider, "generator_base_url": "", "generator_api_key": "k"}
    assert hasattr(model_for(choose(settings(**given)), tmp_path), "stream")
    with pytest.raises(SettingsError, match=f"third principle.*{provider}"):
        refuse_unfit(settings(**given, generator_no_training=False), "staff")
