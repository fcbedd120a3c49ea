"""The chat's desk from the settings; called by `assistant.web.server`."""

from __future__ import annotations

from assistant import indexing
from assistant.records.recorder import Recorder
from assistant.settings import Settings
from assistant.web.chat.desk import Desk
from assistant.web.chat.frame import Looks
from assistant.web.chat.history import FILE, History
from assistant.web.live import LiveChain
from ingest.models import Source


def chat_desk(settings: Settings, live: LiveChain, recorder: Recorder) -> Desk:
    """What the staff chat stands on; its history is to be closed. Raises SettingsError for a logo that is none."""

    listed = indexing.list_sources(settings, "staff")
    home = settings.home_publisher or next((r.home_publisher for r in listed if r.home_publisher), "")

    def sources() -> list[Source]:
        """The home publisher's documents first, of these one with a term (examples ask for it)."""
        return sorted(live.sources(), key=lambda s: (s.publisher != home, not s.effective_until))

    days = settings.chat_history_days
    looks = Looks.of(settings.chat_name, settings.chat_logo)
    history = History(settings.data_dir / FILE, days)
    return Desk(live, "staff", sources, recorder, history, looks, settings.chat_seconds, days)
