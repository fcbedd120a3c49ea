"""The residents' FAQ: a file of questions and answers goes in, entries with verified citations come out.

Called by the FAQ page and the API. The documents that a FAQ cites stand in its own folder (`ingest.sources.find`); the
file's format is in docs/faq.md. An entry whose quotation its document does not hold is an error, never an entry.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any, NoReturn

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.answer import Citation
from assistant.editions import GUIDE
from assistant.errors import AssistantError
from assistant.settings import Settings
from ingest import readers, sources
from ingest.errors import SourceListError, UnreadableSourceError
from ingest.models import ReaderText, Source
from ingest.places import place_at

MAX_BYTES = 2_000_000


class FaqError(AssistantError):
    """A FAQ file cannot be used."""


class FaqEntry(BaseModel):
    """One question with its answer; `contact` is the office of the first document that is cited."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    category: str
    question: str
    answer: str
    citations: tuple[Citation, ...]
    contact: str | None = None

    @property
    def from_guide(self) -> bool:
        """Whether the entry rests on a text that is not the official one."""
        return any(citation.edition == GUIDE for citation in self.citations)


class _Quoted(BaseModel):
    model_config = ConfigDict(extra="forbid")

    document_id: str = Field(min_length=1)
    path: tuple[str, ...] = Field(min_length=1)
    quote: str = Field(min_length=4, max_length=400)


class _Line(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")
    category: str = Field(min_length=1, max_length=40)
    question: str = Field(min_length=1, max_length=200)
    answer: str = Field(min_length=1, max_length=600)
    citations: tuple[_Quoted, ...] = Field(min_length=1, max_length=6)


def guide_file() -> Path:
    """The FAQ that ships with the project."""
    return Path(str(resources.files("ingest"))) / "guide" / sources.FAQ


@lru_cache(maxsize=4)
def load(path: Path | None = None, *, with_guide: bool = True) -> tuple[FaqEntry, ...]:
    """The entries of `path` (None: the guide's), in its order; without those that rest on a guide if so asked.

    Raises FaqError, one line that names the file, the line and what to mend.
    """
    path = path or guide_file()
    shelf = _Shelf(path.parent)
    entries: list[FaqEntry] = []
    seen: dict[str, int] = {}
    for number, raw in enumerate(_text(path).splitlines(), 1):
        if not raw.strip():
            continue
        where = f"{path} line {number}"
        line = _line(raw, where)
        if line.id in seen:
            _refuse(where, f"the id {line.id} is taken by line {seen[line.id]}; ids must differ")
        seen[line.id] = number
        entries.append(_entry(line, shelf, where))
    if not entries:
        raise FaqError(f"{path}: holds no entry; write one JSON object a line (docs/faq.md)")
    return tuple(entry for entry in entries if with_guide or not entry.from_guide)


def of_settings(settings: Settings) -> tuple[FaqEntry, ...]:
    """The entries that residents see; none where the guide is kept from them and there is no FAQ but the guide's."""
    return load(settings.faq_file, with_guide=settings.guide_for_residents)


def as_json(entries: Callable[[], Sequence[FaqEntry]]) -> Callable[[], list[dict[str, Any]]]:
    """What `GET /api/public/faq` returns; asked at every request."""
    return lambda: [entry.model_dump(mode="json") for entry in entries()]


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FaqError(f"{path}: cannot be read ({error.strerror}); check the file and its permissions") from None
    if len(data) > MAX_BYTES:
        raise FaqError(f"{path}: is {len(data)} bytes long, {MAX_BYTES} at the most; split the FAQ")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FaqError(f"{path}: is not UTF-8; save it as UTF-8") from None


def _line(raw: str, where: str) -> _Line:
    try:
        return _Line.model_validate(json.loads(raw))
    except (json.JSONDecodeError, RecursionError):
        _refuse(where, "is no JSON object; write one entry a line (docs/faq.md)")
    except ValidationError as error:
        first = error.errors()[0]
        _refuse(where, f"{'.'.join(map(str, first['loc'])) or 'entry'}: {first['msg'].lower()}; mend it (docs/faq.md)")


def _entry(line: _Line, shelf: _Shelf, where: str) -> FaqEntry:
    citations = [shelf.citation(n, quoted, where) for n, quoted in enumerate(line.citations, 1)]
    contact = shelf.source(line.citations[0].document_id, where).contact or None
    given: dict[str, Any] = line.model_dump(exclude={"citations"})
    return FaqEntry(**given, citations=tuple(citations), contact=contact)


class _Shelf:
    """The documents of a folder, read when they are first cited."""

    def __init__(self, folder: Path) -> None:
        try:
            self._sources = {source.id: source for source in sources.find(folder).sources}
        except (SourceListError, UnreadableSourceError) as error:
            raise FaqError(str(error)) from None
        self._texts: dict[str, ReaderText] = {}

    def source(self, document_id: str, where: str) -> Source:
        """The document of this id; internal ones are none that residents may read."""
        source = self._sources.get(document_id)
        if source is None or source.audience != "public":
            _refuse(where, f"{document_id}: no public document of the FAQ's folder has this id; correct document_id")
        return source

    def citation(self, number: int, quoted: _Quoted, where: str) -> Citation:
        """The quotation with its place; the quote equals that slice of the text, white space aside."""
        source = self.source(quoted.document_id, where)
        text = self._text(source)
        span = _span(text, quoted.quote)
        if span is None:
            _refuse(where, f"「{quoted.quote[:20]}…」 does not stand in {source.id}; quote it verbatim")
        start, end = span
        return Citation(
            number=number, document_id=source.id, document_title=source.title, publisher=source.publisher,
            edition=source.edition, path=quoted.path, page=None, quote=quoted.quote, start=start, end=end,
            url=(source.official_url if source.edition == GUIDE else source.url) or None,
            official_title=source.official_title or None, official_path=place_at(text, start),
        )  # fmt: skip

    def _text(self, source: Source) -> str:
        if source.id not in self._texts:
            try:
                self._texts[source.id] = readers.parse(source.path, readers.load(source.path))
            except (SourceListError, UnreadableSourceError) as error:
                raise FaqError(str(error)) from None
        return self._texts[source.id].text


def _span(text: str, quote: str) -> tuple[int, int] | None:
    places = [at for at, character in enumerate(text) if not character.isspace()]
    wanted = "".join(quote.split())
    at = "".join(text[place] for place in places).find(wanted) if wanted else -1
    return None if at < 0 else (places[at], places[at + len(wanted) - 1] + 1)


def _refuse(where: str, what: str) -> NoReturn:
    raise FaqError(f"{where}: {what}")
