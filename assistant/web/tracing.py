"""OpenTelemetry, where settings switch it on: a span for each request, sent where OTEL_* variables say.

Made by `assistant.web.site`. A span has the method, the route and the status, and nothing of what was sent; FastAPI's
and LangChain's own traces, which hold questions, stay off. Needs the extra `telemetry`.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from assistant.errors import SettingsError
from assistant.web.requests import Counting

SERVICE = "policy-assistant"


class Spans:
    """Makes a span of each request, and tells the next one of it."""

    def __init__(self, further: Counting, exporter: object | None = None) -> None:
        """`exporter`: where spans go; None for what OTEL_* variables say. Raises SettingsError without the extra."""
        try:
            from opentelemetry.sdk.resources import Resource
            from opentelemetry.sdk.trace import TracerProvider
            from opentelemetry.sdk.trace.export import BatchSpanProcessor
        except ImportError:
            raise _lacking() from None
        self._further = further
        self._provider = TracerProvider(resource=Resource.create({"service.name": SERVICE}), shutdown_on_exit=False)
        made = _exporter() if exporter is None else exporter
        self._provider.add_span_processor(BatchSpanProcessor(made))  # type: ignore[arg-type]
        self._tracer = self._provider.get_tracer(SERVICE)

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        """One request that has ended."""
        self._further.request(method, route, status, seconds)
        end = time.time_ns()
        span = self._tracer.start_span(f"{method} {route}", start_time=end - int(seconds * 1e9))
        span.set_attributes({"http.request.method": method, "http.route": route, "http.response.status_code": status})
        span.end(end)

    def close(self) -> None:
        """Sends what is left."""
        self._provider.shutdown()


def _exporter() -> object:
    try:
        from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
    except ImportError:
        raise _lacking() from None
    make: Callable[[], object] = OTLPSpanExporter
    return make()


def _lacking() -> SettingsError:
    return SettingsError("tracing needs OpenTelemetry; pip install -c constraints.txt -e '.[telemetry]', or unset it")
