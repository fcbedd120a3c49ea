"""What a channel serves: which sides of the API it has, and whose documents its chat answers from. Pure.

Called by `assistant.web.server`. A public process has no side for staff, so it never opens what is internal.
"""

from __future__ import annotations

from typing import Literal

Channel = Literal["public", "staff", "all"]
SideName = Literal["public", "staff"]
Audience = Literal["staff", "resident"]


def sides_of(channel: Channel) -> tuple[SideName, ...]:
    """The sides of the API that a channel has."""
    return {"public": ("public",), "staff": ("staff",), "all": ("public", "staff")}[channel]  # type: ignore[return-value]


def audience_of(side: SideName) -> Audience:
    """Whose documents a side answers from."""
    return "resident" if side == "public" else "staff"


def has_chat(channel: Channel) -> bool:
    """Whether there is a chat: it is for staff, residents have the widget."""
    return channel != "public"
