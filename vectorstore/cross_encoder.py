"""Models that read two texts at once: pairs of texts go in, scores come out, a row a pair.

A sentence-transformers `CrossEncoder` by name or folder (extra `models`), opened once in a process. Called by
`vectorstore.reranker` (one score a pair) and by `assistant.models.entailment` (a score for each label).
"""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vectorstore import model_loading
from vectorstore.errors import CrossEncoderError
from vectorstore.model_loading import Sort

LONGEST = 512  # tokens of a pair, where the model itself tells no bound or a longer one
_BATCH = 16
Scores = NDArray[np.float32]


class PairModel:
    """An open cross-encoder; calls are taken one at a time."""

    def __init__(self, name: str, model: Any) -> None:
        self.name = name
        self._model, self._lock = model, threading.Lock()

    @property
    def labels(self) -> tuple[str, ...]:
        """The names of the columns of `scores`, in their order."""
        told = self._model.config.id2label
        return tuple(str(told[n]) for n in sorted(told))

    def scores(self, pairs: Sequence[tuple[str, str]]) -> Scores:
        """Shape (len(pairs), number of labels); of several labels shares that add up to 1."""
        if not pairs:
            return np.empty((0, len(self.labels)), dtype=np.float32)
        with self._lock:
            found = self._model.predict(
                [(_clean(a), _clean(b)) for a, b in pairs],
                batch_size=_BATCH,
                apply_softmax=len(self.labels) > 1,
                show_progress_bar=False,
            )
        return np.asarray(found, dtype=np.float32).reshape(len(pairs), -1)


@lru_cache(maxsize=4)  # a chain is opened anew whenever the index changes
def opened(name: str, sort: Sort, threads: int | None = None) -> PairModel:
    """The model `name`; raises CrossEncoderError, one line, where it is not here or was not made for pairs."""
    model = model_loading.load(name, threads, sort)
    made = [str(a) for a in getattr(model.config, "architectures", None) or ()]
    if not any(a.endswith(("ForSequenceClassification", "ForCausalLM")) for a in made):
        raise CrossEncoderError(
            f"{name}: was not trained to compare two texts ({', '.join(made) or 'no architecture told'}); "
            f"set {sort.setting} to a cross-encoder"
        )
    model.max_seq_length = min(getattr(model, "max_seq_length", None) or LONGEST, LONGEST)
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")  # else it warns in a process that forks
    return PairModel(name, model)


def _clean(text: str) -> str:
    """Without lone surrogates, which no tokenizer takes."""
    return text.encode("utf-8", "replace").decode("utf-8")
