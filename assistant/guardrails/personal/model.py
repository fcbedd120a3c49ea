"""What a finder answers: a kind of datum and its place. The value is never kept, so no repr or log can show it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Kind(StrEnum):
    """The kinds of personal data."""

    MY_NUMBER = "my_number"
    TELEPHONE = "telephone"
    MAIL = "mail"
    POSTAL_CODE = "postal_code"
    ADDRESS = "address"
    BANK_ACCOUNT = "bank_account"
    CREDIT_CARD = "credit_card"
    DRIVING_LICENCE = "driving_licence"
    PASSPORT = "passport"
    RESIDENCE_CARD = "residence_card"
    PENSION_NUMBER = "pension_number"
    INSURANCE_NUMBER = "insurance_number"
    BIRTH_DATE = "birth_date"
    NAME = "name"


class Certainty(IntEnum):
    """How sure a finder is; where two findings overlap the surer one gives the kind."""

    LIKELY = 1  # form or words around it
    SURE = 2  # form and words around it, or a form that nothing else has


@dataclass(frozen=True)
class Finding:
    """A datum at `[start:end]`, code points of the text as it was given.

    `own`: the words around it make it the asker's or a relative's, whatever the documents publish.
    """

    kind: Kind
    start: int
    end: int
    certainty: Certainty
    own: bool = False
