"""Which question sets there are: those of the project, and JSONL files that a user drops into `DATA/eval/sets`.

The beginning of a file's name says what is asked: `guide-…`, `official-…`, anything else the user's own index.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from evals import questions
from evals.errors import EvalError
from evals.questions import QuestionSetError
from evals.runner.corpora import GUIDE, OFFICIAL, OWN
from evals.runner.model import QuestionSet

FOLDER = Path(__file__).parents[1] / "sets"
_SILENCE = "silence"  # asks the official documents, without facts


def corpus_of(name: str) -> str:
    """The corpus that a set of this name asks."""
    if name == _SILENCE:
        return OFFICIAL
    return next((c for c in (GUIDE, OFFICIAL) if name == c or name.startswith(f"{c}-")), OWN)


def load(path: Path, corpus: str | None = None) -> QuestionSet:
    """The set in a file; raises EvalError that names file, line and reason."""
    try:
        found = tuple(questions.load(path))
    except QuestionSetError as error:
        raise EvalError(f"{error}; mend that line") from None
    if not found:
        raise EvalError(f"{path}: holds no question; docs/evaluation.md tells the format")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    return QuestionSet(path.stem, corpus or corpus_of(path.stem), found, digest)


def available(dropped: Path | None = None, more: Iterable[Path] = ()) -> list[QuestionSet]:
    """The project's sets, those dropped into a folder, and single files; two of one name are refused (EvalError)."""
    paths = sorted(FOLDER.glob("*.jsonl"))
    if dropped is not None and dropped.is_dir():
        paths += sorted(dropped.glob("*.jsonl"))
    paths += list(more)
    taken: dict[str, Path] = {}
    for path in paths:
        if path.stem in taken and taken[path.stem].resolve() != path.resolve():
            raise EvalError(f"{path}: {taken[path.stem]} has the same name; rename one of them")
        taken.setdefault(path.stem, path)
    return [load(path) for path in taken.values()]


def corpora_of(sets: Sequence[QuestionSet]) -> list[str]:
    """The corpora that the sets ask, each once, in a fixed order."""
    return [c for c in (GUIDE, OFFICIAL, OWN) if any(s.corpus == c for s in sets)]
