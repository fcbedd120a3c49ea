"""A table as CSV that spreadsheets open as text; called by `downloads`."""

from __future__ import annotations

import csv
import io
import re

from assistant.web.chat.tables import Table

_FORMULA = re.compile(r"^(?:[=@\t\r]|[+\-](?![\d.,]+%?$))")  # a spreadsheet would run it


def csv_of(tables: list[Table]) -> bytes:
    """All tables below each other, UTF-8 with a byte order mark, which Excel needs."""
    out = io.StringIO()
    writer = csv.writer(out)
    for number, table in enumerate(tables):
        if number:
            writer.writerow([])
        writer.writerows([[f"'{cell}" if _FORMULA.match(cell) else cell for cell in row] for row in table])
    return out.getvalue().encode("utf-8-sig", "replace")
