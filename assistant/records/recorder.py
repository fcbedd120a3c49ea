"""The recorder: complete answers, feedback, switches and settings go in, entries of the audit log come out.

Made by the command line and the web processes, one a process and channel, and handed to `assistant.chain.Chain`.
Nothing touches the disk before the first use. Where the log cannot be written, `audit_on_failure` decides whether the
answer is given; either way it is said.
"""

from __future__ import annotations

import logging
import secrets
import threading
import uuid
from datetime import datetime, timedelta
from typing import NoReturn

from assistant.answer import Answer
from assistant.errors import AuditError, NotRecordedError
from assistant.guardrails.private import displayed
from assistant.records import configured, content, feedback, keys, retention, store
from assistant.records.entry import Draft, EntryKind, loaded
from assistant.records.feedback import Mask
from assistant.records.log import AuditLog, Now, utc_now
from assistant.records.trace import Trace
from assistant.settings import Settings
from prompts import texts

_EXPIRE_EVERY = timedelta(days=1)
_log = logging.getLogger(__name__)


class Recorder:
    """Writes to one log; safe to share between threads.

    `channel` says by which way questions come (`cli`, `public`, `staff`, `all`). `mask` takes personal data out of
    free text. `failures` counts answers that could not be recorded.
    """

    def __init__(self, settings: Settings, channel: str, *, now: Now = utc_now, mask: Mask = displayed) -> None:
        """Opens nothing yet."""
        self._settings, self._channel, self._now, self._mask = settings, channel, now, mask
        # A command is a session of its own; a web process serves many, and only it can tell them apart.
        self._own_session = secrets.token_hex(8) if channel == "cli" else ""
        self._lock = threading.Lock()
        self._log: AuditLog | None = None
        self._next_expiry: datetime | None = None
        self.failures = 0

    def ready(self) -> None:
        """Raises NotRecordedError if answers that cannot be recorded are refused, and the next one could not be.

        Asked before an answer is begun, so that no sentence of it is shown.
        """
        if self._settings.audit_on_failure != "refuse":
            return
        try:
            self._opened().ready()
        except AuditError as error:
            self._refuse(error)

    def record(self, answer: Answer, trace: Trace) -> Answer:
        """Records a complete answer and gives it back, its `audit_id` the entry's id.

        Where that fails, raises NotRecordedError, or gives the answer with a notice and without an `audit_id`.
        """
        try:
            log = self._opened()
            session = keys.pseudonym(trace.session, log.key or b"") if trace.session else self._own_session
            entry = log.append(content.of(answer, trace, self._channel, session))
        except AuditError as error:
            if self._settings.audit_on_failure == "refuse":
                self._refuse(error)
            self.failures += 1
            _log.warning("an answer is given without a record: %s", error)
            return _unrecorded(answer)
        self._expire_daily(log)
        return answer.model_copy(update={"audit_id": entry.id})

    def feedback(
        self, answer_id: str, good: bool, reason: str | None = None, text: str = "", *, audience: str | None = None
    ) -> str:
        """Adds feedback to the answer with this `audit_id`; the id of its entry.

        `reason` is one of `feedback.Reason` for a bad answer, None for a good one; `audience` is whose answer it must
        be (None: anybody's). Raises UnknownAnswerError for another one, AuditError.
        """
        log = self._opened()
        with log.database.reading() as connection:
            about = store.by_id(connection, answer_id)
        return log.append(feedback.of(about, good, reason, text, self._channel, self._mask, audience)).id

    def stop_switch(self, stopped: bool, reason: str) -> str:
        """Records that answering was stopped or begun again, and why; the id of the entry. Raises AuditError."""
        facts = {"stopped": stopped, "reason": self._mask(reason)}
        return self._opened().append(Draft(uuid.uuid4().hex, EntryKind.STOP_SWITCH, facts, {}, self._channel)).id

    def close(self) -> None:
        """Anchors the last entries and closes the log."""
        with self._lock:
            log, self._log = self._log, None
        if log is not None:
            log.anchor()
            log.close()

    def _opened(self) -> AuditLog:
        with self._lock:
            if self._log is None:
                log = AuditLog.open(self._settings, self._now)
                try:
                    self._note_settings(log)
                except AuditError:
                    log.close()
                    raise
                self._log = log
            return self._log

    def _note_settings(self, log: AuditLog) -> None:
        """Adds an entry where the settings are others than when this channel last began."""
        values = configured.shown(self._settings)
        with log.database.reading() as connection:
            former = store.latest(connection, EntryKind.SETTINGS, 1, self._channel)
        if not former or (known := loaded(former[0].facts).get("values")) != values:
            changed = configured.changes(known, values) if former and isinstance(known, dict) else {}
            facts = {"values": values, "changed": changed}
            log.append(Draft(uuid.uuid4().hex, EntryKind.SETTINGS, facts, {}, self._channel))

    def _expire_daily(self, log: AuditLog) -> None:
        now = self._now()
        with self._lock:
            if self._next_expiry is not None and now < self._next_expiry:
                return
            self._next_expiry = now + _EXPIRE_EVERY
        try:
            retention.expire(log, self._settings, self._channel)
        except AuditError as error:
            _log.warning("texts that are over their time could not be erased: %s", error)

    def _refuse(self, error: AuditError) -> NoReturn:
        self.failures += 1
        raise NotRecordedError(f"not answered, because the answer could not be recorded: {error}") from error


def _unrecorded(answer: Answer) -> Answer:
    notices = (*answer.notices, texts.NOT_RECORDED)
    said = "\n".join(filter(None, (answer.answer, texts.NOT_RECORDED)))
    return answer.model_copy(update={"audit_id": "", "notices": notices, "answer": said})
