"""What a channel consists of: settings and open chains go in, a Site and what its operators may ask come out.

Called by `assistant.web.server`. Residents' questions pass their limits, every question its side's stop switch.
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from assistant import faq
from assistant.records.recorder import Recorder
from assistant.settings import Settings
from assistant.stopping import Stoppable, Switch
from assistant.web import mounts
from assistant.web.api.routes import Side
from assistant.web.api.runs import Limits, Runs
from assistant.web.app import CHAT, LOCAL_NAMES, Part, Site
from assistant.web.channels import Channel, SideName, has_chat
from assistant.web.chat.opening import chat_desk
from assistant.web.limits.address import networks
from assistant.web.limits.resident import ResidentLimits
from assistant.web.live import LiveChain
from assistant.web.metrics import Measured, Metrics
from assistant.web.operations import Check
from assistant.web.pages.routes import resident_routes
from assistant.web.requests import Counting

FAQ = "/faq"
READINGS = 4  # requests for readings that go with one question


@dataclass(frozen=True)
class House:
    """A site with its figures and its checks by side."""

    site: Site
    metrics: Metrics
    checks: Mapping[SideName, Check]


def build(
    settings: Settings,
    channel: Channel,
    host: str,
    live: Mapping[SideName, LiveChain],
    recorder: Recorder,
    opened: contextlib.ExitStack,
) -> House:
    """What this channel consists of; what must be closed at the end is closed with `opened`."""
    metrics = Metrics()
    runs = Runs(Limits(settings.answers_at_once, settings.answers_waiting, float(settings.answer_seconds)))
    metrics.working.set_function(lambda: runs.working)
    metrics.waiting.set_function(lambda: runs.waiting)
    answering = {
        name: Measured(Stoppable(chain, Switch(settings.data_dir, name)), metrics, name) for name, chain in live.items()
    }
    proxies = networks(settings.trusted_proxies)
    by_address, by_token = settings.resident_limit_address, settings.resident_limit_token
    limits = ResidentLimits(by_address, by_token, proxies, refused=lambda by: metrics.limited.labels(by).inc())
    # An answer may be read with furigana and without: readings are bounded apart, and more generously.
    readings = ResidentLimits(READINGS * by_address, READINGS * by_token, proxies)
    entries = functools.partial(faq.of_settings, settings)
    sides = [
        Side("public", answering[name], chain.sources, recorder, runs, faq.as_json(entries), limits.admit, limits.known)
        if name == "public"
        else Side("staff", answering[name], chain.sources, recorder, runs, admit=mounts.logged_in)
        for name, chain in live.items()
    ]
    parts: list[Part] = []
    if "public" in live:
        entries()  # a FAQ that cannot be used is told before anything is served
        parts.append(mounts.routes(resident_routes(entries, readings.admit)))
    if has_chat(channel):
        desk = chat_desk(settings, answering["staff"], live["staff"], recorder)
        opened.callback(desk.history.close)
        parts.append(mounts.chat(desk))
    if channel != "public":
        parts.append(mounts.login(settings, opened, limits.address))
    start = f"{CHAT}/" if has_chat(channel) else FAQ
    site = Site(
        names(settings, host),
        sides,
        parts,
        start,
        runs,
        origins=settings.allowed_origins,
        counting=_counting(settings, metrics, opened),
        logged=settings.log_format == "json",
    )
    checks = {name: _check(settings, name, chain, recorder, metrics) for name, chain in live.items()}
    return House(site, metrics, checks)


def _counting(settings: Settings, metrics: Metrics, opened: contextlib.ExitStack) -> Counting:
    if not settings.tracing:
        return metrics
    from assistant.web.tracing import Spans  # an extra

    spans = Spans(metrics)
    opened.callback(spans.close)
    return spans


def names(settings: Settings, host: str) -> list[str]:
    """The names under which browsers may call."""
    own = urlsplit(settings.site_url).hostname
    return list(dict.fromkeys([*LOCAL_NAMES, host, *settings.host_names, *([own] if own else [])]))


def _check(settings: Settings, side: SideName, chain: LiveChain, recorder: Recorder, metrics: Metrics) -> Check:
    switch = Switch(settings.data_dir, side)
    metrics.stopped.labels(side).set_function(lambda: float(switch.stopped))

    def check() -> str:
        if switch.stopped:
            return "stopped"
        chain.check()
        recorder.ready()
        return "ready"

    return check
