"""What sentence-transformers models want in front of a text: a model's name goes in, two prefixes come out.

Called by the embedders; `query_prefix` and `passage_prefix` of the settings come before it. Each entry follows the
publisher's model card (docs/models.md names them); a model that is not listed takes bare text.
"""

from __future__ import annotations

import re
from pathlib import PurePath

# Models trained with instructions take a sentence in front of questions that says what is looked for.
_E5_INSTRUCTION = "Instruct: Given a question, retrieve passages that answer the question\nQuery: "
_SARASHINA_INSTRUCTION = "task: 質問を与えるので、その質問に答えるのに役立つ関連文書を検索してください。\nquery: "

_PREFIXES: tuple[tuple[re.Pattern[str], str, str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), query, passage)
    for pattern, query, passage in (
        (r"ruri-v3", "検索クエリ: ", "検索文書: "),
        (r"(^|[_-])e5-.*instruct", _E5_INSTRUCTION, ""),
        (r"(^|[_-])e5-", "query: ", "passage: "),
        (r"glucose-base-ja-v2", "query: ", "passage: "),
        (r"sarashina-embedding-v2", _SARASHINA_INSTRUCTION, "text: "),
        (r"sarashina-embedding-v1|bge-m3", "", ""),
    )
)


def prefixes(model: str) -> tuple[str, str]:
    """The query and passage prefixes of a model, by its name or folder.

    The last part of a path that is known decides: the hub's cache keeps a model in `models--NAME/snapshots/REVISION`.
    """
    for part in reversed(PurePath(model).parts):
        for pattern, query, passage in _PREFIXES:
            if pattern.search(part):
                return query, passage
    return "", ""
