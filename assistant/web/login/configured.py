"""Whether a login is set, and completely: settings go in; the server and `install` ask.

Half a login is an error in one line that names the setting, never a server without one.
"""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from assistant.errors import SettingsError

if TYPE_CHECKING:
    from assistant.settings import Settings


def configured(settings: Settings) -> bool:
    """Whether people must log in; raises SettingsError for a login that is set in part."""
    check_site(settings.site_url)
    if settings.login == "oidc":
        _check_provider(settings)
    return settings.login != "none"


def check_site(url: str) -> None:
    """Raises SettingsError unless `url` is empty or an address of a site, without a path."""
    if url and not (_is_address(url) and urlsplit(url).path in ("", "/") and not urlsplit(url).query):
        raise SettingsError(f"site_url: {url!r} is no address of a site; write it as https://assistant.example.lg.jp")


def _check_provider(settings: Settings) -> None:
    for name in ("oidc_issuer", "oidc_client_id", "site_url"):
        if not getattr(settings, name):
            raise SettingsError(f'{name}: is missing for login = "oidc"; set it (docs/login.md)')
    if not settings.oidc_staff_groups + settings.oidc_reviewer_groups + settings.oidc_administrator_groups:
        raise SettingsError(
            "oidc_staff_groups: is empty, so nobody could log in; name the provider's groups whose members may"
        )
    if not is_safe(settings.oidc_issuer):
        raise SettingsError(f"oidc_issuer: {settings.oidc_issuer!r} must begin with https://")
    if "openid" not in settings.oidc_scope.split():
        raise SettingsError("oidc_scope: must hold openid; write it as 'openid profile'")


def is_safe(url: str) -> bool:
    """Whether an address may be given secrets: https, or this machine itself."""
    return _is_address(url) and (urlsplit(url).scheme == "https" or _is_local(urlsplit(url).hostname or ""))


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        port_is_none = parts.port is None or parts.port > 0
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.username and port_is_none


def _is_local(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
