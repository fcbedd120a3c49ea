"""Places in documents: whether a path that was found or cited is one that a question expects."""

from __future__ import annotations

from collections.abc import Sequence

from evals.metrics.folding import folded


def path_matches(expected: Sequence[str], path: Sequence[str]) -> bool:
    """Whether `expected` is a subsequence of `path` after folding."""
    rest = iter([folded(p) for p in path])
    return all(any(folded(e) == p for p in rest) for e in expected)


GUIDE_OF = "guide-"  # the guide's id of an official document begins with it


def right_place(
    documents: Sequence[str], paths: Sequence[Sequence[str]], document_id: str, path: Sequence[str]
) -> bool:
    """Whether document and path are among the expected ones; no expected documents or paths: any will do.

    The guide to a document counts as that document.
    """
    if documents and not {document_id, document_id.removeprefix(GUIDE_OF)} & set(documents):
        return False
    return not paths or any(path_matches(p, path) for p in paths)
