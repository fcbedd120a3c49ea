"""Gradio's defects without what was sent: it prints tracebacks whose messages repeat the inputs of a request.

Called by `assistant.web.mounts` where the chat is mounted. What is printed instead: type and place of the error.
"""

from __future__ import annotations

import importlib
import logging
import sys
import traceback
from typing import Any

from assistant.web.api.problems import place

MODULES = ("gradio.queueing", "gradio.routes", "gradio.route_utils")
_log = logging.getLogger(__name__)


class _Told:
    """Stands in for the module `traceback` in a module that prints."""

    def __getattr__(self, name: str) -> Any:
        return getattr(traceback, name)

    def print_exc(self, *_: Any, **__: Any) -> None:
        """One line in the log in place of the traceback."""
        error = sys.exc_info()[1]
        if error is not None:
            _log.error("chat: %s at %s", type(error).__name__, place(error))


def install() -> None:
    """Puts the stand-in into Gradio's modules; again does no harm. Raises AttributeError where Gradio has changed."""
    for name in MODULES:
        module = importlib.import_module(name)
        if not hasattr(module, "traceback"):
            raise AttributeError(f"{name} prints in another way; assistant.web.chat.quiet must learn it")
        module.traceback = _Told()  # type: ignore[attr-defined]
