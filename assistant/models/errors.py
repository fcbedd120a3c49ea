"""Why a model gave nothing: each a stable word that notices, counts and logs use. Raised by `assistant.models.call`."""

from __future__ import annotations

from assistant.errors import AssistantError


class ModelError(AssistantError):
    """The model gave no usable reply; `word` says why."""

    word = "unreachable"
    retry_after = 0.0  # seconds that the server asks to wait


class ModelTimeoutError(ModelError):
    """The time of the answer is up."""

    word = "timeout"


class ModelRestingError(ModelError):
    """Too many calls failed of late: the model is left alone for a while."""

    word = "resting"


class ModelRefusedError(ModelError):
    """The server says that the request is wrong; asking again helps nothing."""

    word = "unreachable"
