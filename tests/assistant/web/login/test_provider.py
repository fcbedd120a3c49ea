"""A provider that lies, or somebody in its place: nothing that is not right in every part is believed."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, OctKey

from assistant.settings import Settings
from assistant.web.login.provider import Person, Provider, ProviderError

NONCE = "the nonce of this login"


class Liar:
    """A provider on this machine whose every word a test may change."""

    def __init__(self) -> None:
        self.key = ECKey.generate_key("P-256", {"kid": "one", "use": "sig"})
        self.shown = [self.key]
        self.claims: dict[str, Any] = {}
        self.metadata: dict[str, Any] = {}
        self.token: str | None = None
        self.userinfo: dict[str, Any] = {"sub": "17", "groups": ["staff"]}
        self.raw: dict[str, tuple[int, bytes]] = {}
        self.asked: list[str] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.issuer = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def id_token(self, key: Any = None, header: dict[str, Any] | None = None) -> str:
        now = int(time.time())
        claims = {"iss": self.issuer, "sub": "17", "aud": "assistant", "exp": now + 300, "iat": now, "nonce": NONCE}
        claims.update(self.claims)
        told = {name: value for name, value in claims.items() if value is not None}
        header = header or {"alg": "ES256", "kid": "one"}
        return jwt.encode(header, told, key or self.key, algorithms=[header["alg"]])

    def answer(self, path: str) -> tuple[int, bytes]:
        self.asked.append(path)
        if path in self.raw:
            return self.raw[path]
        url = self.issuer
        said: dict[str, dict[str, Any]] = {
            "/.well-known/openid-configuration": {
                "issuer": url, "authorization_endpoint": f"{url}/auth", "token_endpoint": f"{url}/token",
                "jwks_uri": f"{url}/keys", "userinfo_endpoint": f"{url}/me", **self.metadata,
            },
            "/keys": KeySet(self.shown).as_dict(private=False),  # type: ignore[arg-type]
            "/token": {"access_token": "a", "token_type": "Bearer", "id_token": self.token or self.id_token()},
            "/me": self.userinfo,
        }  # fmt: skip
        return 200, json.dumps(said[path]).encode()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        liar = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:  # noqa: N802
                self.rfile.read(int(self.headers.get("content-length", 0)))
                status, body = liar.answer(self.path)
                self.send_response(status)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_POST = do_GET  # noqa: N815

            def log_message(self, *args: object) -> None:
                pass

        return Handler


@pytest.fixture
def liar() -> Iterator[Liar]:
    made = Liar()
    yield made
    made.close()


def asked(liar: Liar, issuer: str | None = None, provider: Provider | None = None) -> Person:
    settings = Settings(oidc_issuer=liar.issuer, oidc_client_id="assistant")
    asking = (provider or Provider(settings)).person("code", issuer, "https://a.example/login/callback", "v", NONCE)
    return asyncio.run(asking)


def test_what_is_right_is_believed(liar: Liar) -> None:
    liar.claims = {"name": "職員", "groups": ["staff", "others"]}
    person = asked(liar)
    assert (person.name, person.groups) == ("職員", {"staff", "others"}) and "/me" not in liar.asked
    liar.claims = {"aud": ["assistant", "more"], "azp": "assistant", "groups": "staff"}
    person = asked(liar, issuer=liar.issuer)
    assert (person.name, person.groups) == ("17", {"staff"})


def test_groups_that_the_token_lacks_are_asked_for(liar: Liar) -> None:
    assert asked(liar).groups == {"staff"}
    liar.userinfo = {"sub": "18", "groups": ["administrators"]}
    with pytest.raises(ProviderError, match="different persons"):
        asked(liar)
    liar.userinfo = {"sub": "17", "groups": {"staff": True}}
    assert asked(liar).groups == frozenset()


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "http://127.0.0.1:1"}, {"iss": None}, {"aud": "another"}, {"aud": None}, {"aud": []},
        {"aud": ["assistant", "another"]}, {"aud": ["another", "more"], "azp": "assistant"}, {"azp": "another"},
        {"exp": int(time.time()) - 3600}, {"exp": None}, {"iat": None}, {"iat": int(time.time()) + 3600},
        {"nbf": int(time.time()) + 3600}, {"nonce": "of another login"}, {"nonce": None}, {"nonce": ""}, {"sub": None},
        {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
    ],
)  # fmt: skip
def test_a_wrong_claim_is_not_believed(liar: Liar, claims: dict[str, Any]) -> None:
    liar.claims = claims
    with pytest.raises(ProviderError, match="ID token"):
        asked(liar)


def _another_key(liar: Liar) -> str:
    return liar.id_token(ECKey.generate_key("P-256", {"kid": "one"}))


def _unsigned(liar: Liar) -> str:
    head, body, _ = liar.id_token().split(".")
    return f"eyJhbGciOiJub25lIn0.{body}."


def _shared_secret(liar: Liar) -> str:
    """Signed with the public key as if it were a secret (RFC 8725, 2.1)."""
    secret = OctKey.import_key(json.dumps(liar.key.as_dict(private=False)))
    return liar.id_token(secret, {"alg": "HS256", "kid": "one"})


def _changed(liar: Liar) -> str:
    head, body, seal = liar.id_token().split(".")
    return f"{head}.{body[:-4]}AAAA.{seal}"


@pytest.mark.parametrize(
    "forged", [_another_key, _unsigned, _shared_secret, _changed, lambda _: "x.y.z", lambda _: "x"]
)
def test_a_wrong_signature_is_not_believed(liar: Liar, forged: Callable[[Liar], str]) -> None:
    liar.token = forged(liar)
    with pytest.raises(ProviderError, match="ID token"):
        asked(liar)


def test_new_keys_are_asked_for_but_not_all_the_time(liar: Liar) -> None:
    now = time.time()
    provider = Provider(Settings(oidc_issuer=liar.issuer, oidc_client_id="assistant"), lambda: now)
    asked(liar, provider=provider)
    liar.key = ECKey.generate_key("P-256", {"kid": "two"})
    liar.token = liar.id_token(header={"alg": "ES256", "kid": "two"})
    for _ in range(3):
        with pytest.raises(ProviderError, match="ID token"):
            asked(liar, provider=provider)
    assert liar.asked.count("/keys") == 1
    now += 40
    liar.shown = [liar.key]
    assert asked(liar, provider=provider).name == "17" and liar.asked.count("/keys") == 2


@pytest.mark.parametrize(
    "metadata",
    [{"issuer": "https://elsewhere.example"}, {"issuer": None}, {"token_endpoint": "http://elsewhere.example/token"},
     {"jwks_uri": None}, {"authorization_endpoint": "javascript:alert(1)"}, {"userinfo_endpoint": "http://192.0.2.1/"},
     {"end_session_endpoint": "ftp://x/"}],
)  # fmt: skip
def test_what_it_says_of_itself_is_checked(liar: Liar, metadata: dict[str, Any]) -> None:
    liar.metadata = metadata
    with pytest.raises(ProviderError):
        asked(liar)
    assert "/token" not in liar.asked


def test_an_answer_names_its_issuer(liar: Liar) -> None:
    for issuer in ("https://elsewhere.example", ""):
        with pytest.raises(ProviderError, match="another issuer"):
            asked(liar, issuer=issuer)
    liar.metadata = {"authorization_response_iss_parameter_supported": True}
    with pytest.raises(ProviderError, match="another issuer"):
        asked(liar)


@pytest.mark.parametrize("path", ["/.well-known/openid-configuration", "/token", "/keys", "/me"])
@pytest.mark.parametrize(
    "answer", [(200, b""), (200, b"[]"), (200, b"\xff\xfe"), (500, b"{}"), (404, b"<html>"), (302, b"")]
)
def test_what_is_no_answer_is_one_error(liar: Liar, path: str, answer: tuple[int, bytes]) -> None:
    liar.raw[path] = answer
    with pytest.raises(ProviderError):
        asked(liar)
