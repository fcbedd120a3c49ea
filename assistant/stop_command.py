"""What `policy-assistant stop` and `start` do: settings and sides go in, one printed line a side comes out.

Both are recorded in the audit log. Stopping goes before recording: it must work with a full disk.
"""

from __future__ import annotations

import contextlib

from assistant.errors import AuditError
from assistant.guardrails.private import displayed
from assistant.records.recorder import Recorder
from assistant.settings import Settings
from assistant.stopping import SideName, Switch
from prompts import texts


def stop(settings: Settings, sides: tuple[SideName, ...], reason: str) -> int:
    """0; 1 where it is stopped but not recorded. Raises StorageError."""
    return _throw(settings, sides, reason, stopping=True)


def start(settings: Settings, sides: tuple[SideName, ...], reason: str) -> int:
    """0. Raises AuditError where it cannot be recorded, and then nothing is started."""
    return _throw(settings, sides, reason, stopping=False)


def _throw(settings: Settings, sides: tuple[SideName, ...], reason: str, *, stopping: bool) -> int:
    shown = displayed(reason)
    status = 0
    for side in sides:
        switch = Switch(settings.data_dir, side)
        if stopping:
            switch.stop(shown)
            print(texts.STOPPED.format(side=texts.SIDES[side]))
        try:
            with contextlib.closing(Recorder(settings, side)) as recorder:
                recorder.stop_switch(stopping, shown)
        except AuditError as error:
            if not stopping:
                raise
            print(texts.STOP_NOT_RECORDED.format(why=error))
            status = 1
        if not stopping:
            was = switch.start()
            print((texts.STARTED if was else texts.NOT_STOPPED).format(side=texts.SIDES[side]))
    return status
