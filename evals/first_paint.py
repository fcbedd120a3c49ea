"""What the widget adds to the first paint of a page: the sample page is opened in turn with and without it.

`python -m evals.first_paint http://HOST:PORT [ROUNDS]` (default 30) takes the page from a running `policy-assistant
serve --channel public` and opens copies of it in a headless Chromium (extra `dev`); it prints the first contentful
paint in milliseconds. Nothing is cached between two pages.
"""

from __future__ import annotations

import contextlib
import re
import shutil
import statistics
import sys
import threading
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ROUNDS = 30
PATHS = ("/demo", "/widget/policy-faq.js", "/widget/pages.css", "/api/public/faq")
_EMBEDDED = re.compile(rb'<script src="/widget/.*?</policy-faq>', re.DOTALL)
_PAINT = """() => new Promise((found) => new PerformanceObserver((list, observer) => {
  const paint = list.getEntriesByName("first-contentful-paint")[0];
  if (paint) { observer.disconnect(); found(paint.startTime); }
}).observe({ type: "paint", buffered: true }))"""


def main(arguments: list[str]) -> int:
    """Prints what was taken; 2 where something is missing."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    try:
        rounds = int(arguments[1]) if len(arguments) > 1 else ROUNDS
        if chromium is None or rounds < 2 or not arguments[0].startswith("http://"):
            raise ValueError
    except (IndexError, ValueError):
        print("usage: python -m evals.first_paint http://HOST:PORT [ROUNDS]; needs chromium", file=sys.stderr)
        return 2
    try:
        with _copied(arguments[0].rstrip("/")) as address:
            taken = measure(address, chromium, rounds)
    except OSError as error:
        print(f"{arguments[0]}: {error}; start policy-assistant serve --channel public there", file=sys.stderr)
        return 2
    for name, times in taken.items():
        low, middle, high = statistics.quantiles(times, n=4)
        print(f"{name}: median {middle:.1f} ms (quartiles {low:.1f} to {high:.1f})")
    pairs = [a - b for a, b in zip(taken["with"], taken["without"], strict=True)]
    print(f"added: median of the differences {statistics.median(pairs):.1f} ms, {rounds} pages each")
    return 0


def measure(address: str, chromium: str, rounds: int) -> dict[str, list[float]]:
    """Milliseconds to the first contentful paint, pages with and without the widget taking turns."""
    from playwright.sync_api import sync_playwright

    taken: dict[str, list[float]] = {"without": [], "with": []}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for number in range(-2, rounds):  # the first two warm the browser up
            for name in taken:
                context = browser.new_context()
                page = context.new_page()
                page.goto(f"{address}/{name}")
                paint = page.evaluate(_PAINT)
                if number >= 0:
                    taken[name].append(float(paint))
                context.close()
        browser.close()
    return taken


@contextlib.contextmanager
def _copied(address: str) -> Iterator[str]:
    """The sample page with and without the widget, on an origin that holds copies of what both need."""
    held = {path: _fetched(address + path) for path in PATHS}
    body, kind = held.pop("/demo")
    held["/with"], held["/without"] = (body, kind), (_EMBEDDED.sub(b"", body), kind)
    if held["/with"] == held["/without"]:
        raise OSError("the page has no widget")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # noqa: N802
            found = held.get(self.path)
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", found[1] if found else "text/plain")
            self.end_headers()
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # a page that was left meanwhile
                self.wfile.write(found[0] if found else b"")

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join(10)
        server.server_close()


def _fetched(url: str) -> tuple[bytes, str]:
    with urllib.request.urlopen(url, timeout=30) as response:  # noqa: S310 (the address is http, see main)
        return response.read(), response.headers["Content-Type"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
