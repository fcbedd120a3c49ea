"""Examples in the OpenAPI, about an invented prefecture. Data alone; a test asks and validates each of them."""

from __future__ import annotations

from typing import Any

QUESTION: dict[str, Any] = {
    "question": "青波県港デジタル計画の期間はいつからいつまでですか？",
    "history": [],
    "filters": {"publisher": "青波県"},
    "language": "ja",
}
FEEDBACK: dict[str, Any] = {
    "answer_id": "8b1f0c5d2f6e4a0b9f3d7c1e5a2b4d60",
    "good": False,
    "reason": "incomplete",
    "text": "",
}
PROBLEM: dict[str, Any] = {
    "type": "urn:policy-assistant:problem:unfit",
    "title": "送られた内容を受け付けられません。",
    "status": 422,
    "detail": "errorsに挙げた項目を直して、もう一度お送りください。",
    "errors": [{"type": "string_too_long", "loc": ["body", "question"]}],
}
_CITATION: dict[str, Any] = {
    "number": 1,
    "document_id": "aonami-policy",
    "document_title": "青波県港デジタル計画",
    "publisher": "青波県",
    "edition": "official",
    "path": ["第1章はじめに", "2計画の期間"],
    "page": None,
    "quote": "計画の期間は、令和6年度から令和8年度までの3年間とします。",
    "start": 107,
    "end": 136,
    "context": [],
    "url": None,
    "official_title": None,
    "official_path": [],
}
ANSWER: dict[str, Any] = {
    "question": "青波県港デジタル計画の期間はいつからいつまでですか？",
    "understood_question": None,
    "status": "answered",
    "status_reason": None,
    "answer": "計画の期間は、令和6年度から令和8年度までの3年間です。[1]\nこの回答はAIによる自動回答です。",
    "sentences": [{"text": "計画の期間は、令和6年度から令和8年度までの3年間です。", "citations": [1]}],
    "citations": [_CITATION],
    "nearest": [],
    "contact": "青波県企画部情報課",
    "choices": [],
    "principles": [{"id": "verify_content", "verdict": "passed", "note": "", "checks": []}],
    "notices": ["この回答はAIによる自動回答です。"],
    "audience": "resident",
    "generator": "extractive",
    "index_version": "0123456789abcdef0123",
    "prompt_version": "0123456789ab",
    "timings_ms": {"guard": 1, "retrieve": 20, "compose": 8, "verify": 2, "total": 31},
    "audit_id": "8b1f0c5d2f6e4a0b9f3d7c1e5a2b4d60",
}
STREAM = (
    'id: 3f9c…-0\nevent: status\ndata: {"state":"accepted"}\n\n'
    'id: 3f9c…-1\nevent: sentence\ndata: {"text":"…","citations":[1]}\n\n'
    'id: 3f9c…-2\nevent: citations\ndata: {"citations":[…]}\n\n'
    'id: 3f9c…-3\nevent: done\ndata: {"question":"…","status":"answered",…}\n\n'
)
FAQ: dict[str, Any] = {"entries": [{"question": "計画の期間はいつまでですか？", "answer": "令和8年度までです。"}]}
