"""What there is to read: a `sources.toml`, a folder or a single file goes in, `Source`s come out.

Called by the indexing run and by `doctor`. Nothing is read but the list itself, the front
matter of Markdown files and, where a title is missing, the first lines of a document.
"""

from __future__ import annotations

import difflib
import os
import re
import tomllib
import unicodedata
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import yaml

from ingest.errors import SourceListError, UnreadableSourceError
from ingest.models import Source
from ingest.readers import READERS, load, markdown, parse

SOURCE_KEYS = tuple(f.name for f in fields(Source))
AUDIENCES = ("public", "internal")
EDITIONS = ("official", "guide")
FAQ = "faq.jsonl"  # questions and answers about a folder's documents (`assistant.faq`), no document itself
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True)
class SourceList:
    """The sources of one place, whom an unnamed prefecture means, and files passed over."""

    sources: tuple[Source, ...]
    home_publisher: str = ""
    skipped: tuple[Path, ...] = ()


def find(path: Path) -> SourceList:
    """The sources at `path`: a list file (`*.toml`), a folder with or without one, or a document.

    Raises SourceListError or UnreadableSourceError with one line that says what to mend.
    """
    try:
        is_dir, is_file = path.is_dir(), path.is_file()
    except OSError as error:
        _unreadable(error)
    if is_dir:
        try:
            listed = path / "sources.toml"
            return _from_list(listed) if listed.exists() else _from_folder(path)
        except PermissionError:
            raise UnreadableSourceError(f"{path}: the folder cannot be read; check its permissions") from None
    if not is_file:
        raise UnreadableSourceError(f"{path}: no such file or folder; give a sources.toml, a folder or a document")
    if path.suffix.lower() == ".toml":
        return _from_list(path)
    return SourceList((_from_file(path),))


def _from_list(path: Path) -> SourceList:
    data = load_toml(path)
    raw = _toml_text(path)
    _refuse_unknown(data, ("home_publisher", "source"), path, raw)
    entries = data.get("source", [])
    if not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries) or not entries:
        raise SourceListError(f"{path}: lists no documents; add a [[source]] table with id, path and title")
    home = data.get("home_publisher", "")
    if not isinstance(home, str):
        raise SourceListError(f"{path}: home_publisher must be text in quotation marks")
    blocks = [m.start() for m in re.finditer(r"^[ \t]*\[\[\s*source\s*\]\]", raw, re.MULTILINE)]
    sources: list[Source] = []
    for n, entry in enumerate(entries):
        begin = blocks[n] if n < len(blocks) else 0
        end = blocks[n + 1] if n + 1 < len(blocks) else len(raw)
        at = raw.count("\n", 0, begin) + 1
        _refuse_unknown(entry, SOURCE_KEYS, path, raw, begin, end)
        sources.append(_source(entry, path.parent, f"{path} line {at}"))
    seen: dict[str, Source] = {}
    for source in sources:
        if source.id in seen:
            raise SourceListError(f"{path}: the id {source.id} is given twice; ids must differ")
        seen[source.id] = source
    return SourceList(tuple(sources), home)


def _source(entry: dict[str, Any], folder: Path, where: str) -> Source:
    values: dict[str, Any] = {}
    for key, value in entry.items():
        if isinstance(value, bool) or not (isinstance(value, str) or hasattr(value, "isoformat")):
            raise SourceListError(f"{where}: {key} must be text in quotation marks")
        values[key] = value if isinstance(value, str) else value.isoformat()
    for key in ("id", "path"):
        if not values.get(key, "").strip():
            raise SourceListError(f"{where}: {key} is missing; every [[source]] needs id, path and title")
    relative = Path(values["path"])
    root = folder.resolve()
    target = (root / relative).resolve()
    if relative.is_absolute() or not target.is_relative_to(root):
        raise SourceListError(
            f"{where}: path {values['path']} leaves the folder of the list; put the document below {folder}"
        )
    values["path"] = target
    values.setdefault("title", "")
    source = Source(**values)
    check(source, where)
    return source if source.title else _with_title(source)


def check(source: Source, where: str) -> None:
    """Raises SourceListError when a field of `source` cannot be used."""
    if not _ID.fullmatch(source.id):
        raise SourceListError(
            f"{where}: the id {source.id!r} must be letters, digits, '.', '_' and '-' (100 at the most)"
        )
    if source.audience not in AUDIENCES:
        raise SourceListError(f"{where}: audience is {source.audience!r}; it must be public or internal")
    if source.edition not in EDITIONS:
        raise SourceListError(f"{where}: edition is {source.edition!r}; it must be official or guide")
    for key in ("issued", "effective_from", "effective_until"):
        value = getattr(source, key)
        if value and not _is_date(value):
            raise SourceListError(f"{where}: {key} is {value!r}; write a date as 2025-04-01, 2025-04 or 2025")


def _is_date(value: str) -> bool:
    if not _DATE.fullmatch(value):
        return False
    try:
        date.fromisoformat(value + "-01-01"[len(value) - 4 :])
    except ValueError:
        return False
    return True


def _unreadable(error: OSError) -> NoReturn:
    raise UnreadableSourceError(f"{error.filename}: cannot be read ({error.strerror}); check its permissions")


