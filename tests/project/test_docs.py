"""The documentation says what the code is: names exist, the settings table and the example are those of the code."""

from __future__ import annotations

import importlib
import re
from functools import reduce
from pathlib import Path

import pytest

from assistant.settings import Settings
from evals import suites
from ingest import parse_document, sources
from tests.assistant import policy

ROOT = Path(__file__).resolve().parents[2]
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
PACKAGES = ("assistant", "evals", "ingest", "prompts", "vectorstore")
NAMES = sorted(set(re.findall(rf"`((?:{'|'.join(PACKAGES)})(?:\.\w+)+)`", ARCHITECTURE)))


def test_the_chart_names_enough() -> None:
    assert len(NAMES) > 50


@pytest.mark.parametrize("name", NAMES)
def test_what_is_named_exists(name: str) -> None:
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        try:
            module = importlib.import_module(".".join(parts[:length]))
        except ModuleNotFoundError as error:
            assert error.name is not None and name.startswith(error.name), error
            continue
        reduce(getattr, parts[length:], module)
        return
    raise AssertionError(name)


def test_the_security_page_points_to_tests_and_suites_that_exist() -> None:
    page = (ROOT / "docs" / "security.md").read_text("utf-8")
    paths = set(re.findall(r"`((?:tests|evals)/[\w/.]+)`", page))
    assert len(paths) > 15 and [p for p in paths if not (ROOT / p).exists()] == []
    rows = re.findall(r"(?m)^\| LLM\d\d .*\|$", page)
    assert len(rows) == 10 and all("`tests/" in row for row in rows)
    named = {name for found in re.findall(r"suites? ((?:`\w+`(?:, )?)+)", page) for name in re.findall(r"\w+", found)}
    assert named and named <= set(suites.names())


@pytest.mark.parametrize("readme", ["README.md", "README.ja.md"])
def test_the_settings_table_equals_the_settings(readme: str) -> None:
    lines = (ROOT / readme).read_text("utf-8").splitlines()
    begin = next(i for i, line in enumerate(lines) if re.match(r"\| (setting|設定) \|", line))
    table: dict[str, str] = {}
    for line in lines[begin + 2 :]:
        if not line.startswith("|"):
            break
        names, default = (cell.strip() for cell in line.split("|")[1:3])
        table.update(dict.fromkeys(re.findall(r"`(\w+)`", names), default))
    assert set(table) == set(Settings.model_fields)
    for name, field in Settings.model_fields.items():
        default = field.default
        if default in (None, "", ()):
            # Told in words: what happens when it is not set.
            assert not re.fullmatch(r"`[^`]*`", table[name]), name
        else:
            assert table[name] == f"`{str(default).lower() if isinstance(default, bool) else default}`", name


def test_the_readmes_name_the_same_commands() -> None:
    commands = {
        readme: set(re.findall(r"^\| `policy-assistant (\w+)", (ROOT / readme).read_text("utf-8"), re.MULTILINE))
        for readme in ("README.md", "README.ja.md")
    }
    help_text = (ROOT / "assistant" / "cli.py").read_text("utf-8")
    defined = set(re.findall(r'_command\(commands, "(\w+)"', help_text))
    assert commands["README.md"] == commands["README.ja.md"] == defined


def test_the_way_of_the_passage_is_what_the_code_gives(tmp_path: Path) -> None:
    assert policy.MEASURES in ARCHITECTURE
    listed = sources.find(policy.write(tmp_path)).sources
    source = next(s for s in listed if s.id == "aonami-measures")
    document = parse_document(source, source.path.read_bytes())
    row = next(p for p in document.passages if p.path[-1:] == ("1波高計の更新",))
    table = dict(re.findall(r"^ +\| (`\w+`(?:–`\w+`)?) \| (.*) \|$", ARCHITECTURE, re.MULTILINE))
    assert table["`id`"] == f"`{row.id}`"
    assert table["`path`"] == " ＞ ".join(f"`{part}`" for part in row.path)
    assert table["`kind`"] == f"`{row.kind}`"
    assert table["`text`"] == f"`{row.text}`"
    assert table["`start`–`end`"] == f"{row.start}–{row.end}"
    assert table["`record_id`"] == f"`{row.record_id}`"
    assert len(row.cells) == 5
    (group,) = row.context
    assert table["`context`"].endswith(f"at {group.start}–{group.end}")
    cell = row.cells[-1]
    assert (cell.text, cell.spans, cell.header_spans) == ("海岸課", ((74, 77),), ((38, 42),))
    assert document.reader_text.text[45:51] == "波高計の更新"
