"""Nothing of an internal document reaches residents: the same requests to two houses, of which one has it besides.

Everything that comes back must be the same to the last character, but for what is made anew for every answer.
"""

from __future__ import annotations

import contextlib
import json
import re
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant import indexing
from assistant.chain import Chain
from assistant.records.recorder import Recorder
from assistant.settings import Settings
from assistant.web import app as web
from assistant.web import site
from assistant.web.live import LiveChain
from tests.assistant.corpus import FakeEmbedder
from tests.assistant.web.api import twins

REQUESTS = 1200
_ANEW = (
    (re.compile(r'"audit_id":"[0-9a-f]+"'), '"audit_id"'),
    (re.compile(r'"id":"[0-9a-f]{32}"'), '"id"'),
    (re.compile(r'"timings_ms":\{[^}]*\}'), '"timings_ms"'),
    (re.compile(r"id: [0-9a-f]{32}-"), "id: "),
)


@dataclass
class House:
    """A public process's app over a data folder."""

    settings: Settings
    client: TestClient


@contextlib.contextmanager
def house(folder: Path, *, internal: bool) -> Iterator[House]:
    settings = Settings(data_dir=folder / "data", resident_limit_address=0, resident_limit_token=0)
    indexing.ingest([twins.write(folder / "documents", internal=internal)], settings, embedder=FakeEmbedder())
    with contextlib.ExitStack() as opened:
        recorder = opened.enter_context(contextlib.closing(Recorder(settings, "public")))
        live = LiveChain.of(settings, "resident", recorder)
        opened.callback(live.close)
        built = site.build(settings, "public", "127.0.0.1", {"public": live}, recorder, opened)
        client = TestClient(web.create(built.site), base_url="http://127.0.0.1", raise_server_exceptions=False)
        yield House(settings, opened.enter_context(client))


@pytest.fixture(scope="module")
def houses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, House]]:
    """The one without the internal document, and the one with it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("assistant.indexing.embedder_for", lambda settings: FakeEmbedder())
        with (
            house(tmp_path_factory.mktemp("without"), internal=False) as without,
            house(tmp_path_factory.mktemp("with"), internal=True) as having,
        ):
            yield without, having


@pytest.fixture(scope="module")
def staff_answers(houses: tuple[House, House]) -> tuple[str, ...]:
    """The ids of answers that staff got from the internal document, which the same folder's log records."""
    settings = houses[1].settings
    with contextlib.closing(Recorder(settings, "staff")) as recorder:
        with contextlib.closing(Chain(settings, "staff", recorder)) as chain:
            answers = [chain.ask(q) for q in ("予備の部品は何個ありますか？", "霧笛の点検はどこが担当しますか？")]
        seen = [c.document_id for a in answers for c in a.citations]
        assert "fog-internal" in seen, [a.answer for a in answers]
    return tuple(a.audit_id for a in answers)


def told(client: TestClient, sent: twins.Sent) -> tuple[int, str, str]:
    response = client.request(sent.method, sent.path, content=sent.content, headers=sent.headers)
    text = response.text
    for pattern, stands_for in _ANEW:
        text = pattern.sub(stands_for, text)
    headers = sorted(
        f"{k}: {v}" for k, v in response.headers.items() if k not in ("content-length", "policy-token", "date")
    )
    return response.status_code, text, "\n".join(headers)


def test_residents_get_the_same_with_and_without_the_internal_document(
    houses: tuple[House, House], staff_answers: tuple[str, ...]
) -> None:
    without, having = houses
    opened: list[str] = []
    watching = [True]

    def watch(event: str, args: tuple[object, ...]) -> None:
        if watching and event in ("open", "sqlite3.connect", "os.listdir", "os.scandir"):
            opened.append(str(args[0]))

    sys.addaudithook(watch)
    kinds: dict[tuple[int, bool], int] = {}
    for sent in twins.requests(REQUESTS, staff_answers):
        mark = len(opened)
        got = told(having.client, sent)
        touched = [path for path in opened[mark:] if "/internal" in path]
        assert not touched, touched
        assert got == told(without.client, sent), sent
        asked = json.dumps(json.loads(sent.content or b"{}"), ensure_ascii=False)
        leaked = [secret for secret in twins.SECRETS if secret in got[1] and secret not in asked]
        assert not leaked, (leaked, sent)
        key = (got[0], '"answered"' in got[1])
        kinds[key] = kinds.get(key, 0) + 1
    watching.clear()
    # The requests are worth something: many are answered, some find nothing, some are refused.
    assert kinds[200, True] > 60 and kinds[200, False] > 100 and kinds[404, False] > 50 and kinds[422, False] > 20


def test_time_tells_nothing(houses: tuple[House, House]) -> None:
    """Asked in turn, so that a busy machine is as busy for both."""
    without, having = houses
    for n, matter in enumerate(("灯籠作戦の暗号", "霧笛の点検の期間", "存在しない用語")):
        taken: dict[int, list[float]] = {0: [], 1: []}
        for turn in range(30):
            body = {"question": f"{matter}は何ですか？（{n}-{turn}）"}
            for which, one in enumerate((without, having) if turn % 2 else (having, without)):
                begun = time.perf_counter()
                assert one.client.post("/api/public/ask", json=body).status_code == 200
                taken[which ^ (turn % 2 == 0)].append(time.perf_counter() - begun)
        ratio = statistics.median(taken[1]) / statistics.median(taken[0])
        assert 0.5 < ratio < 2, (matter, ratio)
