"""The login of the staff's side: settings go in, a guard in front of every route and the pages to log in come out.

Called by `assistant.web.app` (`install`) and `assistant.web.server` (`configured`). docs/login.md tells how it works.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant.web.login.configured import configured
from assistant.web.login.user import ROLES, Role, User

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.requests import Request

    from assistant.settings import Settings
    from assistant.web.login.installed import Login

__all__ = ["ROLES", "Role", "User", "configured", "install"]


def install(
    app: FastAPI,
    settings: Settings,
    *,
    address: Callable[[Request], str] | None = None,
    clock: Callable[[], float] = time.time,
) -> Login:
    """Puts the guard in front of the app, and the login's pages into it; call `close` of what comes back at the end.

    `address`: whence a request comes, proxies seen through. Without a login in the settings, everything is for this
    machine alone and `request.state.user` may do everything. Raises SettingsError, StorageError.
    """
    from assistant.web.login.installed import Login

    return Login(app, settings, address, clock)
