"""What the indexed documents publish, so that it is no secret in a question. Texts go in, `holds` answers.

Made by `assistant.chain` from the passages and contacts that its audience may see; made equal at the first finding, not
before: most questions hold none.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable
from functools import cached_property

from assistant.guardrails.personal.address import canonical as canonical_address
from assistant.guardrails.personal.folded import fold_characters
from assistant.guardrails.personal.model import Finding, Kind
from assistant.guardrails.personal.names.japanese import is_family
from assistant.guardrails.personal.names.lexicon import tokens
from assistant.guardrails.personal.names.reading import is_name
from assistant.guardrails.personal.telephone import canonical as canonical_number
from ingest.normalise import nfkc

_SURNAME_PLACES = 200  # occurrences of a family name that are looked at
_WINDOW = 12  # characters behind one
_NUMBER = re.compile(r"\(?(?:\+81|0)[0-9](?:[-. ()]{0,2}[0-9]){7,10}")
_MAIL = re.compile(r"[a-z0-9._%+\-]+@[a-z0-9.\-]+[a-z]")


class Published:
    """Names, numbers and addresses of texts that anybody may read. Safe to share between threads."""

    def __init__(self, texts: Callable[[], Iterable[str]]) -> None:
        """`texts` is called once, when first something is looked up."""
        self._texts = texts
        self._lock = threading.Lock()

    def holds(self, finding: Finding, value: str) -> bool:
        """Whether the texts hold what was found; never so where it is the asker's own matter or an identity number."""
        if finding.kind is Kind.NAME:
            return not finding.own and self._names(_squeezed(value))
        if finding.kind is Kind.TELEPHONE:
            return canonical_number(value) in self._numbers
        if finding.kind is Kind.MAIL:
            return nfkc(value).lower() in self._mails
        if finding.kind is Kind.ADDRESS:
            return canonical_address(value) in self._addresses
        if finding.kind is Kind.POSTAL_CODE:
            return _digits(value) in self._postal_codes
        return False

    def _names(self, name: str) -> bool:
        if is_family(name):
            return self._is_surname_of_somebody(name)
        return len(name) > 2 and name in self._squeezed

    def _is_surname_of_somebody(self, surname: str) -> bool:
        """Whether a whole name that begins with `surname` stands in the texts."""
        at, text = -1, self._squeezed
        for _ in range(_SURNAME_PLACES):
            at = text.find(surname, at + 1)
            if at < 0:
                return False
            words = tokens(text[at : at + _WINDOW])
            if words and words[0].text == surname and any(is_name(words[:n]) for n in (2, 3, 4)):
                return True
        return False

    @cached_property
    def _whole(self) -> str:
        with self._lock:
            return fold_characters(nfkc("\n".join(self._texts())))

    @cached_property
    def _squeezed(self) -> str:
        return _without_blanks(self._whole)

    @cached_property
    def _addresses(self) -> str:
        return canonical_address(self._whole)

    @cached_property
    def _numbers(self) -> frozenset[str]:
        return frozenset(canonical_number(m[0]) for m in _NUMBER.finditer(self._whole))

    @cached_property
    def _mails(self) -> frozenset[str]:
        return frozenset(_MAIL.findall(self._whole.lower()))

    @cached_property
    def _postal_codes(self) -> frozenset[str]:
        return frozenset(_digits(m[0]) for m in re.finditer(r"(?<![0-9-])[0-9]{3}-[0-9]{4}(?![0-9-])", self._whole))


def published(*texts: str) -> Published:
    """What these texts publish."""
    return Published(lambda: texts)


def _without_blanks(text: str) -> str:
    # Lines stay apart: the end of one and the begin of the next are no name.
    return "\n".join("".join(line.split()) for line in text.splitlines())


def _squeezed(value: str) -> str:
    return "".join(fold_characters(nfkc(value)).split())


def _digits(value: str) -> str:
    return "".join(c for c in nfkc(value) if "0" <= c <= "9")
