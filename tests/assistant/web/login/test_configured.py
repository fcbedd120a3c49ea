"""Half a login is an error that names the setting."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.errors import SettingsError
from assistant.settings import Settings
from assistant.web.login import configured

WHOLE: dict[str, Any] = {
    "login": "oidc",
    "site_url": "https://assistant.example",
    "oidc_issuer": "https://id.example/tenant/",
    "oidc_client_id": "assistant",
    "oidc_staff_groups": ("staff",),
}


def test_what_is_whole() -> None:
    assert configured(Settings(**WHOLE)) and configured(Settings(login="accounts"))
    assert not configured(Settings()) and not configured(Settings(oidc_issuer="x"))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"oidc_issuer": ""}, "oidc_issuer: is missing"),
        ({"oidc_client_id": ""}, "oidc_client_id: is missing"),
        ({"site_url": ""}, "site_url: is missing"),
        ({"oidc_staff_groups": ()}, "oidc_staff_groups: is empty"),
        ({"oidc_issuer": "http://id.example"}, "must begin with https://"),
        ({"oidc_issuer": "id.example"}, "must begin with https://"),
        ({"oidc_scope": "profile"}, "must hold openid"),
        ({"site_url": "assistant.example"}, "site_url: 'assistant.example' is no address"),
        ({"site_url": "https://assistant.example/chat"}, "is no address of a site"),
        ({"site_url": "https://user@assistant.example"}, "is no address of a site"),
        ({"site_url": "https://assistant.example:port"}, "is no address of a site"),
    ],
)
def test_what_is_missing_or_wrong(changed: dict[str, Any], said: str) -> None:
    with pytest.raises(SettingsError, match="^[^\n]*$") as error:
        configured(Settings(**{**WHOLE, **changed}))
    assert said in str(error.value)


def test_the_secret_is_not_shown() -> None:
    assert "hush" not in repr(Settings(**WHOLE, oidc_client_secret="hush"))  # type: ignore[arg-type] # noqa: S106
