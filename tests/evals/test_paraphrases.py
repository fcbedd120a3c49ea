"""Honest rephrasings of the guide go through the checks of generated sentences; planted renderings mostly do not."""

from __future__ import annotations

import pytest

from evals import paraphrases, renderings
from evals.faults import GUIDE, documents
from evals.planting.model import Base
from evals.planting.rewordings import rewordings


@pytest.fixture(scope="module")
def bases() -> list[Base]:
    return rewordings(documents(GUIDE), paraphrases.PARAPHRASES)


def test_few_honest_rephrasings_are_dropped(bases: list[Base]) -> None:
    found = paraphrases.measure(bases)
    assert found.true == 150 and len({b.place for b in bases}) == 150
    assert found.share <= 0.06 and len(found.verifier) <= 15


def test_a_noun_of_another_sentence_in_the_place_of_each_is_mostly_found(bases: list[Base]) -> None:
    """What is dropped is not dropped by chance: the same sentences, cited from another place, do not pass."""
    cited = [
        Base(a.text, b.support, a.document_id, a.place, a.wording) for a, b in zip(bases, bases[40:], strict=False)
    ]
    found = paraphrases.measure(cited)
    assert len(found.verifier) + len(found.further) == found.true


def test_true_renderings_pass_and_planted_ones_do_not() -> None:
    lines = renderings.report(renderings.told())
    told = {line.split(":")[0]: line for line in lines if "true renderings" in line}
    shown = [line for line in lines if line.startswith("  all shown")]
    dropped = {kind: int(line.rsplit(" ", 1)[1]) for kind, line in told.items()}
    shares = [float(line.rsplit("(", 1)[1].rstrip(")")) for line in shown]
    assert dropped["en"] <= 3 and dropped["plain"] <= 3
    assert shares[0] <= 0.25 and shares[1] <= 0.06
