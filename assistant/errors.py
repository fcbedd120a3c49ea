"""Errors that reach the command line; each message is one line that says what to do.

Raised by the whole `assistant` package; the command line prints the message and leaves with `exit_status`.
"""

from __future__ import annotations


class AssistantError(Exception):
    """Something the user can mend. `str(error)` is one line."""

    exit_status = 2


class SettingsError(AssistantError):
    """A setting is unknown or has a value that cannot be used."""


class SourceError(AssistantError):
    """A source or a list of sources cannot be used, or an id is not known."""


class IndexBusyError(AssistantError):
    """Another indexing run is at work on the same data folder."""


class IndexMissingError(AssistantError):
    """Nothing was indexed yet for this audience."""


class IndexOutdatedError(AssistantError):
    """The index was built with another embedding model than the one that is set."""


class IndexDamagedError(AssistantError):
    """The index's files cannot be read."""


class EmbeddingError(AssistantError):
    """The embedding model, or another model of sentence-transformers, cannot be loaded."""


class StorageError(AssistantError):
    """Nothing can be written: the disk is full or the data folder read-only."""


class AuditError(AssistantError):
    """The audit log cannot be used, or not in the way that was asked for."""


class AuditDamagedError(AuditError):
    """The audit log's file cannot be read."""


class UnknownAnswerError(AuditError):
    """Feedback is about an answer that is not recorded."""


class NotRecordedError(AuditError):
    """An answer is not given because it could not be recorded."""
