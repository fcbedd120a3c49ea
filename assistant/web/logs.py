"""Structured logs: one JSON object a line on standard error; set up by `assistant.web.server` where settings say so.

Messages lose what looks personal before they are written (`assistant.logfilter`).
"""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime

from assistant.logfilter import PersonalDataFilter


class JsonFormatter(logging.Formatter):
    """A record as one line of JSON; `facts` of a record stand beside its message."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        told = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "facts", {}),
        }
        if record.exc_info and record.exc_info[0] is not None:
            told["error"] = record.exc_info[0].__name__  # its message may hold anything
        return json.dumps(told, ensure_ascii=False)


def use_json() -> None:
    """From now on everything is logged as JSON: our own lines from INFO on, those of others from WARNING on."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter())
    handler.addFilter(_Ours())
    handler.addFilter(PersonalDataFilter())
    root = logging.getLogger()
    for former in list(root.handlers):
        root.removeHandler(former)
    root.addHandler(handler)
    logging.getLogger("assistant").setLevel(logging.INFO)


class _Ours(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        """Whether a record is written."""
        return record.levelno >= logging.WARNING or record.name.startswith("assistant.")
