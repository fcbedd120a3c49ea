"""A run folder: what was asked and answered, with configuration and versions, so that scoring needs nothing else.

    run.json            commit, settings, corpora with index and prompt version, digests of the sets
    answers.jsonl       key, answer, passages seen, confidence; each question of a corpus once
    suites/NAME.jsonl   case and record, one a line; a record names its answers by key
    documents/CORPUS/   the readers' texts, against which quotations are checked

Texts of the documents stand in it: protect it as the index. Formats field by field: docs/evaluation.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from assistant.answer import Answer
from evals.errors import EvalError
from evals.questions import Question
from evals.runner.model import Case

FORMAT = 1


@dataclass(frozen=True)
class KeptAnswer:
    """A kept answer. `seen` holds the candidates (document_id, path, text, score), best first."""

    key: str
    corpus: str
    question: str
    answer: Answer
    seen: tuple[Mapping[str, Any], ...]
    confidence: float | None


class Kept:
    """Reads a run folder; raises EvalError where a file is missing or of another format."""

    def __init__(self, folder: Path) -> None:
        """`folder` as `Keeper` wrote it."""
        self.folder = folder
        try:
            self.about: dict[str, Any] = json.loads((folder / "run.json").read_text("utf-8"))
        except (OSError, ValueError):
            raise EvalError(f"{folder}: holds no kept answers; run policy-assistant eval without --score") from None
        if self.about.get("format") != FORMAT:
            raise EvalError(f"{folder}: was kept by another version; run policy-assistant eval again")
        self._texts: dict[tuple[str, str], str] = {}

    @property
    def suites(self) -> list[str]:
        """The suites that were asked."""
        return list(self.about["suites"])

    @cached_property
    def answers(self) -> dict[str, KeptAnswer]:
        """All answers by key."""
        found = {}
        for row in _rows(self.folder / "answers.jsonl"):
            row["answer"] = Answer.model_validate(row["answer"])
            row["seen"] = tuple(row["seen"])
            found[row["key"]] = KeptAnswer(**row)
        return found

    def cases(self, suite: str) -> Iterator[tuple[Case, dict[str, Any]]]:
        """Each case of a suite with its record."""
        for row in _rows(self.folder / "suites" / f"{suite}.jsonl"):
            asked = row["case"]
            told = asked.pop("question")
            yield Case(**asked, question=Question.model_validate(told) if told else None), row["record"]

    def text(self, corpus: str, document_id: str) -> str:
        """A document's reader text."""
        if (corpus, document_id) not in self._texts:
            path = _text_path(self.folder, corpus, document_id)
            self._texts[corpus, document_id] = path.read_bytes().decode("utf-8", "surrogatepass")
        return self._texts[corpus, document_id]

    def period(self, corpus: str, document_id: str) -> str:
        """The period that a document is for, as its source says."""
        return str(self.about["corpora"][corpus]["documents"].get(document_id, {}).get("period", ""))


class Keeper:
    """Writes a run folder."""

    def __init__(self, folder: Path) -> None:
        """Makes the folder."""
        self.folder = folder
        (folder / "suites").mkdir(parents=True, exist_ok=True)
        self._answers = (folder / "answers.jsonl").open("w", encoding="utf-8", newline="\n")

    def answer(self, kept: KeptAnswer) -> None:
        """Keeps an answer."""
        row = {**kept.__dict__, "answer": kept.answer.model_dump(mode="json")}
        self._answers.write(_line(row))

    def text(self, corpus: str, document_id: str, text: str) -> None:
        """Keeps a document's text."""
        path = _text_path(self.folder, corpus, document_id)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8", "surrogatepass"))

    def suite(self, name: str, asked: Iterator[tuple[Case, Mapping[str, Any]]]) -> None:
        """Keeps the cases of a suite, each as soon as it is asked."""
        with (self.folder / "suites" / f"{name}.jsonl").open("w", encoding="utf-8", newline="\n") as out:
            for case, record in asked:
                question = case.question.model_dump(mode="json") if case.question else None
                told = {**asdict(case), "question": question}
                out.write(_line({"case": told, "record": record}))

    def close(self) -> None:
        """Closes the file of answers."""
        self._answers.close()

    def finish(self, about: Mapping[str, Any]) -> None:
        """Writes what the run was; without it the folder holds no run."""
        text = json.dumps({"format": FORMAT, **about}, ensure_ascii=False, indent=1)
        (self.folder / "run.json").write_text(text + "\n", "utf-8")


def _text_path(folder: Path, corpus: str, document_id: str) -> Path:
    return folder / "documents" / corpus / f"{document_id.replace('/', '_')}.txt"


def _line(value: Mapping[str, Any]) -> str:
    try:
        line = json.dumps(value, ensure_ascii=False)
        line.encode()
    except UnicodeEncodeError:
        line = json.dumps(value)
    return line + "\n"


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)
    except (OSError, ValueError) as error:
        raise EvalError(f"{path}: cannot be read ({error}); run policy-assistant eval again") from None
