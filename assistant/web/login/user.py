"""Who is logged in, and the three roles; used by the whole login and by routes that ask for `request.state.user`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Role = Literal["staff", "reviewer", "administrator"]
ROLES: tuple[Role, ...] = get_args(Role)  # each one may do what those before it may


@dataclass(frozen=True)
class User:
    """A person who has logged in.

    `name` is nobody else's: an account's name, or `oidc:` and what the provider calls the person for good (`sub`).
    `shown` is what to call the person on a page, which two may share. `roles`: the own role and those that it includes.
    """

    name: str
    roles: frozenset[Role]
    shown: str = ""


def including(role: Role) -> frozenset[Role]:
    """The role and those that it includes: an administrator is a reviewer and staff too."""
    return frozenset(ROLES[: ROLES.index(role) + 1])


# Without a login, whoever sits at the machine may do everything.
LOCAL = User("", including("administrator"))
