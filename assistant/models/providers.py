"""A LangChain model for a choice: `init_chat_model` for servers and clouds, our own `LLM` for the embedded one.

Called by `assistant.compose.generative` when a chain is opened. The packages of a provider are imported here, late.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Any

from langchain_core.runnables import Runnable

from assistant.errors import AssistantError
from assistant.models.choice import EMBEDDED, Choice

_EXTRAS = {"servers": ("openai", "azure_openai", "ollama"), "clouds": ("anthropic", "google_genai")}
AZURE_VERSION = "2024-10-21"  # of Azure's interface, unless OPENAI_API_VERSION names another
logging.getLogger("httpx").setLevel(logging.WARNING)  # it would log each address


class MissingPackageError(AssistantError):
    """The packages of a provider are not installed."""


def model_for(choice: Choice, data_dir: Path) -> Runnable[Any, Any]:
    """The model; raises MissingPackageError, SettingsError. Nothing is sent yet."""
    if choice.provider == EMBEDDED:
        from assistant.models.embedded import EmbeddedModel

        return EmbeddedModel.opened(data_dir / "models", choice.reply_tokens)
    try:
        from langchain.chat_models import init_chat_model

        made: Runnable[Any, Any] = init_chat_model(choice.model, model_provider=choice.provider, **_options(choice))
        return made
    except ImportError as error:
        package = (error.name or f"langchain-{choice.provider}").replace("_", "-")
        extra = next((name for name, known in _EXTRAS.items() if choice.provider in known), "")
        hint = f"install the extra {extra}" if extra else f"pip install {package}"
        raise MissingPackageError(f"{package}: is not installed; {hint}") from None
    except ValueError as error:
        said = " ".join(str(error).split())[:200]
        raise MissingPackageError(f"generator_provider {choice.provider}: {said}; name another one") from None


def structured(choice: Choice, schema: dict[str, Any]) -> dict[str, Any]:
    """What asks a provider's server for JSON of a schema; empty where it is not known to have that."""
    if choice.provider in ("openai", "azure_openai"):
        return {"response_format": {"type": "json_schema", "json_schema": {"name": "answer", "schema": schema}}}
    if choice.provider == "ollama":
        return {"format": schema}
    return {}


def _options(choice: Choice) -> dict[str, Any]:
    """Arguments of a provider's model: no retries of its own (`call` retries), the time, the bounds."""
    if choice.provider == "ollama":
        return {
            "base_url": choice.base_url, "temperature": 0, "num_predict": choice.reply_tokens,
            "client_kwargs": {"timeout": choice.seconds},
        }  # fmt: skip
    known: dict[str, Any] = {
        "temperature": 0, "max_tokens": choice.reply_tokens, "max_retries": 0, "timeout": choice.seconds,
    }  # fmt: skip
    if choice.provider == "azure_openai":
        known["azure_endpoint"] = choice.base_url
        known["api_version"] = os.environ.get("OPENAI_API_VERSION") or AZURE_VERSION
    elif choice.base_url:
        known["base_url"] = choice.base_url
    if choice.api_key or choice.provider in ("openai", "azure_openai"):
        known["api_key"] = choice.api_key or "none"  # compatible servers often want none, the client wants one
    if choice.provider in ("openai", "azure_openai"):
        known["use_responses_api"] = False
    return known
