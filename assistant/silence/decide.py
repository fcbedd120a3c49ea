"""Whether the documents answer a question: the question and its ranked passages go in, a `Decision` comes out.

Called by `assistant.chain` between search and composing. Checks with a reason of their own come first; what none of
them settles is left to the calibrated score. Everything is decided by evidence, nothing by topic.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from assistant.compose.asked import Ask, Asked
from assistant.compose.draft import Draft
from assistant.silence import (
    agents,
    ambiguity,
    answers,
    attributes,
    attributions,
    corrections,
    denials,
    entities,
    expansions,
    lost,
    nearness,
    numbering,
    opposites,
    persons,
    premises,
    regions,
    substitution,
    together,
    unlisted,
    years,
)
from assistant.silence import matter as matters
from assistant.silence import score as calibrated
from assistant.silence.corpus import Corpus
from assistant.silence.elsewhere import elsewhere
from assistant.silence.matter import Matter
from assistant.silence.places import Place, holds, near, places
from vectorstore.codec import StoredPassage
from vectorstore.titles import is_entry

NEAREST = 3
FOREIGN_LENGTH = 30  # characters up to which a question has no room for words beside its matter
FOREIGN_SHARE = 0.4  # of the question's words that the best place holds, below which it is about something else
MOST_SHARE = 0.8  # of the question's words, with which a place answers though its sentences are not near
FOREIGN_WEIGHT = 0.3  # of the nouns' rarity that words unknown to all documents make up

_SPOKEN = re.compile(r"[ぁ-ん]{1,3}")  # bits of spoken words, which the analysis takes for nouns: ばあ


@dataclass(frozen=True)
class Decision:
    """Whether to answer, and what to say where not.

    `reason` is one of `unknown_entity`, `unknown_plan`, `other_year`, `other_publisher`, `personal_matter`,
    `private_detail`, `wrong_premise`, `not_found`, `ambiguous`; None where the question is answerable. `drafts` names a
    wrong premise, `choices` are readings to ask back, `nearest` the passages to point at, `piece` what of the question
    the reason is about.
    """

    answerable: bool
    reason: str | None = None
    drafts: tuple[Draft, ...] = ()
    choices: tuple[str, ...] = ()
    nearest: tuple[StoredPassage, ...] = ()
    piece: str = ""


@dataclass(frozen=True)
class _Case:
    """A question with all that the checks look at."""

    question: str
    asked: Asked
    matter: Matter
    whole: Matter  # with the sentences that only tell of the asker
    every: tuple[Place, ...]
    near: list[Place]
    corpus: Corpus
    explicit: tuple[str, ...]
    meant: tuple[str, ...]
    nearest: tuple[StoredPassage, ...] = field(default=())
    closest: float | None = None  # cosine of the nearest sentence, where it is known

    @cached_property
    def held(self) -> together.Together:
        """How much of the question single statements hold."""
        return together.together(self.matter, self.asked, self.every, self.corpus)

    def silent(self, reason: str, piece: str) -> Decision:
        """No answer for a reason."""
        return Decision(False, reason, nearest=self.nearest, piece=piece)

    def corrected(self, piece: str, draft: Draft | None) -> Decision:
        """No answer but the premise, told by a draft where there is one."""
        drafts = (draft,) if draft else ()
        return Decision(False, "wrong_premise", drafts, nearest=self.nearest, piece=piece)


def decide(
    question: str,
    asked: Asked,
    ranked: Sequence[tuple[StoredPassage, float]],
    corpus: Corpus,
    closest: float | None = None,
    *,
    told: str = "",
) -> Decision:
    """Whether `ranked` (about 20 passages, best first) answers `question`; `asked` is what it asks for.

    `closest` is what `nearness.closest` gives for them; `told` is the question with what it says of the asker and
    others, if set aside: it shows whose matter it is.
    """
    if (
        told
        and told != question
        and (piece := persons.personal_matter(matters.read(told, corpus.publishers, every=True)))
    ):
        return Decision(False, "personal_matter", nearest=tuple(stored for stored, _ in ranked[:NEAREST]), piece=piece)
    case = replace(_case(question, asked, ranked, corpus), closest=closest)
    if found := _by_rule(case):
        return found
    if not ranked:
        return case.silent("not_found", "")
    if corpus.kana(question):
        return Decision(True, nearest=case.nearest)  # words in kana tell nothing apart
    entry = bool(case.every) and is_entry(case.every[0].stored.passage)
    if calibrated.score(_figures(case), entry=entry) > 0:
        weights = {w: corpus.rarity(w) for w in case.matter.words}
        return case.silent("not_found", lost.missed(case.matter, case.every, case.held, weights))
    return Decision(True, nearest=case.nearest)


def by_rule(
    question: str,
    asked: Asked,
    ranked: Sequence[tuple[StoredPassage, float]],
    corpus: Corpus,
    closest: float | None = None,
) -> Decision | None:
    """The decision of the checks that give a reason, or None where they leave it to the score."""
    return _by_rule(replace(_case(question, asked, ranked, corpus), closest=closest))


def figures(
    question: str,
    asked: Asked,
    ranked: Sequence[tuple[StoredPassage, float]],
    corpus: Corpus,
    closest: float | None = None,
) -> dict[str, float]:
    """What the score weighs, for `evals.calibrate`."""
    return _figures(replace(_case(question, asked, ranked, corpus), closest=closest))


def _by_rule(case: _Case) -> Decision | None:
    return next((found for check in _CHECKS if (found := check(case))), None)


def _figures(case: _Case) -> dict[str, float]:
    # A question that names no prefecture may well be answered from another one's documents.
    return calibrated.figures(
        case.question, case.matter, case.asked, case.every, case.corpus, case.explicit, case.held, case.closest
    )


def _case(question: str, asked: Asked, ranked: Sequence[tuple[StoredPassage, float]], corpus: Corpus) -> _Case:
    matter = matters.read(question, corpus.publishers)
    every = places(matter.words, ranked, corpus)
    explicit = corpus.named(question)
    meant = explicit or ((corpus.home,) if corpus.home in corpus.publishers else ())
    nearest = tuple(stored for stored, _ in ranked[:NEAREST])
    whole = matters.read(question, corpus.publishers, every=True)
    own = [p for p in every if p.stored.source.publisher in explicit]
    return _Case(question, asked, matter, whole, every, near(own or every), corpus, explicit, meant, nearest)


def _personal(case: _Case) -> Decision | None:
    piece = persons.personal_matter(case.whole)
    return case.silent("personal_matter", piece) if piece else None


def _private(case: _Case) -> Decision | None:
    piece = persons.private_detail(case.whole, case.near)
    return case.silent("private_detail", piece) if piece else None


def _region(case: _Case) -> Decision | None:
    found = regions.strangers(case.matter, case.every, case.corpus)
    return case.silent("other_publisher", found[0]) if found else None


def _elsewhere(case: _Case) -> Decision | None:
    if not case.explicit or case.corpus.kana(case.question):
        return None
    found = elsewhere(case.matter, case.corpus, case.explicit)
    if not found:
        return None
    draft = corrections.of_other(found)
    return case.corrected(found.name, draft) if draft else case.silent("not_found", found.name)


def _quoted(case: _Case) -> Decision | None:
    """Before what stands elsewhere: of a name that stands nowhere its common words stand in many places."""
    found = entities.unknown_quoted(case.matter, case.every, case.corpus) or entities.unknown_members(
        case.matter, case.every, case.corpus
    )
    return case.silent("unknown_entity", found[0]) if found else None


def _plan(case: _Case) -> Decision | None:
    found = entities.unknown_plans(case.matter, case.every, case.corpus) or entities.unknown_ordinals(
        case.matter, case.every
    )
    return case.silent("unknown_plan", found[0]) if found else None


def _abbreviation(case: _Case) -> Decision | None:
    """Before the names: what an abbreviation is said to stand for may well be a name that stands nowhere."""
    found = expansions.expansions(case.matter, case.every)
    return case.corrected(found.piece, corrections.of_place(found, case.matter)) if found else None


def _entity(case: _Case) -> Decision | None:
    found = entities.unknown_things(case.matter, case.every, case.corpus)
    return case.silent("unknown_entity", found[0]) if found else None


def _place(case: _Case) -> Decision | None:
    """After the premises: who is said to be in charge and is not, is a wrong premise."""
    checks = (entities.unknown_places, entities.unknown_names)
    found = next((names for check in checks if (names := check(case.matter, case.every, case.corpus))), None)
    return case.silent("unknown_entity", found[0]) if found else None


def _year(case: _Case) -> Decision | None:
    missing = years.missing(case.question, case.near, case.every, case.matter.words, case.corpus)
    if not missing and years.only_planned(case.question, case.near, figure=case.asked.wants(Ask.FIGURE)):
        return case.silent("other_year", "")
    if not missing:
        return None
    # 令和6年の件数 and 令和6年に何件 ask for a year; 令和6年に出された takes it for granted.
    counted = case.asked.wants(Ask.FIGURE) and not case.asked.wants(Ask.WHY)
    if (
        not counted
        and years.taken_for_granted(case.question)
        and (draft := corrections.of_year(case.matter, case.near))
    ):
        return case.corrected("", draft)
    return case.silent("other_year", "")


def _premise(case: _Case) -> Decision | None:
    checks: tuple[Callable[[], premises.Contradiction | None], ...] = (
        lambda: premises.counts(case.matter, case.near, case.every),
        lambda: premises.targets(case.matter, case.near),
        lambda: premises.goals(case.matter, case.near),
        lambda: premises.averages(case.matter, case.near),
        lambda: opposites.trends(case.matter, case.asked, case.near),
        lambda: opposites.days(case.matter, case.asked, case.near),
        lambda: attributions.offices(case.matter, case.near),
        lambda: agents.bodies(case.matter, case.every, case.corpus.publishers),
        lambda: attributions.holders(case.matter, case.near),
        lambda: attributions.areas(case.matter, case.near, case.corpus.publishers),
        lambda: numbering.numbers(case.matter, case.near, case.every, case.corpus),
        lambda: denials.denials(case.matter, case.asked, case.every, case.corpus),
    )
    found = next((f for check in checks if (f := check())), None)
    return case.corrected(found.piece, corrections.of_place(found, case.matter)) if found else None


def _substituted(case: _Case) -> Decision | None:
    if case.corpus.kana(case.question):
        return None
    found = substitution.substituted(case.matter, case.asked, case.every, case.corpus)
    return case.corrected(found.piece, corrections.of_place(found, case.matter)) if found else None


def _answer_type(case: _Case) -> Decision | None:
    if case.corpus.kana(case.question):
        return None
    missing = (
        answers.lacking(case.matter, case.every, case.asked)
        or answers.lacking_attribute(case.matter, case.every)
        or attributes.uncarried(case.matter, case.every)
        or together.untold(case.held)
    )
    return case.silent("not_found", missing) if missing else None


def _unlisted(case: _Case) -> Decision | None:
    name = unlisted.unlisted(case.matter, case.asked, case.every, case.corpus)
    return case.silent("not_found", name) if name else None


def _far(case: _Case) -> Decision | None:
    """A question that no sentence of a document comes near to."""
    if case.closest is None or not case.every or case.corpus.kana(case.question):
        return None
    most = max(p.share for p in case.every[:8]) >= MOST_SHARE
    far = case.closest < nearness.FAR and not most and not is_entry(case.every[0].stored.passage)
    return case.silent("not_found", "") if far else None


def _foreign(case: _Case) -> Decision | None:
    """A short question about something that no document has a word of, and little else that one has.

    Only of documents: short entries put things in few words, and colloquial questions share hardly any with them.
    """
    if case.corpus.kana(case.question) or not case.every or is_entry(case.every[0].stored.passage):
        return None
    if case.closest is not None and case.closest >= nearness.KNOWN:
        return None
    nouns = [w for w in case.matter.words if w.noun and not _SPOKEN.fullmatch(w.surface)]
    unknown = [w for w in nouns if not case.corpus.frequency(w) and not any(holds(p.known, w) for p in case.every)]
    unknown = [w for w in unknown if not entities.misspelt(w, case.matter, case.every)]
    best = max(p.share for p in case.every[:8])
    weight = sum(case.corpus.rarity(w) for w in nouns)
    if not unknown or best >= FOREIGN_SHARE or len(case.whole.text) > FOREIGN_LENGTH:
        return None
    told = sum(case.corpus.rarity(w) for w in unknown) >= FOREIGN_WEIGHT * weight
    return case.silent("not_found", unknown[0].surface) if told else None


def _ambiguous(case: _Case) -> Decision | None:
    if case.corpus.kana(case.question) or together.untold(case.held):
        return None
    choices = ambiguity.choices(case.matter, case.whole, case.asked, case.every, case.corpus, case.meant)
    return Decision(True, "ambiguous", choices=choices, nearest=case.nearest) if choices else None


_CHECKS: tuple[Callable[[_Case], Decision | None], ...] = (
    _personal,
    _private,
    _ambiguous,
    _region,
    _plan,
    _abbreviation,
    _quoted,
    _elsewhere,
    _entity,
    _year,
    _premise,
    _place,
    _substituted,
    _answer_type,
    _unlisted,
    _foreign,
    _far,
)
