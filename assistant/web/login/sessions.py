"""Sessions, kept by the server: a cookie's token goes in, who is logged in comes out.

A session ends when it has been idle, when it is old, when somebody logs out, and with the account that it belongs to.
Only the token's hash is kept. Called by the guard and the pages.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable
from typing import cast

from sqlalchemy import delete, insert, or_, select, update

from assistant.web.login.store import ACCOUNTS, SESSIONS, Store
from assistant.web.login.user import Role, User, including

_SEEN_EVERY = 60.0  # seconds: not every request needs to be written down


class Sessions:
    """The sessions of one file."""

    def __init__(
        self, store: Store, idle: float, lifetime: float, clock: Callable[[], float] = time.time, local: bool = True
    ) -> None:
        """`idle`, `lifetime`: seconds. `local`: sessions of accounts count; else those of a provider's people."""
        self._store, self._clock = store, clock
        self._idle, self._lifetime, self._local = idle, lifetime, local

    def begin(self, name: str, shown: str = "", role: Role | None = None, id_token: str | None = None) -> str:
        """A new session's token. `role` and `id_token`: of a person whom a provider vouches for."""
        token, now = secrets.token_urlsafe(32), self._clock()
        with self._store.writing() as connection:
            over = or_(SESSIONS.c.seen <= now - self._idle, SESSIONS.c.created <= now - self._lifetime)
            connection.execute(delete(SESSIONS).where(over))
            connection.execute(
                insert(SESSIONS).values(
                    token=_hash(token),
                    name=name,
                    shown=shown or name,
                    role=role,
                    id_token=id_token,
                    created=now,
                    seen=now,
                )
            )
        return token

    def find(self, token: str) -> User | None:
        """Who is logged in with this token; None if nobody is, or not any more."""
        if not token:
            return None
        now = self._clock()
        query = select(SESSIONS, ACCOUNTS.c.role.label("account")).join_from(
            SESSIONS, ACCOUNTS, SESSIONS.c.name == ACCOUNTS.c.name, isouter=True
        )
        with self._store.reading() as connection:
            row = connection.execute(query.where(SESSIONS.c.token == _hash(token))).first()
        if row is None or row.seen <= now - self._idle or row.created <= now - self._lifetime:
            return None
        if (row.role is None) != self._local:
            return None  # begun under another kind of login
        role = cast("Role | None", row.account if self._local else row.role)
        if role is None:
            return None  # the account is gone
        if row.seen <= now - min(_SEEN_EVERY, self._idle / 4):
            with self._store.writing() as connection:
                connection.execute(update(SESSIONS).where(SESSIONS.c.token == row.token).values(seen=now))
        return User(row.name, including(role), row.shown)

    def end(self, token: str) -> str | None:
        """Ends a session; the provider's ID token if it had one."""
        if not token:
            return None
        with self._store.writing() as connection:
            ended = connection.execute(
                delete(SESSIONS).where(SESSIONS.c.token == _hash(token)).returning(SESSIONS.c.id_token)
            ).first()
        return ended.id_token if ended else None


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()
