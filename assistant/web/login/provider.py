"""The OpenID provider: what it says of itself, its keys, and who a code stands for; called by the single sign-on.

Everything a provider sends is checked before it is believed: issuer, audience, signature by a public key, times, nonce.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet

from assistant.settings import Settings
from assistant.web.login.configured import is_safe

# Public keys alone: with a shared secret, whoever checks a token could make one.
_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519"]
_LEEWAY = 60  # seconds that clocks may differ
_TIMEOUT = 10.0
_METADATA_SECONDS, _KEYS_SECONDS = 3600.0, 30.0  # how long they are believed, and how soon keys are asked for again


class ProviderError(Exception):
    """The provider cannot be reached, or its answer cannot be believed. The message holds nothing of a person."""

    def __init__(self, said: str, unreachable: bool = False) -> None:
        """`unreachable`: trying again later may help."""
        super().__init__(said)
        self.unreachable = unreachable


@dataclass(frozen=True)
class Person:
    """Whom the provider vouches for. `subject` is nobody else's at this provider (`sub`), `name` may be."""

    subject: str
    name: str
    groups: frozenset[str]
    id_token: str


class Provider:
    """One provider, asked over HTTP."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.time) -> None:
        """Asks nothing yet."""
        self._settings, self._clock = settings, clock
        self._metadata: tuple[float, dict[str, Any]] | None = None
        self._keys: tuple[float, KeySet] | None = None

    async def authorization(self, callback: str, state: str, nonce: str, verifier: str) -> str:
        """The address where a person logs in."""
        metadata = await self._about()
        async with self._client(callback) as client:
            url, _ = client.create_authorization_url(
                metadata["authorization_endpoint"], state=state, nonce=nonce, code_verifier=verifier
            )
        return str(url)

    async def person(self, code: str, issuer: str | None, callback: str, verifier: str, nonce: str) -> Person:
        """Who has logged in. `issuer`: what the answer named, if it named one (RFC 9207)."""
        metadata = await self._about()
        names_it = metadata.get("authorization_response_iss_parameter_supported") is True
        if (issuer is not None or names_it) and issuer != metadata["issuer"]:
            raise ProviderError("the answer came from another issuer")
        async with self._client(callback) as client:
            token = await _asked(client.fetch_token(metadata["token_endpoint"], code=code, code_verifier=verifier))
            claims = await self._claims(token, nonce)
            wanted = self._settings.oidc_groups_claim
            if wanted not in claims and metadata.get("userinfo_endpoint"):
                answer = await _asked(client.get(metadata["userinfo_endpoint"]))
                more = _object(answer)
                if more.get("sub") != claims["sub"]:
                    raise ProviderError("its two answers are about different persons")
                claims = {**more, **claims}
        name = next(str(claims[key]) for key in ("name", "preferred_username", "sub") if claims.get(key))
        return Person(str(claims["sub"]), name[:100], _groups(claims.get(wanted)), str(token["id_token"]))

    async def logout(self, id_token: str, back: str) -> str | None:
        """Where a person logs out of the provider; None if it offers no such place."""
        endpoint = (await self._about()).get("end_session_endpoint")
        given = {
            "id_token_hint": id_token,
            "post_logout_redirect_uri": back,
            "client_id": self._settings.oidc_client_id,
        }
        return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(given)}" if endpoint else None

    def _client(self, callback: str) -> Any:
        secret = self._settings.oidc_client_secret
        return AsyncOAuth2Client(
            client_id=self._settings.oidc_client_id,
            client_secret=secret.get_secret_value() if secret else None,
            token_endpoint_auth_method="client_secret_basic" if secret else "none",
            scope=self._settings.oidc_scope,
            redirect_uri=callback,
            code_challenge_method="S256",
            timeout=_TIMEOUT,
        )

    async def _claims(self, token: dict[str, Any], nonce: str) -> dict[str, Any]:
        issuer = (await self._about())["issuer"]
        raw = token.get("id_token")
        if not isinstance(raw, str):
            raise ProviderError("it has sent no ID token")
        try:
            try:
                decoded = jwt.decode(raw, await self._key_set(), algorithms=_ALGORITHMS)
            except (InvalidKeyIdError, ValueError):  # it may have changed its keys
                decoded = jwt.decode(raw, await self._key_set(anew=True), algorithms=_ALGORITHMS)
            options = {"iss": {"essential": True, "value": issuer}, "nonce": {"essential": True, "value": nonce}}
            known = {"nonce": nonce, "client_id": self._settings.oidc_client_id}
            known["access_token"] = token.get("access_token", "")
            claims = CodeIDToken(decoded.claims, decoded.header, options, known)
            claims.validate(now=int(self._clock()), leeway=_LEEWAY)
            audience = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
        except (JoseError, AuthlibBaseError, ValueError, TypeError, KeyError) as error:
            raise ProviderError(f"its ID token cannot be believed ({type(error).__name__})") from None
        if self._settings.oidc_client_id not in audience:
            raise ProviderError("its ID token is for somebody else")
        return dict(claims)

    async def _about(self) -> dict[str, Any]:
        """What the provider says of itself (OpenID Connect Discovery 1.0)."""
        if self._metadata and self._metadata[0] > self._clock() - _METADATA_SECONDS:
            return self._metadata[1]
        issuer = self._settings.oidc_issuer
        found = await self._get(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
        if found.get("issuer") != issuer:
            raise ProviderError(
                "it names another issuer than the setting oidc_issuer; they must be the same, letter by letter"
            )
        for name in (
            "authorization_endpoint",
            "token_endpoint",
            "jwks_uri",
            "userinfo_endpoint",
            "end_session_endpoint",
        ):
            if name not in found and name in ("userinfo_endpoint", "end_session_endpoint"):
                continue
            if not is_safe(str(found.get(name))):
                raise ProviderError(f"its {name} is not behind https")
        self._metadata = (self._clock(), found)
        return found

    async def _key_set(self, anew: bool = False) -> KeySet:
        if self._keys and not (anew and self._keys[0] <= self._clock() - _KEYS_SECONDS):
            return self._keys[1]
        found = await self._get((await self._about())["jwks_uri"])
        try:
            self._keys = (self._clock(), KeySet.import_key_set(found))  # type: ignore[arg-type]
        except (JoseError, ValueError, TypeError, KeyError) as error:
            raise ProviderError(f"its keys cannot be read ({type(error).__name__})") from None
        return self._keys[1]

    async def _get(self, url: str) -> dict[str, Any]:
        async with httpx2.AsyncClient(timeout=_TIMEOUT) as client:
            return _object(await _asked(client.get(url)))


async def _asked(asking: Any) -> Any:
    """What an exchange gives; raises ProviderError in place of what HTTP and OAuth raise."""
    try:
        return await asking
    except httpx2.HTTPError as error:
        raise ProviderError(f"the provider cannot be reached ({type(error).__name__})", unreachable=True) from None
    except AuthlibBaseError as error:
        raise ProviderError(f"the provider refuses ({type(error).__name__})") from None
    except ValueError:
        raise ProviderError("the provider's answer is no JSON") from None


def _object(response: Any) -> dict[str, Any]:
    try:
        found = response.json() if response.status_code == 200 else None
    except ValueError:
        found = None
    if not isinstance(found, dict):
        said = f"the provider answers with status {response.status_code} and no JSON object"
        raise ProviderError(said, unreachable=response.status_code >= 500)
    return found


def _groups(claim: Any) -> frozenset[str]:
    """The groups of a claim: a list of names, or one name."""
    if isinstance(claim, str):
        return frozenset({claim})
    return frozenset(str(group) for group in claim) if isinstance(claim, list) else frozenset()
