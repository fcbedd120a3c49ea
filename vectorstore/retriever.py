"""The hybrid search as a LangChain retriever: a question goes in, LangChain documents come out.

For chains of others; our own chain calls `HybridSearch` itself. LangChain sends what a Runnable sees to LangSmith when
LANGSMITH_TRACING is set: here questions are never traced.
"""

from __future__ import annotations

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import RunnableConfig
from langsmith.run_helpers import tracing_context
from pydantic import ConfigDict

from vectorstore.chroma import Filters
from vectorstore.embeddings import Embedder
from vectorstore.hybrid import HybridSearch
from vectorstore.sections import Found


class PolicyRetriever(BaseRetriever):
    """Finds the `k` best places; metadata holds id, document, path, page, kind, offsets and score."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    hybrid: HybridSearch
    embedder: Any
    k: int = 10
    filters: Filters | None = None

    def invoke(self, input: str, config: RunnableConfig | None = None, **kwargs: Any) -> list[Document]:  # noqa: A002
        """The passages for a question, without a trace."""
        with tracing_context(enabled=False):
            return super().invoke(input, config, **kwargs)

    async def ainvoke(self, input: str, config: RunnableConfig | None = None, **kwargs: Any) -> list[Document]:  # noqa: A002
        """The passages for a question, without a trace."""
        with tracing_context(enabled=False):
            return await super().ainvoke(input, config, **kwargs)

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        embedder: Embedder = self.embedder
        question = self.hybrid.written(query)
        found = self.hybrid.find(question, embedder.embed_queries([question])[0], self.k, self.filters)
        return [document(place) for place in found]


def document(found: Found) -> Document:
    """A place as a LangChain document; its offsets are those of the passage that was found."""
    stored = found.passage
    passage = stored.passage
    return Document(
        id=passage.id,
        page_content=found.text,
        metadata={
            "document_id": stored.source.id,
            "title": stored.source.title,
            "publisher": stored.source.publisher,
            "path": list(passage.path),
            "page": passage.page,
            "kind": str(passage.kind),
            "start": passage.start,
            "end": passage.end,
            "score": found.score,
        },
    )
