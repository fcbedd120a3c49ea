"""What is found in a text, as (kind, value) pairs, for tests of single finders."""

from __future__ import annotations

from assistant.guardrails.personal import find


def found(text: str) -> list[tuple[str, str]]:
    """Kinds and values in their order."""
    return [(finding.kind.value, text[finding.start : finding.end]) for finding in find(text)]


def values(text: str, kind: str) -> list[str]:
    """The values of one kind."""
    return [value for k, value in found(text) if k == kind]
