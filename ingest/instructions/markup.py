"""Signs that end the user's part of a prompt or make a page run something: chat templates, roles, HTML, image links.

The text as it was typed goes in (folding would lose the signs), the kind of what was found comes out.
"""

from __future__ import annotations

import re
import unicodedata

_TEMPLATE = re.compile(
    r"<\|[a-z_]{2,20}\|>|\[/?INST\]|<</?SYS>>|</?(?:system|instructions?|tool_call|"
    r"function_call|tool|assistant|prompt|context|documents?|evidence)\b[^>]*>|"
    r"\"role\"\s*:\s*\"(?:system|assistant|developer|tool)\"|-{3,}\s*END OF|"
    r"^\s*#{1,4}\s*(?:system|assistant|instruction|response|指示|応答|"
    r"入力)\s*:?\s*$|"
    r"^\s*\[?(?:system|システム)\]?\s*[:\]：]",
    re.IGNORECASE | re.MULTILINE,
)
_RUNS = re.compile(
    r"<\s*(?:script|iframe|img|object|embed|svg|link|meta|form|base)\b|"
    r"javascript\s*:|\bon(?:error|load|click)\s*=|!\[[^\]]*\]\(|"
    r"\]\(\s*(?:javascript|data):",
    re.IGNORECASE,
)
_TURN = re.compile(
    r"^\s*(?P<who>user|human|assistant|ai|system|bot|ユーザー|アシスタント|人間|利用者|q|a)\s*[:：]", re.I | re.M
)
_MODEL = frozenset(("assistant", "ai", "system", "bot", "アシスタント", "a"))
_TURNS = 2  # labelled turns from which a text is a conversation that nobody had


def kind(text: str) -> str | None:
    """`template`, `active` (markup that runs or loads), `turns`, or None."""
    plain = unicodedata.normalize("NFKC", text)
    if _TEMPLATE.search(plain):
        return "template"
    if _RUNS.search(plain):
        return "active"
    said = [m["who"].lower() for m in _TURN.finditer(plain)]
    if len(said) >= _TURNS and _MODEL & set(said) and not (set(said) <= {"q", "a"} and len(said) <= _TURNS):
        return "turns"
    return None
