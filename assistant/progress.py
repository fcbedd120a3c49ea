"""The progress protocol of `vectorstore`, for callers of the `assistant` package."""

from __future__ import annotations

from vectorstore.progress import NullProgress, Progress

__all__ = ["NullProgress", "Progress"]
