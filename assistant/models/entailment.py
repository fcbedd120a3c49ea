"""A second opinion on a model's sentence: the sentence and its quotations go in, the reasons against it come out.

An NLI cross-encoder, named by `generator_nli_model`, says whether the quotations entail the sentence. It is asked after
`assistant.verify.claims` and can only refuse, never admit. Called by `assistant.verifying` for sentences that a model
wrote; without a name nothing is asked.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.index.translate import told_in_one_line
from assistant.settings import Settings
from assistant.verify.model import Support
from ingest.normalise import nfkc
from vectorstore import cross_encoder
from vectorstore.cross_encoder import PairModel
from vectorstore.errors import CrossEncoderError
from vectorstore.model_loading import Sort

SORT = Sort("NLI model", "generator_nli_model", "CrossEncoder", CrossEncoderError)
NOT_ENTAILED = "not_entailed"


class Entailment:
    """Judges sentences by one model; safe to share between threads."""

    def __init__(self, model: PairModel, share: float) -> None:
        """`share` of entailment, 0 to 1, is the least that passes a sentence; raises CrossEncoderError."""
        entails = [n for n, label in enumerate(model.labels) if _entails(label)]
        if len(entails) != 1 or len(model.labels) < 2:
            raise CrossEncoderError(
                f"{model.name}: has no label for entailment among {', '.join(model.labels)[:80]}; "
                "set generator_nli_model to a model trained for natural language inference"
            )
        self._model, self._share, self._column = model, share, entails[0]

    @classmethod
    def opened(cls, settings: Settings) -> Entailment | None:
        """The model of the settings, or None; raises EmbeddingError, one line."""
        if not settings.generator_nli_model:
            return None
        with told_in_one_line(settings.data_dir):
            model = cross_encoder.opened(settings.generator_nli_model, SORT, settings.embedding_threads)
            return cls(model, settings.generator_nli_share)

    def faults(self, text: str, supports: Sequence[Support]) -> tuple[str, ...]:
        """`NOT_ENTAILED` where neither one of the quotations nor all together entail the sentence."""
        premises = [_premise(s) for s in supports]
        if len(premises) > 1:
            premises.append(" ".join(premises))
        shares = self._model.scores([(p, nfkc(text)) for p in premises])[:, self._column]
        return () if len(shares) and float(shares.max()) >= self._share else (NOT_ENTAILED,)


def _premise(support: Support) -> str:
    """What is quoted, with the headings and columns that it depends on in front."""
    return nfkc(" ".join((*support.path[-1:], *support.context, support.quote)))


def _entails(label: str) -> bool:
    """Whether a model's label means entailment, not its opposite (not_entailment)."""
    folded = label.lower().replace("-", "_").replace(" ", "_")
    return folded.startswith("entail") or folded in ("yes", "含意")
