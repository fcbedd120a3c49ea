"""Malformed requests: an OpenAPI and a way to send go in, what went wrong comes out; `python -m evals.malformed`.

`schemathesis` makes requests that break the schema, and every fifth one is a valid body with its bytes damaged. No
response may be a server error, none may repeat what was sent, and every refusal must be a problem (RFC 9457). The
command starts `serve` for each channel on the data folder that the settings name; tests call `attack` with an app.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

MEDIA_TYPE = "application/problem+json"
_SHORTEST = 6  # characters of a sent word that would be noticed in a response
_FIRST_SERVER_ERROR = 500


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    media_type: str
    text: str


Send = Callable[[str, str, dict[str, str], bytes], Reply]  # method, path with its query, headers, body


@dataclass
class Report:
    """How many requests were sent, what became of them, and what is wrong."""

    sent: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def note(self, operation: str, body: bytes, reply: Reply) -> None:
        """Notes one reply."""
        self.sent += 1
        self.statuses[reply.status] += 1
        if reply.status >= _FIRST_SERVER_ERROR:
            self.faults.append(f"{operation}: {reply.status}")
        if reply.status >= 400:
            if reply.media_type != MEDIA_TYPE and reply.text:
                self.faults.append(f"{operation}: {reply.status} is no problem but {reply.media_type}")
            self.faults.extend(f"{operation}: repeats {word[:20]!r}" for word in _words(body) if word in reply.text)


def attack(openapi: dict[str, Any], send: Send, count: int, seed: int = 1) -> Report:
    """Sends `count` malformed requests, spread over the operations that take a body."""
    report = Report()
    operations = [
        (method.upper(), path, operation)
        for path, item in openapi["paths"].items()
        for method, operation in item.items()
        if "requestBody" in operation
    ]
    share = -(-count // len(operations))
    for method, path, _ in operations:
        for headers, target, body in _requests(openapi, method, path, share, seed):
            report.note(f"{method} {path}", body, send(method, target, headers, body))
    return report


def _requests(
    openapi: dict[str, Any], method: str, path: str, count: int, seed: int
) -> Iterator[tuple[dict[str, str], str, bytes]]:
    damaged = count // 5
    yield from _breaking(openapi, method, path, count - damaged, seed)
    made = random.Random(f"{seed} {path}")  # noqa: S311 (the same requests every time)
    schema = openapi["paths"][path][method.lower()]["requestBody"]["content"]["application/json"]["schema"]
    example = openapi["components"]["schemas"][schema["$ref"].rpartition("/")[2]]["examples"][0]
    for _ in range(damaged):
        yield {"Content-Type": "application/json"}, path, _damaged(json.dumps(example).encode(), made)


def _breaking(
    openapi: dict[str, Any], method: str, path: str, count: int, seed: int
) -> list[tuple[dict[str, str], str, bytes]]:
    """Requests that break the schema, as schemathesis makes them."""
    import schemathesis
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import seed as seeded

    operation = schemathesis.openapi.from_dict(openapi)[path][method]
    found: list[tuple[dict[str, str], str, bytes]] = []

    @seeded(seed)
    @settings(
        max_examples=count,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        deadline=None,
    )
    @given(case=operation.as_strategy(generation_mode=schemathesis.GenerationMode.NEGATIVE))
    def one(case: Any) -> None:
        found.append(_as_sent(case, path))

    one()
    return found


def _as_sent(case: Any, path: str) -> tuple[dict[str, str], str, bytes]:
    import requests

    prepared = requests.Request(**case.as_transport_kwargs(base_url="http://127.0.0.1")).prepare()
    body = prepared.body or b""
    headers = {
        str(name): str(value)
        for name, value in prepared.headers.items()
        if str(name).lower() != "content-length" and _can_be_sent(str(value))
    }
    content = body.encode("utf-8", "replace") if isinstance(body, str) else body
    return headers, prepared.path_url, content if isinstance(content, bytes) else b""


def _can_be_sent(value: str) -> bool:
    return value.isascii() and value.isprintable() and value == value.strip()


def _damaged(body: bytes, made: random.Random) -> bytes:
    kind = made.randrange(6)
    at = made.randrange(len(body))
    if kind == 0:
        return body[:at]
    if kind == 1:
        return body[:at] + bytes(made.randrange(256) for _ in range(4)) + body[at:]
    if kind == 2:
        return body.decode().encode(made.choice(("utf-16", "utf-32", "cp037")))
    if kind == 3:
        return b"[" * made.randrange(1, 60_000)
    if kind == 4:
        return body[:-1] + b', "' + b"x" * made.randrange(1, 200_000) + b'": 1}'
    return bytes(made.randrange(256) for _ in range(at))


def _words(body: bytes) -> set[str]:
    """The sender's own words in a body: every longer string in it, keys too."""
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return set()
    return {word for word in _strings(value) if len(word) >= _SHORTEST and word not in _OURS}


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
        yield unquote(value)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield str(key)
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


# Names of our own fields may stand in a response.
_OURS = {"question", "history", "answer_id", "filters", "document", "publisher", "fiscal_year", "language", "reason"}


def main() -> None:
    """`python -m evals.malformed [COUNT]`: COUNT requests (3,000) to each channel; exit status 1 for any fault."""
    import sys

    from evals.served import UNLIMITED, ask_operations, call, served

    count = int(sys.argv[1]) if len(sys.argv) > 1 else 3000
    failed = False
    for channel in ("public", "staff"):
        with served(channel, **UNLIMITED) as running:
            openapi = json.loads(ask_operations(running, "/openapi.json"))
            report = attack(openapi, lambda *sent, to=running: call(to, *sent), count)
        shown = ", ".join(f"{status}: {n}" for status, n in sorted(report.statuses.items()))
        print(f"{channel}: {report.sent} requests ({shown}), {len(report.faults)} faults")
        for fault in report.faults[:20]:
            print(f"  {fault}")
        failed |= bool(report.faults)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
