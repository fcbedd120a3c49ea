"""What the documents publish is left alone, whatever its spelling; the asker's own matter never is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.guardrails.masking import mask
from assistant.guardrails.published import Published, published
from tests.conftest import DOCUMENTS

TEXTS = (
    "座長 東北大学 特任教授 水沢 陽一郎 、講師 庄司 昌一氏",
    "青波県庁 〒981-0000 青波市青葉区本町三丁目 8番 1号 電話022-000-1234 港湾課 minato@example.lg.jp",
)


@pytest.mark.parametrize(
    "text",
    [
        "座長の水沢さんは誰ですか",
        "水沢陽一郎氏の役割は",
        "庄司昌一さんの講演は",
        "青波市青葉区本町3-8-1は県庁ですか",
        "〒981-0000 青波市青葉区本町３－８－１",
        "電話は(022)000-1234ですか",
        "MINATO@example.lg.jp に聞けますか",
    ],
)
def test_left_alone(text: str) -> None:
    assert mask(text, published(*TEXTS)).text == text


@pytest.mark.parametrize(
    "text",
    [
        "私は水沢です",
        "隣の水沢さんの税金",
        "水沢太郎さんの住所",
        "本田さんの件",
        "電話は022-000-9999です",
        "マイナンバーは1234-5678-9018",
    ],
)
def test_masked_all_the_same(text: str) -> None:
    assert mask(text, published(*TEXTS, "1234-5678-9018")).total == 1


def test_texts_are_read_at_the_first_finding_only() -> None:
    read: list[int] = []
    allow = Published(lambda: (read.append(1), "")[1:])  # type: ignore[func-returns-value]
    mask("計画の期間は？", allow)
    assert not read
    mask("電話は022-000-1234です", allow)
    assert read == [1]


def test_nothing_of_the_documents_themselves_is_masked(policy_documents: object) -> None:
    texts = _documents()
    assert texts
    allow = published(*texts)
    assert [dict(mask(text, allow).counts) for text in texts] == [{}] * len(texts)


def test_without_them_only_named_persons_and_published_contacts_are(policy_documents: object) -> None:
    texts = _documents()
    counts = [dict(mask(text).counts) for text in texts]
    kinds = {kind: sum(c.get(kind, 0) for c in counts) for c in counts for kind in c}
    assert kinds == {"name": 9, "mail": 1, "address": 1}


def test_no_question_of_the_official_sets_is_masked(policy_documents: object) -> None:
    allow = published(*_documents())
    sets = Path(__file__).parents[3] / "evals" / "sets"
    lines = [line for name in ("official-dev", "official-more", "official-test", "silence")
             for line in (sets / f"{name}.jsonl").read_text("utf-8").splitlines()]  # fmt: skip
    assert sum(mask(json.loads(line)["question"], allow).total for line in lines) == 0


def _documents() -> list[str]:
    return [path.read_text("utf-8") for path in sorted(DOCUMENTS.iterdir()) if path.suffix in (".md", ".txt")]
