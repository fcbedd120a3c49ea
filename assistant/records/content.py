"""What an entry for a question holds: an answer and its trace go in, facts that stay and texts that expire come out.

Words of the person who asked, and words that may repeat them, are texts; ids, hashes, places and verdicts are facts.
Read back by the exports and by `audit replay`.
"""

from __future__ import annotations

import uuid
from typing import Any

from assistant.answer import Answer
from assistant.records.entry import Draft, EntryKind
from assistant.records.trace import Trace
from vectorstore.codec import StoredPassage


def of(answer: Answer, trace: Trace, channel: str, session: str) -> Draft:
    """The entry of an answer; its id is the answer's `audit_id`. `session` is a pseudonym."""
    entry_id = answer.audit_id or uuid.uuid4().hex
    texts = {**texts_of(answer, trace), "session": session}
    return Draft(entry_id, EntryKind.QUESTION, facts_of(answer, trace), texts, channel, answer.audience)


def facts_of(answer: Answer, trace: Trace) -> dict[str, Any]:
    """What stays: nothing of it is in anybody's words but the documents'."""
    return {
        "status": answer.status.value,
        "status_reason": answer.status_reason,
        "generator": answer.generator,
        "index_version": answer.index_version,
        "prompt_version": answer.prompt_version,
        "timings_ms": answer.timings_ms,
        "verdicts": {p.id: p.verdict for p in answer.principles},
        "documents": list(trace.documents),
        "considered": _named(trace.considered),
        "used": _named(trace.used),
        "citations": [
            {
                "number": c.number, "document_id": c.document_id, "edition": c.edition, "path": list(c.path),
                "page": c.page, "start": c.start, "end": c.end,
            }
            for c in answer.citations
        ],
        "nearest": [{"document_id": n.document_id, "path": list(n.path)} for n in answer.nearest],
        "dropped": [list(d.reasons) for d in trace.dropped],
    }  # fmt: skip


def texts_of(answer: Answer, trace: Trace) -> dict[str, Any]:
    """What expires."""
    added: dict[str, Any] = {"before": trace.before} if trace.before else {}
    if answer.rendering is not None:
        added["rendering"] = [s.text for s in answer.rendering.sentences]
    return {
        **added,
        "question": answer.question,
        "understood_question": answer.understood_question,
        "answer": answer.answer,
        "sentences": [s.text for s in answer.sentences],
        "quotes": [c.quote for c in answer.citations],
        "titles": [c.document_title for c in answer.citations],
        "notices": list(answer.notices),
        "choices": list(answer.choices),
        "notes": {p.id: p.note for p in answer.principles if p.note},
        "dropped": [d.text for d in trace.dropped],
    }


def _named(passages: tuple[StoredPassage, ...]) -> list[dict[str, str]]:
    return [{"id": p.passage.id, "hash": p.content_hash} for p in passages]
