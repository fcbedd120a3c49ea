"""Small cross-encoders for real, built on the spot: a BERT of one layer over single characters, with random weights."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

LABELS = ("contradiction", "entailment", "neutral")


def build(folder: Path, labels: Sequence[str] = ("LABEL_0",), seed: int = 3, leaning: Sequence[float] = ()) -> Path:
    """A model in `folder` with a score for each of `labels`; `leaning` is added to the scores, whatever the texts."""
    import torch
    from transformers import BertForSequenceClassification

    torch.manual_seed(seed)
    config = _config(num_labels=len(labels), id2label=dict(enumerate(labels)))
    model = BertForSequenceClassification(config)
    with torch.no_grad():
        model.classifier.weight.mul_(50.0)  # else all texts get about the same score
        for n, value in enumerate(leaning):
            model.classifier.bias[n] = value
    model.save_pretrained(folder)
    _tokenizer(folder)
    return folder


def build_encoder(folder: Path) -> Path:
    """A model that was never trained to compare: without the layer that gives scores."""
    from transformers import BertModel

    BertModel(_config()).save_pretrained(folder)
    _tokenizer(folder)
    return folder


def _config(**given: object) -> object:
    from transformers import BertConfig

    return BertConfig(
        vocab_size=400, hidden_size=32, num_hidden_layers=1, num_attention_heads=2, intermediate_size=64,
        max_position_embeddings=160, **given,
    )  # fmt: skip


def _tokenizer(folder: Path) -> None:
    from transformers import BertTokenizerFast

    letters = [
        *map(chr, range(0x3041, 0x3097)),
        *map(chr, range(0x30A1, 0x30FB)),
        *"0123456789abcdefghijklmnopqrstuvwxyz",
    ]
    letters += list(dict.fromkeys("計画期間年度目標港混雑波高公開案内施策取組青県令和測機器更新運用課海岸情報企画部"))
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *dict.fromkeys(letters)]
    path = folder / "vocab.txt"
    path.write_text("\n".join(vocabulary), encoding="utf-8")
    BertTokenizerFast(vocab=str(path), do_lower_case=False).save_pretrained(folder)
