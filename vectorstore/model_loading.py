"""Loads a sentence-transformers model: its name or folder goes in, the model comes out.

Called by the embedders at first use. Nothing is fetched unless HF_HUB_OFFLINE is 0, and then only what is not on this
machine yet.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from vectorstore.errors import EmbeddingModelError

_OFF = ("0", "false", "no", "off", "")
_HUB_TIMEOUT = 10.0  # seconds


def load(name: str, threads: int | None = None) -> Any:
    """The model `name`; `threads` is for torch, None leaves it alone. Raises EmbeddingModelError, one line."""
    # Read by huggingface_hub when it is imported.
    may_fetch = os.environ.setdefault("HF_HUB_OFFLINE", "1").lower() in _OFF
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    folder = Path(name).expanduser()
    if not folder.is_dir() and _is_path(name):
        raise EmbeddingModelError(f"{name}: no such folder; set embedding_model to a model's folder or its name")
    transformer = _library(name)
    if threads is not None:
        import torch

        torch.set_num_threads(threads)
    try:
        with _no_bars():
            # Said once more: some other package may have imported huggingface_hub before.
            return transformer(str(folder) if folder.is_dir() else name, local_files_only=True)
    except (OSError, ValueError) as error:
        if folder.is_dir():
            raise EmbeddingModelError(
                f"{name}: holds no model that can be loaded ({_short(error)}); "
                "set embedding_model to the folder of a sentence-transformers model"
            ) from error
        if not may_fetch:
            raise EmbeddingModelError(
                f"the embedding model {name} is not on this machine; download it once with "
                "HF_HUB_OFFLINE=0, or set embedding_model to its folder"
            ) from error
    return _fetched(name, transformer)


def _fetched(name: str, transformer: Any) -> Any:
    """The model from the hub."""
    from huggingface_hub import HfApi

    try:
        # Asked first: without a connection the loader tries again and again for more than a minute.
        HfApi().model_info(name, timeout=_HUB_TIMEOUT)
        return transformer(name, local_files_only=False)
    except Exception as error:
        raise EmbeddingModelError(
            f"the embedding model {name} cannot be downloaded ({_short(error)}); check its name and the connection, "
            "or set embedding_model to a folder that holds it"
        ) from error


def _library(name: str) -> Any:
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError:
        raise EmbeddingModelError(
            f"the embedding model {name} needs more packages; run pip install 'policy-assistant[models]'"
        ) from None
    return SentenceTransformer


def _is_path(name: str) -> bool:
    """Whether a name can only be meant as a folder: names on the hub are OWNER/NAME."""
    return name.startswith(("/", ".", "~")) or name.count("/") > 1 or "\\" in name


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__


@contextmanager
def _no_bars() -> Iterator[None]:
    """Without the bars that transformers draws on standard error while it loads a model."""
    logging = sys.modules.get("transformers.utils.logging")
    shown = logging is not None and logging.is_progress_bar_enabled()
    if logging is not None and shown:
        logging.disable_progress_bar()
    try:
        yield
    finally:
        if logging is not None and shown:
            logging.enable_progress_bar()
