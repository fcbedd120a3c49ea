"""Local accounts: names, roles and password hashes in the login's file; called by the commands and the login page."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from sqlalchemy import Delete, delete, insert, select, update

from assistant.errors import AssistantError
from assistant.web.login import passwords
from assistant.web.login.store import ACCOUNTS, SESSIONS, Store
from assistant.web.login.user import Role, User, including

LONGEST_NAME = 64


class AccountError(AssistantError):
    """An account cannot be made, found or changed the way it was asked for."""


@dataclass(frozen=True)
class Account:
    """One account as it is listed; times are POSIX seconds, `entered` that of the last login."""

    name: str
    role: Role
    created: float
    entered: float | None


class Accounts:
    """The accounts of one file."""

    def __init__(self, store: Store, clock: Callable[[], float] = time.time) -> None:
        self._store, self._clock = store, clock

    def add(self, name: str, role: Role, password: str) -> str:
        """Makes an account, and returns its name as it is kept; raises AccountError, PasswordError."""
        name = checked_name(name)
        kept = passwords.hashed(password, name)
        with self._store.writing() as connection:
            if connection.execute(select(ACCOUNTS.c.name).where(ACCOUNTS.c.name == name)).first():
                raise AccountError(f"{name}: there is such an account; choose another name, or change its password")
            connection.execute(
                insert(ACCOUNTS).values(name=name, role=role, password=kept, created=self._clock(), entered=None)
            )
        return name

    def all(self) -> list[Account]:
        """Every account, by name."""
        with self._store.reading() as connection:
            rows = connection.execute(select(ACCOUNTS).order_by(ACCOUNTS.c.name)).all()
        return [Account(row.name, cast(Role, row.role), row.created, row.entered) for row in rows]

    def require(self, name: str) -> None:
        """Raises AccountError if there is no such account."""
        self._require(name in [account.name for account in self.all()], name)

    def remove(self, name: str) -> None:
        """Deletes an account and ends its sessions; raises AccountError."""
        name = checked_name(name)
        with self._store.writing() as connection:
            self._require(connection.execute(delete(ACCOUNTS).where(ACCOUNTS.c.name == name)).rowcount, name)
            connection.execute(_sessions_of(name))

    def set_password(self, name: str, password: str) -> None:
        """Gives an account another password and ends its sessions; raises AccountError, PasswordError."""
        name = checked_name(name)
        kept = passwords.hashed(password, name)
        with self._store.writing() as connection:
            changed = connection.execute(update(ACCOUNTS).where(ACCOUNTS.c.name == name).values(password=kept))
            self._require(changed.rowcount, name)
            connection.execute(_sessions_of(name))

    def set_role(self, name: str, role: Role) -> None:
        """Gives an account another role, in force from the next request on; raises AccountError."""
        name = checked_name(name)
        with self._store.writing() as connection:
            changed = connection.execute(update(ACCOUNTS).where(ACCOUNTS.c.name == name).values(role=role))
            self._require(changed.rowcount, name)

    def end_sessions(self) -> int:
        """Ends every session; how many there were."""
        with self._store.writing() as connection:
            return connection.execute(delete(SESSIONS)).rowcount

    def authenticate(self, name: str, password: str) -> User | None:
        """Whose name and password these are; None, after as much work, for a wrong password and an unknown name."""
        with self._store.reading() as connection:
            row = connection.execute(select(ACCOUNTS).where(ACCOUNTS.c.name == folded(name))).first()
        if not passwords.matches(password[: passwords.LONGEST + 1], row.password if row else None) or row is None:
            return None
        with self._store.writing() as connection:
            connection.execute(update(ACCOUNTS).where(ACCOUNTS.c.name == row.name).values(entered=self._clock()))
        return User(row.name, including(cast(Role, row.role)), row.name)

    @staticmethod
    def _require(count: int | bool, name: str) -> None:
        if not count:
            raise AccountError(f"{name}: there is no such account; policy-assistant account list shows them")


def folded(name: str) -> str:
    """A name as it is compared: full-width letters and capitals make no difference."""
    text = name.encode("utf-8", "replace").decode("utf-8")  # half a surrogate pair is no text
    return unicodedata.normalize("NFKC", text).strip().casefold()


def checked_name(name: str) -> str:
    """The folded name; raises AccountError for one that cannot be an account's."""
    name = folded(name)
    if not 1 <= len(name) <= LONGEST_NAME or not all(sign.isalnum() or sign in "._@-" for sign in name):
        raise AccountError(f"an account's name has 1 to {LONGEST_NAME} letters, digits, '.', '_', '@' or '-'")
    return name


def _sessions_of(name: str) -> Delete:
    return delete(SESSIONS).where(SESSIONS.c.name == name, SESSIONS.c.role.is_(None))
