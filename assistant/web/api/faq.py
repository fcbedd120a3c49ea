"""Where the frequent questions come from; the loader itself is `assistant.faq`, or a stand-in in tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol


class FaqLoader(Protocol):
    """Gives the checked questions and answers that residents are shown without asking."""

    def __call__(self) -> Sequence[Mapping[str, Any]]:
        """The entries in their order, each with at least `question` and `answer`; JSON values alone.

        Called at every request, from a thread; raises OSError or ValueError where they cannot be read.
        """
        ...
