"""Who calls the API, as far as anybody may know; made by the limits and the login, read by the routes. Data alone."""

from __future__ import annotations

from dataclasses import dataclass, field

TOKEN = "Policy-Token"  # noqa: S105 (the header's name)


@dataclass(frozen=True)
class Caller:
    """`session` is what questions of one page or login have in common, and `owner` who alone may go on with a stream
    (empty: whoever knows its id and its question). `headers` go out with the response."""

    session: str = ""
    owner: str = ""
    headers: dict[str, str] = field(default_factory=dict)
