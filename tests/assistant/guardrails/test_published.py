"""What the documents publish is left alone, whatever its spelling; the asker's own matter never is."""

from __future__ import annotations

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
    texts = [path.read_text("utf-8") for path in sorted(DOCUMENTS.iterdir()) if path.suffix in (".md", ".txt")]
    assert texts
    allow = published(*texts)
    assert [dict(mask(text, allow).counts) for text in texts] == [{}] * len(texts)


def test_without_them_only_named_persons_and_published_contacts_are(policy_documents: object) -> None:
    texts = [path.read_text("utf-8") for path in sorted(DOCUMENTS.iterdir()) if path.suffix in (".md", ".txt")]
    counts = [dict(mask(text).counts) for text in texts]
    kinds = {kind: sum(c.get(kind, 0) for c in counts) for c in counts for kind in c}
    assert kinds == {"name": 9, "mail": 1, "address": 1}
