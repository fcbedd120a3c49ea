"""Short-lived signed tokens: they tell one page from another, so that each has a limit of its own.

They open nothing: a request without one is answered too, and counts for its address alone. The key is made when the
process starts; a token of another process is none. Called by `assistant.web.limits.resident`.
"""

from __future__ import annotations

import secrets

from itsdangerous import BadSignature, TimestampSigner

SECONDS = 600
RENEWED = SECONDS // 2  # seconds after which another one for the same page is given
_LONGEST = 200


class Tokens:
    """Gives tokens and reads them."""

    def __init__(self, seconds: int = SECONDS, renewed: int = RENEWED) -> None:
        """`seconds`: how long a token lasts; `renewed`: when it is replaced."""
        self._signer = TimestampSigner(secrets.token_bytes(32), salt="policy-assistant/resident")
        self._seconds, self._renewed = seconds, renewed

    def make(self, page: str = "") -> str:
        """A token for `page`, or for a page that was not seen before."""
        return self._signer.sign(page or secrets.token_urlsafe(16)).decode()

    def read(self, token: str) -> tuple[str, bool]:
        """The page of a token and whether it is time for another one; ("", True) for what is no valid token."""
        if not token or len(token) > _LONGEST:
            return "", True
        try:
            page, signed = self._signer.unsign(token, max_age=self._seconds, return_timestamp=True)
        except BadSignature:  # also of one that has expired
            return "", True
        age = self._signer.get_timestamp() - signed.timestamp()
        return page.decode("ascii", "replace"), age >= self._renewed
