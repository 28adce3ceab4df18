"""The model's file, read in place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np

from bot.encoder.layers import HEADS, WIDTH, Layer, Linear, Norm

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bot.encoder.layers import Floats


def tensors(file: Path) -> dict[str, Floats]:
    """Map a file of tensors into memory: a length in eight bytes, a table of contents that long, and the numbers."""
    data = np.memmap(file, np.uint8, "r").view(np.ndarray)
    begin = 8 + int(data[:8].view("<u8")[0])
    contents = json.loads(data[8:begin].tobytes())
    return {
        name: data[begin:][slice(*tensor["data_offsets"])].view("<f4").reshape(tensor["shape"])
        for name, tensor in contents.items()
        if tensor.get("dtype") == "F32"
    }


def layer(tensors: Mapping[str, Floats], name: str) -> Layer:
    """Put one of the layers together."""
    return Layer(
        attending=_looking(tensors, f"{name}.attention.self"),
        attended=Linear(**both(tensors, f"{name}.attention.output.dense")),
        first_norm=Norm(**both(tensors, f"{name}.attention.output.LayerNorm")),
        widening=Linear(**both(tensors, f"{name}.intermediate.dense")),
        narrowing=Linear(**both(tensors, f"{name}.output.dense")),
        second_norm=Norm(**both(tensors, f"{name}.output.LayerNorm")),
    )


def _looking(tensors: Mapping[str, Floats], name: str) -> Linear:
    """Join query, key and value, and divide the query here rather than every look later."""
    three = [both(tensors, f"{name}.{part}") for part in ("query", "key", "value")]
    weight = np.concatenate([part["weight"] for part in three])
    bias = np.concatenate([part["bias"] for part in three])
    weight[:WIDTH] /= np.sqrt(WIDTH / HEADS)
    bias[:WIDTH] /= np.sqrt(WIDTH / HEADS)
    return Linear(weight=weight, bias=bias)


def both(tensors: Mapping[str, Floats], name: str) -> dict[str, Floats]:
    """Give a matrix and what is added after it."""
    return {part: tensors[f"{name}.{part}"] for part in ("weight", "bias")}
