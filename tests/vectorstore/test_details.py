"""Sentence vectors: which sentences get one, and that a passage is taken at its best."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.vectorstore.shelf import Pieces, entry, part, ranked, section, source
from vectorstore.details import DetailVectors, build, sentence_texts
from vectorstore.errors import DamagedIndexError
from vectorstore.hybrid import HybridSearch, Weights

AONAMI = source("aonami")
LONG = "港には船が三隻あります。待合室の屋根は青い色に塗られています。切符は窓口で買うことができます。"


def test_which_sentences_get_a_vector() -> None:
    passage = section("a", LONG, AONAMI).passage
    assert sentence_texts(passage) == [
        "第1章\n港には船が三隻あります。",
        "第1章\n待合室の屋根は青い色に塗られています。",
        "第1章\n切符は窓口で買うことができます。",
    ]
    assert sentence_texts(section("b", "港には船が三隻あります。", AONAMI).passage) == []
    assert sentence_texts(replace(passage, lists=True)) == []
    assert sentence_texts(entry("f", "切符", LONG, AONAMI).passage) == []


def test_lines_of_slides_stand_without_their_heading() -> None:
    lines = [f"{name}の桟橋を新しくしました{n}件" for n, name in enumerate(("東側", "西側", "南側"), 1)]
    slide = "\n".join([*lines, "灯台は夜に光って船を導いています。"])
    texts = sentence_texts(section("s", slide, AONAMI).passage)
    assert texts == [*lines, "第1章\n灯台は夜に光って船を導いています。"]
    few = sentence_texts(section("t", "\n".join(lines), AONAMI).passage)
    assert few == [f"第1章\n{line}" for line in lines]


def test_scores_are_those_of_the_best_sentence(tmp_path: Path) -> None:
    passages = [section(name, text, AONAMI) for name, text in (("a", LONG), ("b", "短い。"), ("c", LONG + LONG))]
    build(tmp_path, passages, Pieces())
    details = DetailVectors(tmp_path)
    vector = Pieces().embed_queries(["屋根は青い色"])[0]
    assert details.ids == ["a", "c"]
    best = max(float(v @ vector) for v in Pieces().embed_passages(sentence_texts(passages[0].passage)))
    assert details.scores(vector) == pytest.approx([best, best])


def test_nothing_to_tell_apart(tmp_path: Path) -> None:
    build(tmp_path, [section("b", "短い。", AONAMI)], Pieces())
    assert DetailVectors(tmp_path).scores(np.zeros(64, dtype=np.float32)).shape == (0,)


def test_a_sentence_is_not_lost_in_its_paragraph(tmp_path: Path) -> None:
    filler = "".join(f"{n}番の船は{n}時に港を出て沖の島へ向かい夕方に戻ります。" for n in range(12))
    passages = [
        section("long", filler + "屋根の色はとても濃い青です。とても目立つと評判です。" + filler, AONAMI),
        section("near", "屋根の色はとても大切な話です。", AONAMI),
    ]
    made = part(tmp_path, passages)
    alone = Weights(section=0.0, coverage=0.0, sounds=0.0)
    assert ranked(HybridSearch([made], weights=alone), "屋根の色はとても濃い青です", 1) == ["long"]
    assert ranked(HybridSearch([made], weights=replace(alone, details=False)), "屋根の色はとても濃い青です", 1) == [
        "near"
    ]
    made.dense.close()


@pytest.mark.parametrize("name", ["owners.npy", "vectors.npy"])
def test_a_lost_or_cut_file_is_no_empty_index(tmp_path: Path, name: str) -> None:
    build(tmp_path, [section("a", LONG, AONAMI)], Pieces())
    data = (tmp_path / name).read_bytes()
    for damage in (b"", data[:-8], None):
        (tmp_path / name).unlink()
        if damage is not None:
            (tmp_path / name).write_bytes(damage)
        with pytest.raises(DamagedIndexError, match="ingest"):
            DetailVectors(tmp_path)
