"""The fused search: filters, publishers, near duplicates, entries, odd questions, equal results whoever asks when."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest

from ingest.models import Kind
from tests.vectorstore import shelf
from tests.vectorstore.shelf import Pieces, entry, part, ranked, section, source
from vectorstore.chroma import DenseIndex, Filters
from vectorstore.codec import StoredPassage
from vectorstore.details import DetailVectors
from vectorstore.errors import DamagedIndexError
from vectorstore.hybrid import HybridSearch, Part, Weights
from vectorstore.lexical import LexicalIndex
from vectorstore.titles import TitleVectors, is_entry

AONAMI, MIE = source("aonami", "青波県", "令和5年度"), source("mie", "三重県", "令和6年度")
REPEATED = "港の待合室に無料のWi-Fiを置き、船を待つ人が使えるようにします。"
QUESTIONS = [
    "港の混雑はどこで分かりますか",
    "令和5年度の利用者数",
    "R6年度の予算",
    "無料のWiFi",
    "MIDORIとは何か",
    "波の高さ",
    "担当課はどこですか",
    "船便の予約の方法",
    "2371683人",
    "What is Wi-Fi?",
]


def corpus() -> list[StoredPassage]:
    texts = {
        "a01": "港の混雑は、混雑案内アプリで分かります。",
        "a02": "令和5年度の利用者数は、237万1,683人でした。",
        "a03": "令和6年度の予算は、12億3,000万円です。",
        "a04": "総合防災情報システム（MIDORI）を更新します。",
        "a05": "総合防災情報システムの利用を市町村に広げます。",
        "a06": "波の高さを10分ごとに公開します。",
        "a07": REPEATED,
        "a08": "船便の予約は、電話のほかインターネットでもできます。",
    }
    out = [section(name, text, AONAMI) for name, text in texts.items()]
    out.append(section("a09", REPEATED + "（再掲）", AONAMI, path=("第2章",)))
    out += [section(f"r{n:02}", f"事業名は波高計の更新。担当課室は海岸課。{n}", AONAMI, Kind.ROW) for n in range(5)]
    out += [section("m01", "港の混雑は、掲示板で分かります。", MIE), section("m02", "利用者数は、1,200人でした。", MIE)]
    out += [entry("f01", "船便の予約を取り消すには", "予約した窓口に電話してください。", AONAMI)]
    out += [entry("f02", "待合室を借りるには", "予約した窓口に電話してください。", AONAMI)]
    return out


@pytest.fixture(scope="module")
def shelved(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Part]:
    made = part(tmp_path_factory.mktemp("index"), corpus())
    yield made
    made.dense.close()


@pytest.fixture(scope="module")
def search(shelved: Part) -> HybridSearch:
    return HybridSearch([shelved])


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("2023年度の利用者の数は何人ですか", "a02"),
        ("Ｒ５年度の利用者数", "a02"),
        ("2371683人とは", "a02"),
        ("ＷｉＦｉは無料ですか", "a07"),
        ("波は何分ごとに公開されますか", "a06"),
    ],
)
def test_finds(search: HybridSearch, question: str, first: str) -> None:
    assert ranked(search, question)[0] == first


def test_an_abbreviation_finds_the_long_name(search: HybridSearch, shelved: Part) -> None:
    scores, _, _ = shelved.lexical.scores("ＭＩＤＯＲＩは何")
    found = dict(zip(shelved.lexical.ids, scores.tolist(), strict=True))
    assert found["a04"] > 0 and found["a05"] > 0 and found["a06"] == 0
    assert set(ranked(search, "MIDORIを広げる")[:2]) == {"a04", "a05"}


@pytest.mark.parametrize(
    ("filters", "holds"),
    [
        (Filters(document_ids=("mie",)), lambda p: p.source.id == "mie"),
        (Filters(document_ids=("mie", "aonami")), lambda p: True),
        (Filters(publishers=("三重県",)), lambda p: p.source.publisher == "三重県"),
        (Filters(periods=("令和5年度",)), lambda p: p.source.period == "令和5年度"),
        (Filters(kinds=("row",)), lambda p: p.passage.kind is Kind.ROW),
        (Filters(publishers=("青波県",), kinds=("row", "item")), lambda p: p.passage.kind is Kind.ROW),
        (Filters(publishers=("三重県",), kinds=("row",)), lambda p: False),
        (Filters(editions=("guide",)), lambda p: False),
        (Filters(), lambda p: True),
    ],
)
def test_filters(shelved: Part, filters: Filters, holds: object) -> None:
    search = HybridSearch([shelved], weights=Weights(folding=False))
    expected = {p.passage.id for p in corpus() if holds(p)}  # type: ignore[operator]
    assert set(ranked(search, "港の混雑", 100, filters)) == expected


def test_a_filter_changes_no_score(search: HybridSearch) -> None:
    vector = Pieces().embed_queries(["港の混雑"])[0]
    every = {p.passage.id: s for p, s in search.search("港の混雑", vector, 100)}
    for stored, score in search.search("港の混雑", vector, 100, Filters(publishers=("三重県",))):
        assert every[stored.passage.id] == score


def test_the_home_publisher_comes_first_unless_another_is_named(shelved: Part) -> None:
    for home, first in (("青波県", "a01"), ("三重県", "m01")):
        assert ranked(HybridSearch([shelved], home), "港の混雑はどこで分かりますか")[0] == first
    at_home = HybridSearch([shelved], "青波県")
    assert ranked(at_home, "三重県の港の混雑はどこで分かりますか")[0] == "m01"
    assert ranked(at_home, "みえけんのみなとのこんざつ")[0] == "m01"


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("三重県の計画", ("三重県",)),
        ("三重の計画", ("三重県",)),
        ("三重県と青波県を比べて", ("三重県", "青波県")),
        ("みえけんのけいかく", ("三重県",)),
        ("ミエケンノケイカク", ("三重県",)),
        ("みえのけいかくをおしえて", ("三重県",)),
        ("ﾐｴｹﾝﾉｹｲｶｸ", ("三重県",)),
        ("ふねのばしょがみえるさいとはどこ", ("青波県",)),
        ("港の混雑", ("青波県",)),
        ("", ("青波県",)),
    ],
)
def test_named_publishers(shelved: Part, question: str, named: tuple[str, ...]) -> None:
    assert HybridSearch([shelved], "青波県").named(question) == tuple(sorted(named))


def test_an_unknown_home_publisher_is_nobody(shelved: Part) -> None:
    assert HybridSearch([shelved], "山奥県").named("港") == ()


def test_near_duplicates_fold_and_records_never_do(shelved: Part, search: HybridSearch) -> None:
    found = ranked(search, "待合室の無料のWi-Fi", 100)
    assert len({"a07", "a09"} & set(found)) == 1
    assert {f"r{n:02}" for n in range(5)} | {"f01", "f02"} <= set(found)
    unfolded = ranked(HybridSearch([shelved], weights=Weights(folding=False)), "待合室の無料のWi-Fi", 100)
    assert {"a07", "a09"} <= set(unfolded)
    assert [i for i in unfolded if i in found] == found


@pytest.mark.parametrize("k", [0, -1, 1, 3])
def test_k(search: HybridSearch, k: int) -> None:
    assert len(ranked(search, "港", k)) == max(k, 0)


def test_entries_score_by_title_and_sections_do_not(shelved: Part) -> None:
    assert shelved.titles.ids == ["f01", "f02"]
    assert not any(is_entry(p.passage) for p in corpus() if not p.passage.id.startswith("f"))
    assert ranked(HybridSearch([shelved], weights=Weights(title=0.9)), "待合室を借りるには")[0] == "f02"


def test_only_an_entry_scores_by_its_title(tmp_path: Path) -> None:
    title, text = "待合室を借りるには", "予約した窓口に電話してください。"
    stored = [entry("e", title, text, AONAMI), section("s", text, AONAMI, path=(title,)), *corpus()]
    made = part(tmp_path, stored)
    nothing = Weights(folding=False, **{f.name: 0.0 for f in fields(Weights) if f.type == "float"})
    try:
        scores = []
        for weights in (nothing, replace(nothing, title=0.5)):
            found = HybridSearch([made], weights=weights).search(title, Pieces().embed_queries([title])[0], 50)
            own = {p.passage.id: s for p, s in found}
            scores.append(own["e"] - own["s"])
        assert scores[0] == pytest.approx(0, abs=1e-6) and scores[1] > 0.1
    finally:
        made.dense.close()


def test_a_title_of_a_table_row_is_no_entry() -> None:
    row = section("r", "事業名は港。", AONAMI, Kind.ROW)
    assert not is_entry(row.passage)
    assert not is_entry(replace(row.passage, record_id="x", path=("章", "事業")))


def test_equal_after_a_rebuild_in_another_order(shelved: Part, tmp_path: Path) -> None:
    other = part(tmp_path, corpus()[::-1])
    try:
        one, two = HybridSearch([shelved], "青波県"), HybridSearch([other], "青波県")
        for question in QUESTIONS:
            vector = Pieces().embed_queries([question])[0]
            results = [[(p.passage.id, s) for p, s in s.search(question, vector, 20)] for s in (one, two)]
            assert results[0] == results[1]
    finally:
        other.dense.close()


def test_equal_in_eight_threads(search: HybridSearch) -> None:
    def ask(question: str) -> list[tuple[str, float]]:
        vector = Pieces().embed_queries([question])[0]
        return [(p.passage.id, s) for p, s in search.search(question, vector, 20)]

    expected = [ask(q) for q in QUESTIONS]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, QUESTIONS * 8)) == expected * 8


def test_two_parts_are_one(tmp_path: Path) -> None:
    parts = [part(tmp_path / name, [p for p in corpus() if p.source.id == name]) for name in ("aonami", "mie")]
    try:
        search = HybridSearch(parts, "三重県")
        assert ranked(search, "港の混雑はどこで分かりますか")[0] == "m01"
        assert set(ranked(search, "港", 100)) >= {"a01", "m01", "m02"}
    finally:
        for each in parts:
            each.dense.close()


@pytest.mark.parametrize("count", [0, 1])
def test_an_index_of_no_or_one_passage(tmp_path: Path, count: int) -> None:
    made = part(tmp_path, corpus()[:count])
    try:
        search = HybridSearch([made], "青波県")
        assert ranked(search, "港の混雑") == ["a01"][:count]
        assert ranked(search, "") == ["a01"][:count]
    finally:
        made.dense.close()


def test_no_part_at_all() -> None:
    assert ranked(HybridSearch([]), "港") == []


@pytest.mark.parametrize(
    "question", ["", " \n", "\0", "\ud800", "港\udfff\0混雑", "🎌🎏", "ゔぇぽらくす", "。？", "a" * 100_000]
)
def test_odd_questions(search: HybridSearch, question: str) -> None:
    vector = Pieces().embed_queries([question])[0]
    found = search.search(question, vector, 5)
    assert len(found) == 5 and all(np.isfinite(score) for _, score in found)


def test_a_question_of_100000_characters(search: HybridSearch) -> None:
    assert ranked(search, "波の高さを10分ごとに公開しますか。" * 6000)[0] == "a06"


def test_passages_with_odd_characters(tmp_path: Path) -> None:
    of = source("odd", "県\ud800", "令和\udfff")
    stored = [
        section("o1", "港\0の\ud800混雑", of, path=("章\ud800",)),
        section("o2", "", of),
        section("o3", "。", of),
        entry("o4", "題\ud800", "🎌", of),
    ]
    made = part(tmp_path, stored)
    try:
        search = HybridSearch([made], "県\ud800")
        assert ranked(search, "港の混雑")[0] == "o1"
        assert set(ranked(search, "港", 10, Filters(periods=("令和\udfff",)))) >= {"o1", "o4"}
    finally:
        made.dense.close()


def test_scores_of_all_passages(shelved: Part) -> None:
    vector = Pieces().embed_queries(["港の混雑"])[0]
    ids, scores = shelved.dense.scores(vector)
    assert ids == sorted(p.passage.id for p in corpus()) and scores.shape == (len(ids),)
    found = dict(zip(ids, scores.tolist(), strict=True))
    for stored, score in shelved.dense.search(vector, 5):
        assert found[stored.passage.id] == pytest.approx(score, abs=1e-6)
    assert shelved.dense.scores(vector * 7)[1] == pytest.approx(scores, abs=1e-6)
    assert not shelved.dense.scores(np.zeros(64, dtype=np.float32))[1].any()


def test_scores_above_the_limit_are_the_nearest(tmp_path: Path) -> None:
    part(tmp_path, corpus()).dense.close()
    vector = Pieces().embed_queries(["港の混雑"])[0]
    with DenseIndex.open(tmp_path / "dense", exact_limit=3) as graph, DenseIndex.open(tmp_path / "dense") as exact:
        ids, scores = graph.scores(vector, most=6)
        assert ids == sorted(ids) and len(ids) == 6
        assert set(ids) <= {p.passage.id for p, _ in exact.search(vector, 8)}
        every = dict(zip(*exact.scores(vector), strict=True))
        assert scores.tolist() == pytest.approx([every[i] for i in ids], abs=1e-5)
        filtered = HybridSearch(
            [
                Part(
                    graph,
                    LexicalIndex(tmp_path / "lexical"),
                    TitleVectors(tmp_path / "titles"),
                    DetailVectors(tmp_path / "details"),
                )
            ]
        )
        assert ranked(filtered, "波の高さを10分ごとに公開", 1) == ["a06"]


@pytest.mark.parametrize("name", ["lexical", "titles", "details"])
def test_missing_and_damaged_files_are_one_line(tmp_path: Path, name: str) -> None:
    opened = {"lexical": LexicalIndex, "titles": TitleVectors, "details": DetailVectors}[name]
    with pytest.raises(DamagedIndexError, match="ingest") as missing:
        opened(tmp_path)
    for content in ("{", "[]", '{"ids": []}', '"x"', "5", "[1]"):
        (tmp_path / "ids.json").write_text(content)
        if name != "lexical" and content == "[]":
            continue
        with pytest.raises(DamagedIndexError, match="ingest") as damaged:
            opened(tmp_path)
        assert "\n" not in f"{missing.value}{damaged.value}"


@pytest.mark.parametrize("name", ["lexical", "titles"])
def test_a_lost_or_emptied_file_is_no_empty_index(tmp_path: Path, name: str) -> None:
    part(tmp_path, corpus()).dense.close()
    opened = {"lexical": LexicalIndex, "titles": TitleVectors, "details": DetailVectors}[name]
    for path in sorted((tmp_path / name).glob("*.npy")):
        data = path.read_bytes()
        for damage in (None, b"", data[:-40]):
            path.unlink(missing_ok=True)
            if damage is not None:
                path.write_bytes(damage)
            with pytest.raises(DamagedIndexError, match="ingest"):
                opened(tmp_path / name)
        path.write_bytes(data)
    opened(tmp_path / name)


def test_another_analysis_is_refused(tmp_path: Path) -> None:
    from vectorstore.analysis import Analysis

    part(tmp_path, corpus()[:3]).dense.close()
    with pytest.raises(DamagedIndexError, match="another analysis"):
        LexicalIndex(tmp_path / "lexical", Analysis(long_units=True))


def test_the_shelf_is_deterministic() -> None:
    assert np.array_equal(shelf.Pieces().embed_queries(QUESTIONS), shelf.Pieces().embed_queries(QUESTIONS))
