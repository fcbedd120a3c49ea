"""Answers to questions for a list: the whole list and nothing else.

A question and its ranked passages go in, drafts come out; called by the extractive composer. Rows that share what the
question names come first, then lists of headings, then lines below an introducing sentence. Nothing comes out where no
list is for the question.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.compose import annotated, cells, list_sentences, listed, overlap, row_groups
from assistant.compose.asked import Ask, Asked
from assistant.compose.draft import Draft
from assistant.compose.listed import Listing
from assistant.compose.row_groups import Group
from ingest.dates import kanji_number
from ingest.models import Kind
from ingest.normalise import nfkc
from vectorstore.codec import StoredPassage

Document = Callable[[str], Sequence[StoredPassage]]
_NEAREST = 4  # ranked passages whose own section may be the list
_VERDICT_NEAREST = 8  # ranked passages one of which is a row, where the rows of a verdict are asked for
_STRONG = re.compile(
    r"何と何|どれとどれ|(?:すべて|全て|全部)(?=[をお教挙列あ知示書並。、?]|$)|一覧(?=$|を|[?？。])|列挙|挙げ|あげて|(?<![ァ-ヴー])リスト|名前を(?:すべ|全)|漏れなく|もれなく|並べ|とも(?:挙げ|教え|[。.]|$)|一通り|ひととおり"
    r"|何があ|どんな.{1,24}(?:あり|並|含)|どのような.{1,24}(?:あり|並|含)|項目は|顔ぶれ|内訳|種類は|何が(?:書|挙|載)|どんなことをし|何をする(?:こと|の)"
)
_HOW_MANY = re.compile(r"いくつ|何(?:件|個|つ|施策|事業|項目)|数は|件数")
_FITTING = re.compile(
    r"唯一|(?:施策|事業|取組|指標|項目|もの|の)(?:は|って)(?:いくつ|何(?:件|個|つ|施策|事業)|どれ|どの(?:施策|事業|取組|指標))|"
    r"(?:どの|いくつの|何の)(?:施策|事業|取組|指標)|(?:施策|事業|取組|指標)(?:は|が|って)?(?:全部で)?(?:いくつ|何(?:件|個|つ))"
)
# The rows of one verdict are asked for by the table's own word for a row, whatever else the question says.
_ROWS_OF = re.compile(
    r"(?:施策|事業|取組|取り組み|指標|KPI|項目|目標)(?:を|は|って|の(?:名前|一覧|名称)(?:を|は)?)?(?:すべて|全て|全部)?"
    r"(?:教え|知り|示し|挙げ|あげ|列挙|一覧|並べ|何|なに|どれ|どんな|ある|あり|[?。]|$)",
    re.I,
)
_VERDICT = re.compile(r"達成")
_COUNT = re.compile(
    r"(?P<n>\d{1,2}|[一二三四五六七八九十]{1,3})(?P<u>つ|本|項目|社|校|点|テーマ|原則|視点|柱|種類|チーム|分野)"
)
_SHARED = 0.75  # of a heading's pairs of characters that a question must have
_SHARED_COUNTED = 0.35  # the same where the question gives the number of items
_AND_MORE = re.compile(r"(?:と|、)(?:それ|その)")
_OWN_RUN = 7  # characters that a question shares with one item only, when it is about that item


def answer(
    asked: Asked, question: str, ranked: Sequence[StoredPassage], document: Document | None = None
) -> list[Draft]:
    """The list that the question is for; none where no list fits.

    `document` gives all passages of a document by its id: without it a list is as long as what search found of it, and
    lists of rows that share something are not told.
    """
    if not ranked or not (_for_a_list(asked) or selects(asked)):
        return []
    group = _group(asked, ranked, document)
    if group is not None:
        return list_sentences.of_group(group, counted=bool(_HOW_MANY.search(asked.text)))
    if not _for_a_list(asked):
        return []
    listing = _heading_list(asked, ranked, document) or _section_list(asked, ranked, document)
    listing = listing or annotated.find(_counted_words(asked.text), _count(asked.text), ranked, document)
    if listing is None:
        return []
    around = document(listing.items[0].stored.source.id) if document is not None else ranked
    return list_sentences.of_listing(listing, around)


def announced(sentence: str, first: StoredPassage, document: Document | None) -> list[Draft]:
    """The list of headings in the section of a sentence that announces as many (以下の5つの視点)."""
    count = _count(nfkc(sentence))
    if document is None or not count:
        return []
    around = document(first.source.id)
    own = [s for s in around if s.passage.lists and s.passage.path == first.passage.path]
    found = [x for x in listed.of_headings(own) if len(x.items) == count]
    return list_sentences.of_listing(found[0], around) if found else []


def notice(
    asked: Asked, question: str, ranked: Sequence[StoredPassage], document: Document | None = None
) -> tuple[int, str] | None:
    """The number of items of a list that is too long to tell, and the question to search for; None for other lists."""
    if not ranked or not _for_a_list(asked):
        return None
    group = _group(asked, ranked, document)
    listing = None if group else _heading_list(asked, ranked, document)
    size = len(group.rows) if group else len(listing.items) if listing else 0
    return (size, question) if size > list_sentences.MOST_ITEMS else None


def _for_a_list(asked: Asked) -> bool:
    """Whether the question is for all of something: it says so, counts it, or asks nothing else."""
    if _STRONG.search(asked.text):
        return True
    if _count(asked.text):
        return asked.wants(Ask.LIST) or not _AND_MORE.search(asked.text)
    return asked.wants(Ask.LIST) and not asked.wants(Ask.FIGURE, Ask.WHY, Ask.HOW, Ask.WHEN, Ask.DEFINITION)


def selects(asked: Asked) -> bool:
    """Whether the question is for the rows that fit, or for their number: which one alone, how many."""
    if asked.wants(Ask.WHY, Ask.HOW, Ask.COMPARE):
        return False
    return bool(_FITTING.search(asked.text) or _by_verdict(asked))


def _by_verdict(asked: Asked) -> bool:
    """Whether the question is for all rows of a verdict: 未達成の指標を教えて."""
    return bool(_VERDICT.search(row_groups.verdicts_spelt(asked.text)) and _ROWS_OF.search(asked.text))


def _count(text: str) -> int:
    """How many items the question says there are; 0 where it does not say."""
    found = _COUNT.search(text)
    if not found:
        return 0
    return int(found["n"]) if found["n"].isdigit() else kanji_number(found["n"])


def _counted_words(text: str) -> str:
    """The words that a question counts, with the number: デジタル3原則."""
    found = _COUNT.search(text)
    before = re.search(r"[一-鿿ァ-ヴーA-Za-z]*$", text[: found.start()]) if found else None
    return before.group() + found.group() if found and before else ""


def _group(asked: Asked, ranked: Sequence[StoredPassage], document: Document | None) -> Group | None:
    """The rows that share what the question names, of the document of the best row or listing."""
    if document is None:
        return None
    near = [s for s in ranked[:8] if cells.is_row(s)]
    first = ranked[:_VERDICT_NEAREST] if _by_verdict(asked) else ranked[:2]
    if not near or not any(cells.is_row(s) or s.passage.lists for s in first):
        return None
    text = row_groups.verdicts_spelt(asked.text) if selects(asked) else asked.text
    tried: set[tuple[str, tuple[str, ...]]] = set()
    best: tuple[int, Group] | None = None
    for stored in near:
        like = cells.read(stored)
        key = stored.source.id, like.table[2]
        if key in tried:
            continue
        tried.add(key)
        group = row_groups.find(text, row_groups.of_document(document(stored.source.id), like))
        if group is None:
            continue
        fit = sum(len(f.value) for f in group.facets if f.kind != "heading")
        if best is None or fit > best[0]:
            best = fit, group
    return best[1] if best else None


def _heading_list(asked: Asked, ranked: Sequence[StoredPassage], document: Document | None) -> Listing | None:
    """The listing whose heading the question names."""
    found = [s for s in ranked if s.passage.lists]
    if document is not None:  # the lists of the best sections, whether search found them or not
        known = {s.passage.id for s in found}
        found += [
            s
            for near in ranked[:_NEAREST]
            for s in document(near.source.id)
            if s.passage.lists and s.passage.path == near.passage.path and s.passage.id not in known
        ]
    whole: list[StoredPassage] = list(found)
    if document is not None:
        ids = dict.fromkeys(s.source.id for s in found)
        paths = {(s.source.id, s.passage.path) for s in found}
        whole = [s for i in ids for s in document(i) if s.passage.lists and (i, s.passage.path) in paths]
    count = _count(asked.text)
    best: tuple[float, Listing] | None = None
    for listing in listed.of_headings(whole):
        share = overlap.named(listing.subject, asked.text)
        counted = count == len(listing.items)
        if count and not counted:
            continue
        if not (share >= (_SHARED_COUNTED if counted else _SHARED) or counted and _counts(asked.text, listing.subject)):
            continue
        score = share + 0.1 * len(overlap.longest(listing.subject, asked.text)) + (0.5 if counted else 0.0)
        if best is None or score > best[0]:
            best = score, listing
    return best[1] if best else None


def _counts(question: str, heading: str) -> bool:
    """Whether what the question counts is what a heading ends with: 5つの視点, 視点を五つ."""
    last = re.findall(r"[一-鿿ァ-ヴー]{2,}", heading)
    found = _COUNT.search(question)
    return bool(last and found and last[-1] in question[max(0, found.start() - 8) : found.end() + 8])


def _section_list(asked: Asked, ranked: Sequence[StoredPassage], document: Document | None) -> Listing | None:
    """The list of lines in the section of one of the best passages."""
    if not (_STRONG.search(asked.text) or _count(asked.text)) or ranked[0].passage.kind in (
        Kind.TERM,
        Kind.FOOTNOTE,
        Kind.ROW,
    ):
        return None
    count = _count(asked.text)
    if (labelled := _labelled(asked, ranked)) is not None:
        return labelled
    for stored in sorted(ranked[:_NEAREST], key=lambda s: not _is_headed(asked, s)):
        if stored.passage.lists or stored.passage.kind not in (Kind.PROSE, Kind.ITEM):
            continue
        section = [stored]
        if document is not None:
            section = [
                s
                for s in document(stored.source.id)
                if s.passage.path == stored.passage.path
                and s.passage.kind in (Kind.PROSE, Kind.ITEM)
                and not s.passage.lists
            ]
        found = listed.of_lines(section)
        if count:
            found = [x for x in found if len(x.items) == count]
        else:
            found = [x for x in found if any(i.stored.passage.id == stored.passage.id for i in x.items)]
        if stored is not ranked[0]:
            found = [
                x for x in found if overlap.named(x.subject, asked.text) >= _SHARED or _counts(asked.text, x.subject)
            ]
        found = [x for x in found if not _is_in_one(asked.text, x)]
        if found:
            return max(found, key=lambda x: overlap.share(overlap.pairs(asked.text), x.introduction + x.heading))
        if not count:
            return None
    return None


def _is_headed(asked: Asked, stored: StoredPassage) -> bool:
    """Whether the question names the section by its last heading: 教育の充実の取組方針."""
    last = listed.title(stored.passage.path[-1]) if stored.passage.path else ""
    return len(overlap.plain(last)) > 1 and overlap.plain(last) in overlap.plain(asked.text)


def _labelled(asked: Asked, ranked: Sequence[StoredPassage]) -> Listing | None:
    """The names behind a line that the question names."""
    found = [
        x
        for s in ranked[:_NEAREST]
        if not s.passage.lists and s.passage.kind in (Kind.PROSE, Kind.ITEM)
        for x in listed.of_labels(s)
    ]
    own = [
        (overlap.plain(x.subject) in overlap.plain(asked.text), overlap.named(x.subject, asked.text), x) for x in found
    ]
    fitting = [(inside, share, x) for inside, share, x in own if inside or share >= _SHARED]
    return max(fitting, key=lambda f: f[:2])[2] if fitting else None


def _is_in_one(question: str, listing: Listing) -> bool:
    """Whether the question is about one item rather than the list."""
    wanted = overlap.pairs(question) - overlap.pairs(
        " ".join([*listing.items[0].stored.passage.path, listing.introduction])
    )
    hits = sorted((len(wanted & overlap.pairs(i.text)) for i in listing.items), reverse=True)
    told = overlap.plain("".join([*listing.items[0].stored.passage.path, listing.introduction]))
    runs = sorted(((overlap.longest(i.text, question), i) for i in listing.items), key=lambda r: -len(r[0]))
    run, own = runs[0]
    alone = not any(run in overlap.plain(i.text) for i in listing.items if i is not own)
    if len(run) >= _OWN_RUN and alone and run not in told and hits[0] >= 4:
        return True
    return hits[0] >= max(4, 0.3 * len(wanted)) and hits[0] > 2 * hits[1]
