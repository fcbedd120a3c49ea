"""Bundles the widget: the modules below `src/` go in, the one script `policy-faq.js` comes out, the same every time.

Run by hand (`python -m assistant.web.widget.build`) after a change; a test compares the committed file. Each module
becomes a function that returns what it exports, in the order of the imports, so that names can not meet. The modules
keep to a narrow form, and whatever is outside it is an error: `import { a, b } from "./x.js";` and
`import NAME from "./x.css";` at the beginning of a line, `export` in front of a declaration, no default exports.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

HERE = Path(__file__).parent
SOURCE, BUILT = HERE / "src", HERE / "policy-faq.js"
ENTRY = "main.js"
_NAMES = re.compile(r'^import \{ (?P<names>[\w, ]+) \} from "\./(?P<file>\w+\.js)";$')
_STYLE = re.compile(r'^import (?P<names>\w+) from "\./(?P<file>\w+\.css)";$')
_ALONE = re.compile(r'^import "\./(?P<file>\w+\.js)";$')
_EXPORT = re.compile(r"^export (?P<rest>(?:async )?(?:const|class|function\*?) (?P<name>\w+)\b.*)$")
_COMMENT = re.compile(r"^\s*(?://|/\*\*.*\*/\s*$)")


class BuildError(Exception):
    """A module is not of the form that can be bundled; one line that names its place."""


def bundle(folder: Path = SOURCE, entry: str = ENTRY) -> str:
    """The whole script."""
    made: dict[str, str] = {}
    _add(folder, entry, made, ())
    parts = "\n".join(made.values())
    head = "/* <policy-faq>, made by assistant/web/widget/build.py from src/: change it there. Apache-2.0 */"
    return f'{head}\n(() => {{\n"use strict";\n{parts}\n}})();\n'


def _add(folder: Path, name: str, made: dict[str, str], above: tuple[str, ...]) -> None:
    if name in made:
        return
    if name in above:
        raise BuildError(f"{name}: imports itself by way of {' > '.join(above[1:])}; take them apart")
    try:
        text = (folder / name).read_text("utf-8")
    except FileNotFoundError:
        raise BuildError(f"{name}: no such module, but {above[-1] if above else 'the build'} imports it") from None
    if name.endswith(".css"):
        made[name] = f"const {_variable(name)} = {json.dumps(_shorter(text), ensure_ascii=False)};"
        return
    lines: list[str] = []
    exports: list[str] = []
    for number, line in enumerate(_without_comments(text), 1):
        if line.startswith("import"):
            lines.append(_imported(folder, name, number, line, made, above))
        elif line.startswith("export"):
            found = _EXPORT.match(line)
            if not found:
                raise BuildError(f"{name} line {number}: write export in front of const, class or function")
            exports.append(found["name"])
            lines.append(found["rest"])
        elif line.strip():
            lines.append(line)
    body = "\n".join(lines)
    made[name] = f"const {_variable(name)} = (() => {{\n{body}\nreturn {{ {', '.join(exports)} }};\n}})();"


def _imported(folder: Path, name: str, number: int, line: str, made: dict[str, str], above: tuple[str, ...]) -> str:
    found = _NAMES.match(line) or _STYLE.match(line) or _ALONE.match(line)
    if not found:
        raise BuildError(f'{name} line {number}: write import {{ names }} from "./module.js";')
    file, names = found["file"], found.groupdict().get("names")
    _add(folder, file, made, (*above, name))
    if names is None:
        return ""
    return (
        f"const {names} = {_variable(file)};" if file.endswith(".css") else f"const {{ {names} }} = {_variable(file)};"
    )


def _without_comments(text: str) -> list[str]:
    """The lines; those that are comments alone are empty, so that numbers stay. Indentation goes as well."""
    out: list[str] = []
    inside = False
    for line in text.splitlines():
        if inside or re.match(r"^\s*/\*\*\s*$", line):
            inside = "*/" not in line
            out.append("")
        else:
            out.append("" if _COMMENT.match(line) else line.strip())
    return out


def _shorter(css: str) -> str:
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return "\n".join(line.strip() for line in css.splitlines() if line.strip())


def _variable(name: str) -> str:
    return "_" + re.sub(r"\W", "_", name)


def main() -> int:
    """Writes the script; 1 and one line where a module cannot be bundled."""
    try:
        BUILT.write_text(bundle(), "utf-8")
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
