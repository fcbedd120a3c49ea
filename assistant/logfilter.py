"""A logging filter that masks personal data; put on the handlers of the command line and of the servers."""

from __future__ import annotations

import logging


class PersonalDataFilter(logging.Filter):
    """Masks the message of every record, whoever logs it; arguments and traces of exceptions are folded into it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Changes the record in place; never holds one back."""
        # Late: a command that logs nothing loads no dictionary.
        from assistant.guardrails.input import displayed

        message = record.getMessage()
        masked = displayed(message)
        if masked != message:
            record.msg, record.args = masked, None
        if record.exc_info and record.exc_info[1] is not None:
            text = logging.Formatter().formatException(record.exc_info)
            record.exc_text, record.exc_info = displayed(text), None
        return True
