"""Errors of the harness that reach the command line; each message is one line that says what to do."""

from __future__ import annotations

from assistant.errors import AssistantError


class EvalError(AssistantError):
    """A suite, a set, a kept run or a threshold cannot be used."""
