"""Answering against staying silent: whether a status is right, and risk over coverage.

AURC, the area under the risk-coverage curve, after Geifman and El-Yaniv (2017): answer the surest questions first, and
average the risk (share of wrong answers) over all coverages; 0 is best.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from assistant.answer import Answer, Status


def silent(answer: Answer) -> bool:
    """Whether nothing was answered, or only a wrong premise named."""
    return answer.status in (Status.NO_ANSWER, Status.REFUSED) or answer.status_reason == "wrong_premise"


def behaved(behaviour: str, answer: Answer) -> bool:
    """Whether the status is what a question of this behaviour asks for."""
    status = answer.status
    if behaviour == "answer":
        return status in (Status.ANSWERED, Status.PARTIAL)
    if behaviour == "ask_back":
        return status is Status.PARTIAL or (status is Status.ANSWERED and len(answer.sentences) > 1)
    if behaviour == "correct_premise":
        return status is Status.NO_ANSWER or answer.status_reason == "wrong_premise"
    return status is Status.NO_ANSWER


def risks(confidence: Any, wrong: Any) -> Any:
    """The risk at coverage 1/n, 2/n, … 1, the surest first, along the last axis; ties in the order given."""
    order = np.argsort(-np.asarray(confidence, dtype=np.float64), axis=-1, kind="stable")
    errors = np.take_along_axis(np.asarray(wrong, dtype=np.float64), order, axis=-1)
    return np.cumsum(errors, axis=-1) / np.arange(1, errors.shape[-1] + 1)


def aurc(confidence: Any, wrong: Any) -> Any:
    """The mean of the risks along the last axis."""
    return risks(confidence, wrong).mean(axis=-1)
