"""A transcript as a Word file; called by `downloads`. python-docx is loaded when the first file is made."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from assistant.web.chat.tables import Table
from assistant.web.chat.transcript import Saved, Transcript
from assistant.web.chat.words import Words

if TYPE_CHECKING:
    from docx.document import Document

FONT = "Yu Gothic"
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def word(transcript: Transcript, w: Words) -> bytes:
    """The file's bytes."""
    import docx

    document = docx.Document()
    _set_up(document, transcript, w)
    document.add_heading(_fit(transcript.title), 0)
    document.add_paragraph(_fit(transcript.made))
    document.add_paragraph().add_run(_fit(transcript.notice)).bold = True
    for turn in transcript.turns:
        _add(document, turn, w)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _set_up(document: Document, transcript: Transcript, w: Words) -> None:
    """A Japanese font for every style, and nothing of the template's author."""
    from docx.oxml.ns import qn

    for style in document.styles:
        fonts = getattr(style.element, "rPr", None)
        if fonts is not None and fonts.rFonts is not None:
            fonts.rFonts.set(qn("w:eastAsia"), FONT)
    normal = document.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts()
    normal.set(qn("w:eastAsia"), FONT)
    properties = document.core_properties
    properties.title, properties.author = _fit(transcript.title), ""
    properties.comments, properties.language = "", w.language


def _add(document: Document, turn: Saved, w: Words) -> None:
    document.add_heading(_fit(turn.heading), 1)
    document.add_paragraph(_fit(turn.question)).style = "Intense Quote"
    for fact in turn.facts:
        document.add_paragraph(_fit(fact))
    if turn.said:
        document.add_heading(w("export.answer"), 2)
    for sentence in turn.said:
        document.add_paragraph(_fit(sentence))
    if turn.tables:
        document.add_heading(w("export.table"), 2)
    for table in turn.tables:
        _add_table(document, table)
    if turn.notices:
        document.add_heading(w("export.notices"), 2)
    for notice in turn.notices:
        document.add_paragraph(_fit(notice), style="List Bullet")
    if turn.cited:
        document.add_heading(w("export.sources"), 2)
    for line, address in turn.cited:
        document.add_paragraph(_fit(f"{line} {address}" if address else line))


def _add_table(document: Document, table: Table) -> None:
    made = document.add_table(rows=len(table), cols=max(map(len, table)))
    made.style = "Table Grid"
    for row, cells in zip(made.rows, table, strict=True):
        for cell, text in zip(row.cells, cells, strict=False):
            cell.text = _fit(text)
    document.add_paragraph()


def _fit(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return _NOT_XML.sub("", text)
