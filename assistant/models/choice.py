"""Which model may write: settings go in, a `Choice` comes out or the reason why the start is refused.

Called when a chain is opened. Principle 3: a model outside of this process must be marked as one whose provider does
not train on what it is sent.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.errors import SettingsError
from assistant.settings import Settings

EMBEDDED = "embedded"
EMBEDDED_EVIDENCE, EMBEDDED_REPLY = 200, 80  # tokens: what one slow core reads and writes in a few seconds
SERVER_EVIDENCE, SERVER_REPLY = 2000, 600
Audience = Literal["staff", "resident"]


@dataclass(frozen=True)
class Choice:
    """A model with its bounds: `seconds` for a whole answer, tokens of evidence and of the reply."""

    provider: str
    model: str
    base_url: str
    api_key: str
    seconds: float
    retries: int
    evidence_tokens: int
    reply_tokens: int

    @property
    def name(self) -> str:
        """As answers and records call it."""
        return f"{self.provider}:{self.model}" if self.model else self.provider


def wanted(settings: Settings, audience: Audience) -> bool:
    """Whether a model writes for this audience."""
    return (settings.generator_public if audience == "resident" else settings.generator_staff) == "generative"


def refuse_unfit(settings: Settings, audience: Audience) -> None:
    """Raises SettingsError where a model is to write for this audience that may not or cannot."""
    if wanted(settings, audience):
        choose(settings)


def choose(settings: Settings) -> Choice:
    """The model that the settings name; raises SettingsError, one line, where it may not or cannot be used."""
    provider, embedded = settings.generator_provider, settings.generator_provider == EMBEDDED
    if not provider:
        raise SettingsError(
            "generator_provider: is not set; name a provider (openai for compatible servers, ollama, embedded) "
            "or set the generators to extractive"
        )
    if not embedded and not settings.generator_model:
        raise SettingsError(f"generator_model: is not set; name the model that {provider} serves")
    if provider in ("openai", "azure_openai", "ollama") and not settings.generator_base_url:
        raise SettingsError(f"generator_base_url: is not set; give the address of the {provider} server")
    if not embedded and not settings.generator_no_training:
        raise SettingsError(
            f"generator_no_training: is not true; the third principle lets no question reach a model whose provider "
            f"may train on it. Make sure that {provider} does not, then set it"
        )
    evidence = settings.generator_evidence_tokens or (EMBEDDED_EVIDENCE if embedded else SERVER_EVIDENCE)
    return Choice(
        provider=provider,
        model=settings.generator_model,
        base_url=settings.generator_base_url,
        api_key=settings.generator_api_key.get_secret_value() if settings.generator_api_key else "",
        seconds=settings.generator_timeout,
        retries=settings.generator_retries,
        evidence_tokens=min(evidence, 500) if embedded else evidence,
        reply_tokens=settings.generator_reply_tokens or (EMBEDDED_REPLY if embedded else SERVER_REPLY),
    )
