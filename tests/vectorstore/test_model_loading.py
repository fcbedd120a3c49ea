"""Loading of models: nothing is fetched unasked, and what cannot be loaded is told in one line."""

from __future__ import annotations

import os
import sys
import types
from pathlib import Path

import pytest

from vectorstore import model_loading
from vectorstore.errors import EmbeddingModelError


class _Model:
    here: set[str] = set()
    asked: list[tuple[str, bool]] = []

    def __init__(self, name: str, *, local_files_only: bool) -> None:
        _Model.asked.append((name, local_files_only))
        if local_files_only and name not in _Model.here:
            raise OSError("not found\nin the cache")


class _Hub:
    error: Exception | None = None

    def model_info(self, name: str, timeout: float) -> None:
        assert timeout <= 30
        if _Hub.error is not None:
            raise _Hub.error


@pytest.fixture(autouse=True)
def fake_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    transformers = types.ModuleType("sentence_transformers")
    transformers.SentenceTransformer = _Model  # type: ignore[attr-defined]
    hub = types.ModuleType("huggingface_hub")
    hub.HfApi = _Hub  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sentence_transformers", transformers)
    monkeypatch.setitem(sys.modules, "huggingface_hub", hub)
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
    monkeypatch.setattr(_Model, "here", {"owner/here"})
    monkeypatch.setattr(_Model, "asked", [])
    monkeypatch.setattr(_Hub, "error", None)


def _refused(name: str, said: str) -> None:
    with pytest.raises(EmbeddingModelError, match=said) as error:
        model_loading.load(name)
    assert "\n" not in str(error.value)


def test_nothing_is_fetched_unasked() -> None:
    _refused("owner/absent", "not on this machine; download it once with HF_HUB_OFFLINE=0.*embedding_model")
    assert os.environ["HF_HUB_OFFLINE"] == "1"
    assert _Model.asked == [("owner/absent", True)]


def test_what_is_here_is_not_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "0")
    model_loading.load("owner/here")
    assert _Model.asked == [("owner/here", True)]


def test_what_is_asked_for_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "0")
    model_loading.load("owner/absent")
    assert _Model.asked == [("owner/absent", True), ("owner/absent", False)]


@pytest.mark.parametrize("error", [OSError("no\nsuch host"), ValueError("bad name"), RuntimeError()])
def test_what_cannot_be_fetched_is_one_line(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "0")
    monkeypatch.setattr(_Hub, "error", error)
    _refused("owner/absent", "cannot be downloaded.*connection.*embedding_model")


@pytest.mark.parametrize("name", ["/no/where", "./model", "~/model", "a/b/c", "models\\mine"])
def test_a_missing_folder_is_not_looked_for_on_the_hub(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "0")
    _refused(name, "no such folder.*embedding_model")
    assert _Model.asked == []


def test_a_folder_in_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "model").mkdir()
    monkeypatch.setattr(_Model, "here", {str(tmp_path / "model")})
    model_loading.load("~/model")
    assert _Model.asked == [(str(tmp_path / "model"), True)]


def test_a_folder_without_a_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "0")
    _refused(str(tmp_path), "holds no model that can be loaded.*embedding_model")
    assert _Model.asked == [(str(tmp_path), True)]


def test_a_missing_package_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    _refused("BAAI/bge-m3", r"pip install 'policy-assistant\[models\]'")
