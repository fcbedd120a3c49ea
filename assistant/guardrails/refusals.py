"""What a refused question is told: why, what the assistant is for, whom to ask instead. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from prompts import guards, texts


def notices(reason: str, told: Sequence[str], contact: str | None) -> list[str]:
    """The notices of a refusal or of small talk, in reading order.

    `told` are the guards' own, `contact` is the office in charge.
    """
    if reason in guards.TALK:
        return [*told, guards.TALK[reason], guards.PURPOSE, guards.EXAMPLES, texts.AI_NOTICE]
    given = [*told, *filter(None, [guards.REFUSALS.get(reason)])]
    if reason == "injection":
        given.append(guards.REPHRASE)
    given.append(guards.PURPOSE)
    if whom := guards.WHOM_TO_ASK.get(reason):
        given.append(whom)
    given.append(texts.AI_NOTICE)
    if contact:
        given.append(texts.CONTACT.format(contact=contact))
    return given
