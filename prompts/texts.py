"""Fixed texts that a user reads. Japanese; every answer carries `prompt_version`, a hash over this file."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

AI_NOTICE = "この回答はAIによる自動回答です。"
CHECK_SOURCES = "正確な内容は必ず出典をご確認ください。"
GUIDE_NOTICE = "ガイド版（正文ではありません）にもとづく回答です。"
CONTACT = "お問い合わせ先：{contact}"
NOT_FOUND = "登録されている文書からは、お尋ねの内容を確認できませんでした。"
NEAREST = "近い記載がある箇所：{place}"
SOURCES_TITLE = "出典"
GUIDE_MARK = "ガイド版・正文ではありません"

PRINCIPLE_VERIFIED = "引用文{count}件が原文と一致することを確認しました。"
PRINCIPLE_DROPPED = "原文と一致しない文{count}件を取り除きました。"
PRINCIPLE_QUOTES = "引用は1か所{limit}字以内とし、出典を明示しました。"


@lru_cache(maxsize=1)
def prompt_version() -> str:
    """The first 12 hex digits of a hash over the texts."""
    return sha256(Path(__file__).read_bytes()).hexdigest()[:12]
