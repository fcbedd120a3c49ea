"""Loads a sentence-transformers model: its name or folder goes in, the model comes out.

Called by the embedders at first use and by `vectorstore.cross_encoder`. Nothing is fetched unless HF_HUB_OFFLINE is 0,
and then only what is not on this machine yet.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vectorstore.errors import EmbeddingModelError, VectorStoreError

_OFF = ("0", "false", "no", "off", "")
_HUB_TIMEOUT = 10.0  # seconds


@dataclass(frozen=True)
class Sort:
    """A sort of model: how messages call it, the setting that names it, its class in sentence_transformers."""

    word: str
    setting: str
    library: str
    error: type[VectorStoreError]


EMBEDDING = Sort("embedding model", "embedding_model", "SentenceTransformer", EmbeddingModelError)


def load(name: str, threads: int | None = None, sort: Sort = EMBEDDING) -> Any:
    """The model `name`; `threads` is for torch, None leaves it alone. Raises the sort's error, one line."""
    # Read by huggingface_hub when it is imported.
    may_fetch = os.environ.setdefault("HF_HUB_OFFLINE", "1").lower() in _OFF
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    folder = Path(name).expanduser()
    if not folder.is_dir() and _is_path(name):
        raise sort.error(f"{name}: no such folder; set {sort.setting} to a model's folder or its name")
    transformer = _library(name, sort)
    if threads is not None:
        import torch

        torch.set_num_threads(threads)
    try:
        with _no_bars():
            # Said once more: some other package may have imported huggingface_hub before.
            return transformer(str(folder) if folder.is_dir() else name, local_files_only=True)
    except (OSError, ValueError) as error:
        if folder.is_dir():
            raise sort.error(
                f"{name}: holds no model that can be loaded ({_short(error)}); "
                f"set {sort.setting} to the folder of a sentence-transformers model"
            ) from error
        if not may_fetch:
            raise sort.error(
                f"the {sort.word} {name} is not on this machine; download it once with "
                f"HF_HUB_OFFLINE=0, or set {sort.setting} to its folder"
            ) from error
    return _fetched(name, transformer, sort)


def _fetched(name: str, transformer: Any, sort: Sort) -> Any:
    """The model from the hub."""
    from huggingface_hub import HfApi

    try:
        # Asked first: without a connection the loader tries again and again for more than a minute.
        HfApi().model_info(name, timeout=_HUB_TIMEOUT)
        return transformer(name, local_files_only=False)
    except Exception as error:
        raise sort.error(
            f"the {sort.word} {name} cannot be downloaded ({_short(error)}); check its name and the connection, "
            f"or set {sort.setting} to a folder that holds it"
        ) from error


def _library(name: str, sort: Sort) -> Any:
    try:
        import sentence_transformers
    except ImportError:
        raise sort.error(
            f"the {sort.word} {name} needs more packages; run pip install 'policy-assistant[models]'"
        ) from None
    return getattr(sentence_transformers, sort.library)


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