def _from_folder(folder: Path) -> SourceList:
    found = (Path(root) / name for root, _, names in os.walk(folder, onerror=_unreadable) for name in names)
    files = sorted(path for path in found if path.is_file() and path.name != FAQ and not _hidden(path, folder))
    readable = [p for p in files if p.suffix.lower() in READERS]
    skipped = tuple(p for p in files if p.suffix.lower() not in READERS)
    root = folder.resolve()
    for path in readable:
        if not path.resolve().is_relative_to(root):
            raise SourceListError(f"{path}: leads out of the folder {folder}; remove the link")
    if not readable:
        raise SourceListError(f"{folder}: holds no document; add files that end in {', '.join(sorted(READERS))}")
    sources: list[Source] = []
    taken: set[str] = set()
    home = ""
    for path in readable:
        home = home or _home_publisher(path)
        source = _from_file(path, path.relative_to(folder).as_posix())
        if source.id in taken:
            raise SourceListError(
                f"{path}: its id {source.id} is taken by another file; rename it or list both in a sources.toml"
            )
        taken.add(source.id)
        sources.append(source)
    return SourceList(tuple(sources), home, skipped)


def _home_publisher(path: Path) -> str:
    """Whom a question means that names no prefecture, where a document's front matter says so for its folder."""
    reader_text = parse(path, load(path))
    matter = _read_matter(reader_text.text, path) if reader_text.body_start else {}
    return str(matter.get("home_publisher") or "")


def _hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def _from_file(path: Path, name: str = "") -> Source:
    """A source for a file that no list describes: front matter first, then the first heading."""
    data = load(path)
    reader_text = parse(path, data)
    matter: dict[str, Any] = {}
    if reader_text.body_start:
        matter = _front_matter(reader_text.text, path)
    values: dict[str, Any] = {k: v for k, v in matter.items() if k != "path"}
    values.setdefault("id", slug((name or path.name).rsplit(".", 1)[0]))
    values["path"] = path.resolve()
    values.setdefault("title", "")
    source = Source(**values)
    check(source, str(path))
    return source if source.title else _with_title(source, reader_text.text[reader_text.body_start :])


def _front_matter(text: str, path: Path) -> dict[str, Any]:
    # Other tools' keys are common in front matter: they are left alone.
    known = {str(k): v for k, v in _read_matter(text, path).items() if str(k) in SOURCE_KEYS and v is not None}
    return {k: _plain(v, k, path) for k, v in known.items()}


def _read_matter(text: str, path: Path) -> dict[Any, Any]:
    raw = markdown.front_matter(text) or ""
    try:
        data = yaml.safe_load(raw)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        raise SourceListError(f"{path} line {line}: the front matter is no YAML; mend or remove it") from None
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise SourceListError(f"{path} line 1: the front matter must be `key: value` lines")
    return data


def _plain(value: Any, key: str, path: Path) -> str:
    """A YAML value as text: 2025 and 2025-04-01 need no quotation marks there."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise SourceListError(f"{path}: in the front matter, {key} must be text in quotation marks")
    return str(value)


def _with_title(source: Source, body: str | None = None) -> Source:
    """The source with the first heading as its title, else the file's name."""
    from dataclasses import replace

    if body is None:
        reader_text = parse(source.path, load(source.path))
        body = reader_text.text[reader_text.body_start :]
    return replace(source, title=first_heading(body) or source.path.stem)


def first_heading(body: str) -> str:
    """The first Markdown heading, else a first line that looks like a title, else nothing."""
    lines = [line.strip() for line in body.splitlines()]
    for line in lines:
        found = re.match(r"#{1,6}\s+(\S.*?)\s*#*$", line)
        if found:
            return found.group(1)
    first = next((line for line in lines if line), "")
    if 2 <= len(first) <= 60 and first[-1] not in "。．、，.,":
        return first
    return ""


def slug(name: str) -> str:
    """An id for a file name: what an id may not hold becomes '-'; Japanese names get a digest."""
    from hashlib import sha256

    folded = unicodedata.normalize("NFKC", name)
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", folded).strip("-.")
    if re.sub(r"[A-Za-z0-9._/\s-]", "", folded):
        digest = sha256(unicodedata.normalize("NFC", name).encode("utf-8", "surrogatepass")).hexdigest()[:8]
        plain = f"{plain}-{digest}" if plain else f"doc-{digest}"
    return plain[:100] or "doc"


def load_toml(path: Path) -> dict[str, Any]:
    """The parsed file; a syntax fault is told with its place."""
    try:
        return tomllib.loads(_toml_text(path))
    except tomllib.TOMLDecodeError as error:
        raise SourceListError(f"{path}: is no valid TOML: {error}; mend that line") from None


def _toml_text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        raise UnreadableSourceError(f"{path}: cannot be read ({error.strerror}); check its permissions") from None
    except UnicodeDecodeError:
        raise SourceListError(f"{path}: is not UTF-8; save it as UTF-8") from None


def _refuse_unknown(
    table: dict[str, Any], known: tuple[str, ...], path: Path, raw: str, begin: int = 0, end: int | None = None
) -> None:
    for key in table:
        if key in known:
            continue
        found = re.compile(rf"^\s*[\"']?{re.escape(key)}[\"']?\s*[=.]|^\s*\[+\s*{re.escape(key)}", re.MULTILINE).search(
            raw, begin, len(raw) if end is None else end
        )
        line = raw.count("\n", 0, found.start() + len(found.group()) - len(found.group().lstrip())) + 1 if found else 1
        near = difflib.get_close_matches(key, known, n=1)
        hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"
        raise SourceListError(f"{path} line {line}: unknown key {key}; {hint}")
