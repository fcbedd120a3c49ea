"""Passwords: text in, argon2id hashes out, and the check of one against the other; called by the accounts.

Parameters are those of RFC 9106 for machines with little memory (64 MiB, 3 passes), argon2-cffi's default. Text is
folded by NFKC, so that the same keys give the same password on every keyboard (NIST SP 800-63B, 5.1.1.2).
"""

from __future__ import annotations

import secrets
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from assistant.errors import AssistantError

SHORTEST, LONGEST = 12, 200
_hasher = PasswordHasher()
# What an unknown account's password is checked against, so that it takes as long as a known one's. Made with the same
# parameters from a random text that nobody has kept.
_NOBODY = _hasher.hash(secrets.token_urlsafe(32))


class PasswordError(AssistantError):
    """A password that may not be chosen. The message is shown on the terminal and holds no part of it."""


def hashed(password: str, account: str) -> str:
    """The hash to keep; raises PasswordError for one that is too easy or no text."""
    folded = _folded(password)
    if not SHORTEST <= len(folded) <= LONGEST:
        raise PasswordError(f"the password has {len(folded)} characters; give {SHORTEST} to {LONGEST}")
    if any(unicodedata.category(sign) in ("Cc", "Cs") for sign in folded):
        raise PasswordError("the password holds control characters or no valid text; type another one")
    if len(set(folded.casefold())) < 5 or _is_run(folded):
        raise PasswordError("the password is one pattern repeated or counted on; choose several words instead")
    if len(account) > 3 and account in folded.casefold():
        raise PasswordError("the password holds the account's name; choose another one")
    return _hasher.hash(folded)


def matches(password: str, kept: str | None) -> bool:
    """Whether the password is the one behind `kept`; for None (no such account) no, after as much work."""
    try:
        _hasher.verify(kept or _NOBODY, _folded(password).encode("utf-8", "replace"))
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


def _folded(password: str) -> str:
    return unicodedata.normalize("NFKC", password)


def _is_run(text: str) -> bool:
    steps = {ord(after) - ord(before) for before, after in zip(text, text[1:], strict=False)}
    half = (text + text).find(text, 1)
    return steps <= {1} or steps <= {-1} or half <= len(text) // 2
