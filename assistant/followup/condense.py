"""A question that cannot stand alone, told with the one before it: two questions go in, one comes out.

Called by `assistant.chain` before the search, over masked text alone. A question that names what it is about is never
changed. What only points back (それ, その理由), leaves the thing out (担当課は？), or puts another year, place or thing
in its place (では令和6年度は？) takes it over from the question before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose import grammar
from assistant.compose.grammar import Token
from assistant.followup import words
from assistant.followup.reading import Phrase, Reading, forms, points, read, sides
from ingest.dates import Year
from ingest.normalise import nfkc

_TOPIC_ENDS = re.compile(r"^(?:(?:で|に|と)?(?:は|って)|(?:に(?:ついて|関して|関する|おける|対する)))")
_OTHER_ONLY = re.compile(
    r"^(.{1,40}?)(?:について|に関して|に|で|の場合)?(?:は|って)?(?:どう|どんな|いかが)?(?:です|なる|なの|でしょう)*か?[。?？]*$"
)
_NOMINALISED = re.compile(r"(?<=[うくすつぬふむゆるただい])の$")
_LOOSE = frozenset(("他", "外", "後", "具体", "具体的"))  # ほかには, あとは, 具体的には
_TRAILING = re.compile(r"[のはがをにでと、。?？ ]+$")


def condensed(question: str, before: Sequence[str]) -> str:
    """`question` as one that stands alone; itself where it does, or where nothing before it tells what it is about."""
    if not before:
        return question
    asked, former = read(nfkc(question).strip()), read(nfkc(before[-1]).strip())
    if not asked.tokens or not former.content() or asked.defines():
        return question
    if pointing := asked.pointing():
        return _pointed(asked, former, pointing) or question
    if (asked.goes_on or not asked.content()) and (own := _of_document(asked, former)):
        return question if own == asked.text else own
    if not asked.content():
        return _completed(asked, former) or question
    if asked.goes_on and (other := _other_thing(asked)):
        return _with_other_thing(former, other) or question
    return question


def _pointed(asked: Reading, former: Reading, pointing: Phrase) -> str:
    """With what それ or その means put in its place."""
    n = next(i for i, t in enumerate(asked.tokens) if t.start == pointing.start)
    rest = asked.text[pointing.end :]
    if asked.tokens[n].morpheme.form in words.POINTING:
        return asked.text[asked.body : pointing.start] + topic(former, asked) + rest
    if asked.tokens[n].morpheme.form in words.MENTIONED:
        return ""
    head = next((i for i in range(n + 1, len(asked.tokens)) if asked.nominal(i)), None)
    if head is None:
        return ""
    run = asked.noun_run(head)
    if same := _named_so(former, run.text):
        return asked.text[asked.body : pointing.start] + same + asked.text[run.end :]
    noun = [t for t in asked.tokens if run.start <= t.start < run.end]
    means = topic(former, asked)
    if not means or forms(noun[-1:]) & words.DOCUMENTS:
        return ""  # この計画, この県: the one that everybody has before them
    if asked.tokens[n].morpheme.form == "其の" or any(asked.names(t) for t in noun):
        return asked.text[asked.body : pointing.start] + means + "の" + rest.lstrip()
    # この取組, そうした施策: the thing itself in a general word.
    return asked.text[asked.body : pointing.start] + means + asked.text[run.end :]


def _completed(asked: Reading, former: Reading) -> str:
    """With the thing that was left out: another year or place goes where the former stood, else the thing before it."""
    changed = _with_other_place(_with_other_year(former, asked), asked)
    own = sides([t for t in asked.tokens if t.start >= asked.body and not _in_years(t.start, asked.years)])
    if changed != former.text and own <= (sides(former.tokens) | {"県", "市", "町", "村", "年度", "年", "方", "場合"}):
        return changed
    first = next(t for t in asked.tokens if t.start >= asked.body)
    noun = first.morpheme.pos[0] in ("名詞", "接頭辞") and not _asks([first]) and first.morpheme.form not in _LOOSE
    means = topic(former, asked, of_a_side=noun)
    if not means:
        return ""
    if asked.places():
        means = topic(read(_with_other_place(former.text, asked)), asked, of_a_side=True) or means
        return means + "の" + "".join(_without(asked, asked.places())).lstrip("のでには、")
    if noun:
        return f"{means}の{asked.bare}"
    return (
        f"{means}は{asked.bare}"
        if _asks([first]) or first.morpheme.pos[0] == "動詞"
        else f"{means}について、{asked.bare}"
    )


def _of_document(asked: Reading, former: Reading) -> str:
    """A question about a plan that it names by its kind (計画の期間は): with the full name, where there was one."""
    for n, token in enumerate(asked.tokens):
        if token.start < asked.body or asked.years or asked.places():
            continue
        behind = asked.tokens[n + 1] if n + 1 < len(asked.tokens) else None
        if token.surface not in words.PLANS or behind is None or behind.surface != "の":
            break
        whole = _named_so(former, token.surface) or token.surface
        return (
            asked.text
            if whole == token.surface
            else asked.bare[: token.start - asked.body] + whole + asked.text[token.end :]
        )
    return ""


def _with_other_year(former: Reading, asked: Reading) -> str:
    """The former question for the year that is asked for now."""
    if not asked.years:
        return former.text
    new = asked.text[asked.years[0].start : asked.years[-1].end]
    if not former.years:
        return f"{new}の{former.bare}"
    return former.text[: former.years[0].start] + new + former.text[former.years[-1].end :]


def _with_other_place(text: str, asked: Reading) -> str:
    """A question for the place that is asked for now."""
    places = asked.places()
    if not places:
        return text
    former = read(text)
    if not former.places():
        return f"{places[0].text}の{former.bare}"
    old = former.places()[0]
    return text[: old.start] + places[0].text + text[old.end :]


def _without(asked: Reading, pieces: Sequence[Phrase]) -> list[str]:
    out, at = [], asked.body
    for piece in pieces:
        out.append(asked.text[at : piece.start])
        at = piece.end
    return [*out, asked.text[at:]]


def _in_years(at: int, found: Sequence[Year]) -> bool:
    return any(y.start <= at < y.end for y in found)


def _other_thing(asked: Reading) -> str:
    """The thing that is all that a question names (じゃあ、子育て支援は？), or nothing."""
    found = _OTHER_ONLY.match(asked.bare)
    if not found or any(t.morpheme.pos[0] in ("動詞", "形容詞") for t in asked.tokens if t.start >= asked.body):
        return ""
    thing = found[1]
    if any(t.surface in ("は", "が", "を") for t in asked.tokens if asked.body <= t.start < asked.body + len(thing)):
        return ""
    return _TRAILING.sub("", thing)


def _with_other_thing(former: Reading, other: str) -> str:
    """The former question about another thing: in the place of its topic, or of what stands before の in it."""
    whole = _topic_phrase(former)
    if whole is None:
        return ""
    pieces, kind = whole.text.split("の"), _head(other)
    same = next((n for n, piece in enumerate(pieces) if piece and _head(piece) == kind), None)
    if same is not None:
        return other + former.text[whole.start + len("の".join(pieces[: same + 1])) :]
    thing = _without_side(whole.text, words.ASKING | words.VALUES)
    place = next((p.text + "の" for p in former.places() if whole.text.startswith(p.text + "の")), "")
    return (place if not read(other).places() else "") + other + former.text[whole.start + len(thing) :]


def _head(phrase: str) -> str:
    """The last short unit of a phrase of nouns: what kind of thing it is."""
    last = grammar.tokens(phrase)[-1].morpheme
    return (last.short or (last,))[-1].form


def topic(former: Reading, asked: Reading, *, of_a_side: bool = False) -> str:
    """What the former question is about, without the side of it that it asked for; empty if nothing tells it.

    `of_a_side`: another side of it is asked for now, so that whatever side it ends in is left out (の目標, の実績).
    """
    phrase = _topic_phrase(former) or _longest(former)
    if phrase is None:
        return ""
    text = _NOMINALISED.sub("こと", phrase.text) if _NOMINALISED.search(phrase.text) else _TRAILING.sub("", phrase.text)
    if sides(asked.tokens) & words.OF_THE_WHOLE:
        return text
    return _without_side(text, words.ASKING | words.VALUES if of_a_side else words.ASKING)


def lead(question: str) -> str:
    """How a sentence that answers `question` begins (計画の期間は、); empty where its topic does not stand first."""
    phrase = _topic_phrase(read(nfkc(question).strip()))
    if phrase is None:
        return ""
    return f"{_TRAILING.sub('', phrase.text) if not _NOMINALISED.search(phrase.text) else phrase.text}は、"


def _topic_phrase(former: Reading) -> Phrase | None:
    """What stands before the first は (って, について) of a question, if it names a thing and asks nothing."""
    for token in former.tokens:
        if token.depth or token.start <= former.body or not _TOPIC_ENDS.match(former.text[token.start :]):
            continue
        phrase = Phrase(former.body, token.start, former.text[former.body : token.start])
        inside = [t for t in former.tokens if former.body <= t.start < token.start]
        if any(former.names(t) for t in inside) and not _asks(inside) and not any(points(t, None) for t in inside):
            return phrase
    return None


def _asks(tokens: Sequence[Token]) -> bool:
    return any(grammar.QUESTION.match(t.surface) for t in tokens)


def _longest(former: Reading) -> Phrase | None:
    """The longest phrase of nouns (AのB) that names a thing."""
    best: Phrase | None = None
    n = 0
    while n < len(former.tokens):
        if not former.nominal(n):
            n += 1
            continue
        start = last = n
        while n < len(former.tokens) and (former.nominal(n) or former.tokens[n].surface in ("の", "・", " ")):
            last = n if former.nominal(n) else last
            n += 1
        phrase = Phrase(former.tokens[start].start, former.tokens[last].end, "")
        phrase = Phrase(phrase.start, phrase.end, former.text[phrase.start : phrase.end])
        named = any(former.names(t) for t in former.tokens[start : last + 1])
        if named and (best is None or len(phrase.text) > len(best.text)):
            best = phrase
    return best


def _without_side(text: str, known: frozenset[str]) -> str:
    """A phrase without what it asks of its thing at the end: ポリシー of ポリシーの対象期間."""
    whole, _, last = text.rpartition("の")
    while whole and last:
        found = read(last)
        if not found.tokens or any(found.names(t) for t in found.tokens) or not sides(found.tokens) & known:
            break
        text = whole
        whole, _, last = text.rpartition("の")
    return text


def _named_so(former: Reading, name: str) -> str:
    """The fuller name of the former question that ends in `name` (子育てアプリ for そのアプリ)."""
    for n, token in enumerate(former.tokens):
        if former.nominal(n) and (run := former.noun_run(n).text).endswith(name) and token.end:
            if len(run) > len(name):
                return run
            before = former.text[: former.noun_run(n).start]
            if before.endswith("の"):
                return _TRAILING.sub("", before[former.body :]) + "の" + run
    return ""
