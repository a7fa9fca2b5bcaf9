"""The index as a LangChain retriever, for other people's chains."""

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from index.records import Hit
from index.view import View


class PassageRetriever(BaseRetriever):
    """Gives passages as LangChain documents; their metadata say where each stands."""

    model_config = ConfigDict(arbitrary_types_allowed=True)
    index: Any
    k: int = 10

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[LangChainDocument]:
        with self.index.view() as view:
            return [self._given(hit, view) for hit in view.search(query, k=self.k)]

    def _given(self, hit: Hit, view: View) -> LangChainDocument:
        info = view.document(hit.passage.document_id)
        optional = {"source": info.source, "author": info.author, "date": info.date}
        metadata = {
            "document_id": info.id,
            "uri": info.uri,
            "title": info.title,
            "start": hit.passage.start,
            "end": hit.passage.end,
            "score": hit.score,
            **{key: value for key, value in optional.items() if value is not None},
        }
        return LangChainDocument(page_content=hit.passage.text, metadata=metadata)
