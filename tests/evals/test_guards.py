"""The guards' sets: their size, their making, and the floors of recall, precision and time."""

from __future__ import annotations

from pathlib import Path

import pytest
from privacy_masker.detectors import RegexDetector

from assistant.guardrails.personal import find
from evals.guards import make
from evals.guards.__main__ import HONEST, NAMES, STRUCTURED, milliseconds
from evals.guards.marked import FOLDER, Case, load, parse
from evals.guards.score import score


def cases(names: tuple[str, ...], held_out: bool) -> list[Case]:
    return [case for name in names for case in load(name) if case.held_out is held_out]


def test_sizes() -> None:
    structured = [case for name in STRUCTURED for case in load(name)]
    names = [case for name in NAMES for case in load(name)]
    assert sum(bool(c.expected) for c in structured) >= 400 and sum(not c.expected for c in structured) >= 250
    assert sum(bool(c.expected) for c in names) >= 200 and sum(not c.expected for c in names) >= 100
    honest = load(*HONEST)
    assert len(honest) >= 400 and sum("touchy" in case.id for case in honest) * 3 >= len(honest)
    ids = [case.id for case in (*structured, *names, *honest)]
    assert len(ids) == len(set(ids))


def test_the_generated_files_are_what_the_script_makes(tmp_path: Path) -> None:
    make.write(tmp_path, make.SEED)
    for name in ("identifiers.jsonl", "names.jsonl"):
        assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes()


@pytest.mark.parametrize("held_out", [False, True])
def test_floors_for_identifiers(held_out: bool) -> None:
    result = score(cases(STRUCTURED, held_out), find)
    assert result.recall() >= 0.99 and result.precision() >= 0.98
    assert min(result.recall(kind) for kind in result.wanted) >= 0.9


@pytest.mark.parametrize("held_out", [False, True])
def test_floors_for_names(held_out: bool) -> None:
    result = score(cases(NAMES, held_out), find)
    assert result.recall() >= 0.92 and result.precision() >= 0.95


def test_honest_questions_are_left_alone() -> None:
    honest = load(*HONEST)
    assert sum(bool(find(case.text)) for case in honest) <= 0.01 * len(honest)


def test_time() -> None:
    times = sorted(milliseconds([case.text for name in (*STRUCTURED, *HONEST) for case in load(name)]))
    assert times[int(len(times) * 0.95)] <= 15


def test_what_another_package_is_sure_of_is_found_too() -> None:
    # Its postal codes need no address, and numbers of firms and computers are no personal data.
    ours = {"POSTAL_CODE", "CORPORATE_NUMBER", "IP_ADDRESS", "URL", "MAC_ADDRESS"}
    detector = RegexDetector.default_ja()
    missed = [
        (case.id, entity.entity_type)
        for case in load("identifiers")
        for entity in detector.detect(case.text)
        if entity.entity_type not in ours and entity.score >= 0.9
        if not any(f.start < entity.end and entity.start < f.end for f in find(case.text))
    ]
    assert missed == []


def test_a_marked_text_is_read() -> None:
    case = parse("a", "電話⟦telephone|090⟧と⟦name|林⟧さん")
    assert case.text == "電話090と林さん"
    assert [(e.kind, case.text[e.start : e.end]) for e in case.expected] == [("telephone", "090"), ("name", "林")]
