"""The one script: it is what its sources make, small, and asks nobody else for anything."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from assistant.web.widget import build

LIMIT = 40_000  # bytes, gzipped


def test_the_committed_script_is_what_the_sources_make() -> None:
    made = build.bundle()
    assert made == build.bundle() == build.BUILT.read_text("utf-8"), "run python -m assistant.web.widget.build"


def test_its_size(capsys: pytest.CaptureFixture[str]) -> None:
    data = build.BUILT.read_bytes()
    size = len(gzip.compress(data, 9))
    with capsys.disabled():
        print(f"\npolicy-faq.js: {len(data):,} bytes, {size:,} gzipped")
    assert size < LIMIT


def test_nothing_is_loaded_kept_or_run_from_text() -> None:
    made = build.BUILT.read_text("utf-8")
    assert re.findall(r"https?://[\w.-]+", made) == []
    forbidden = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|\.cookie|localStorage"
    assert (
        re.findall(rf"{forbidden}|sessionStorage|indexedDB|sendBeacon|XMLHttpRequest|WebSocket|\.style\b", made) == []
    )
    assert re.findall(r"\brem\b|\dvw|@import|url\(", made) == []


def test_every_module_is_small_and_says_what_it_does() -> None:
    for path in build.SOURCE.glob("*.js"):
        lines = path.read_text("utf-8").splitlines()
        assert lines[0].startswith("// ") and len(lines) <= 260, path.name
        assert all(len(line) <= 140 for line in lines), path.name


def modules(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (folder / name.replace("_", ".")).write_text(text, "utf-8")
    return folder


def test_modules_of_the_same_names_do_not_meet(tmp_path: Path) -> None:
    folder = modules(
        tmp_path,
        main_js='import { b } from "./b.js";\nimport { c } from "./c.js";\nconst own = 1;\nf(b, c, own);\n',
        b_js='import { c } from "./c.js";\nconst own = 2;\nexport const b = own + c;\n',
        c_js="// a comment\nconst own = 3;\n/** another */\nexport const c = own;\n",
    )
    made = build.bundle(folder)
    assert made.count("const own = 3;") == 1 and "comment" not in made and "another" not in made
    assert made.index("own = 3") < made.index("own = 2") < made.index("own = 1")


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ({"main_js": 'import x from "./x.js";\n'}, 'main.js line 1: write import { names } from "./module.js";'),
        ({"main_js": 'import { x } from "elsewhere";\n'}, "main.js line 1: write import"),
        ({"main_js": "\nexport default 1;\n"}, "main.js line 2: write export in front of const, class or function"),
        ({"main_js": 'import { x } from "./x.js";\n'}, "x.js: no such module, but main.js imports it"),
        (
            {"main_js": 'import { a } from "./a.js";\n', "a_js": 'import { a } from "./main.js";\n'},
            "main.js: imports itself by way of a.js; take them apart",
        ),
    ],
)
def test_what_cannot_be_bundled_is_told(tmp_path: Path, texts: dict[str, str], said: str) -> None:
    with pytest.raises(build.BuildError, match=re.escape(said)):
        build.bundle(modules(tmp_path, **texts))


def test_there_must_be_a_beginning(tmp_path: Path) -> None:
    with pytest.raises(build.BuildError, match="main.js: no such module, but the build imports it"):
        build.bundle(tmp_path)
