"""What a model does for a chain: settings go in, a writer and what tells follow-ups by its model come out, or None.

Called by `assistant.chain` when it is opened. What answers without a model waits for none of the imports here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from assistant.followup.guarded import Condense
from assistant.models.choice import wanted
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.compose.generative.writer import Writer


def writer(settings: Settings, audience: Literal["staff", "resident"]) -> Writer | None:
    """The writer of an audience's answers; None: the extractive composer writes them."""
    if not wanted(settings, audience):
        return None
    from assistant.compose.generative.writer import Writer

    return Writer.opened(settings)


def condense(writer: Writer | None) -> Condense | None:
    """What tells follow-ups by the writer's model, where it follows orders; None: the rules do."""
    if writer is None or not writer.can_rewrite():
        return None
    from assistant.followup.by_model import ByModel

    return ByModel(writer.model, writer.choice.seconds, writer.breaker).condensed
