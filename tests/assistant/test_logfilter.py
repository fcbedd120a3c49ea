"""Personal data in a log record is masked: in the message, its arguments and the trace of an exception."""

from __future__ import annotations

import io
import logging

from assistant.logfilter import PersonalDataFilter


def test_records_are_masked() -> None:
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.addFilter(PersonalDataFilter())
    log = logging.getLogger("test_logfilter")
    log.propagate = False
    log.addHandler(handler)
    log.warning("asked %s", "私は佐藤花子です。電話は090-0000-1234")
    try:
        raise ValueError("taro@example.jp")
    except ValueError:
        log.exception("failed")
    log.warning("%d passages", 3)
    said = out.getvalue()
    assert "花子" not in said and "1234" not in said and "taro" not in said
    assert "〔電話番号〕" in said and "ValueError" in said and "3 passages" in said
