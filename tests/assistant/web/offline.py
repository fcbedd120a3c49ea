"""Serves and asks with no network but this machine's own; run by `test_offline.py` inside a network namespace.

Prints what was answered, how many packets found no way out, and how many did after one connection that was meant to.
"""

from __future__ import annotations

import contextlib
import json
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

from tests.assistant.web.running import command, environment, serving

# The chat, and what a page with the widget in it loads.
PAGES = ("/chat/", "/demo", "/faq", "/widget/policy-faq.js", "/widget/pages.css", "/api/public/faq")


def lost() -> int:
    """Packets of this namespace that had nowhere to go."""
    header, values = (
        line.split() for line in Path("/proc/net/snmp").read_text().splitlines() if line.startswith("Ip:")
    )
    six = dict(line.split() for line in Path("/proc/net/snmp6").read_text().splitlines())
    return int(values[header.index("OutNoRoutes")]) + int(six["Ip6OutNoRoutes"])


def post(address: str, path: str, question: str) -> dict[str, Any]:
    body = json.dumps({"question": question}).encode()
    request = urllib.request.Request(address + path, body, {"Content-Type": "application/json"})  # noqa: S310
    with urllib.request.urlopen(request, timeout=120) as response:  # noqa: S310
        found: dict[str, Any] = json.load(response)
        return found


def status(address: str) -> int:
    with urllib.request.urlopen(address, timeout=60) as page:  # noqa: S310
        return int(page.status)


def stream(address: str, question: str) -> list[str]:
    """The events that the widget gets for a question."""
    body = json.dumps({"question": question}).encode()
    request = urllib.request.Request(  # noqa: S310
        f"{address}/api/public/ask/stream", body, {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=120) as response:  # noqa: S310
        return [line.decode().split(":", 1)[1].strip() for line in response if line.startswith(b"event:")]


def main() -> None:
    folder, question = Path(sys.argv[1]), sys.argv[2]
    told: dict[str, Any] = {}
    asked = subprocess.run(  # noqa: S603
        command("ask", "--json", question), cwd=folder, env=environment(), timeout=120, check=True,
        capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    told["ask"] = json.loads(asked.stdout)["status"]
    with serving(folder, "--channel", "all") as (address, _):
        told["public"] = post(address, "/api/public/ask", question)["status"]
        told["staff"] = post(address, "/api/staff/ask", question)["status"]
        told["pages"] = {path: status(address + path) for path in PAGES}
        told["stream"] = stream(address, question)
    told["lost"] = lost()
    with contextlib.suppress(OSError):
        socket.create_connection(("192.0.2.1", 80), 1).close()
    told["lost_then"] = lost()
    print(json.dumps(told))


if __name__ == "__main__":
    main()
