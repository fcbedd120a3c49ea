"""What operators ask: an app for a second listener, on this machine alone, with `/readyz`, `/metrics`, `/openapi.json`.

Called by `assistant.web.server`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from assistant.errors import AssistantError
from assistant.web.api.schema import describe
from assistant.web.metrics import Metrics

METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"
Check = Callable[[], str]  # "ready" or "stopped"; raises AssistantError where no question can be answered


def create(app: FastAPI, metrics: Metrics, checks: Mapping[Any, Check], hosts: list[str]) -> Starlette:
    """The app. `checks` by side; `hosts`: the names under which it may be called."""

    def look() -> tuple[bool, dict[str, Any]]:
        told: dict[str, Any] = {}
        for side, check in checks.items():
            try:
                told[side] = check()
            except AssistantError as error:
                told[side] = f"not ready: {error}"
        return all(said in ("ready", "stopped") for said in told.values()), told

    async def ready(request: Request) -> Response:
        fine, told = await run_in_threadpool(look)
        return JSONResponse({"status": "ready" if fine else "not_ready", "sides": told}, 200 if fine else 503)

    async def figures(request: Request) -> Response:
        return Response(metrics.text(), media_type=METRICS_TYPE)

    async def schema(request: Request) -> Response:
        return JSONResponse(describe(app))

    return Starlette(
        routes=[Route("/readyz", ready), Route("/metrics", figures), Route("/openapi.json", schema)],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False)],
    )
