"""The chat's desk from the settings; called by `assistant.web.site`."""

from __future__ import annotations

from assistant import indexing
from assistant.records.recorder import Recorder
from assistant.settings import Settings
from assistant.web.chat.desk import Answering, Desk
from assistant.web.chat.frame import Looks
from assistant.web.chat.history import FILE, History
from assistant.web.chat.room import Room
from assistant.web.live import LiveChain
from ingest.models import Source


def chat_desk(settings: Settings, answering: Answering, live: LiveChain, recorder: Recorder) -> Desk:
    """What the staff chat stands on; `answering` is what is asked, `live` what documents are read from.

    Its history is to be closed. Raises SettingsError for a logo that is none, HistoryError.
    """

    listed = indexing.list_sources(settings, "staff")
    home = settings.home_publisher or next((r.home_publisher for r in listed if r.home_publisher), "")

    def sources() -> list[Source]:
        """The home publisher's documents first, of these one with a term (examples ask for it)."""
        return sorted(live.sources(), key=lambda s: (s.publisher != home, not s.effective_until))

    days = settings.chat_history_days
    looks = Looks.of(settings.chat_name, settings.chat_logo)
    history = History(settings.data_dir / FILE, days)
    room = Room(settings.answers_at_once, settings.answers_waiting)
    return Desk(
        answering, "staff", sources, live.document, recorder, history, looks, settings.answer_seconds, days, room
    )
