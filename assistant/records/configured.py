"""What an entry says of the settings: their values and, from the second time on, what changed.

Called by the recorder when it opens. Folders and addresses of other machines are shown as hashes: that they changed
can be seen, what they are cannot. Values that pydantic calls secret stay secret.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

from assistant.settings import Settings

_PLACE = re.compile(r"://|^[~/.]|[/\\]\S*[/\\]|\d+\.\d+\.\d+\.\d+|\[?[0-9a-f]*:[0-9a-f:]*:|:\d+$|@", re.IGNORECASE)


def shown(settings: Settings) -> dict[str, Any]:
    """The settings as they may be recorded; where the data lie is left out."""
    values = {name: getattr(settings, name) for name in type(settings).model_fields if name != "data_dir"}
    return {name: _shown(value) for name, value in values.items()}


def changes(former: dict[str, Any], now: dict[str, Any]) -> dict[str, list[Any]]:
    """What differs: the former value and the present one by name (None where there was none)."""
    names = sorted({*former, *now})
    return {name: [former.get(name), now.get(name)] for name in names if former.get(name) != now.get(name)}


def _shown(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    text = str(value)
    if isinstance(value, Path) or _PLACE.search(text):
        return "sha256:" + hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]
    return text
