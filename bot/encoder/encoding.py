"""A model that was read, and texts put through it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.encoder.finding import INSTALL, installed
from bot.encoder.layers import WIDTH, Floats, Layer, Norm
from bot.encoder.weights import both, layer, tensors
from bot.errors import NoEncoder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from tokenizers import Tokenizer

WEIGHTS, TOKENS = "model.safetensors", "tokenizer.json"
MODEL = "all-MiniLM-L6-v2"
LAYERS = 6
LONGEST = 128  # tokens of a text that are read, about ninety words
TOGETHER = 512  # tokens that go through at once: more are no faster, and need more memory
UNREADABLE = f"The sentence encoder cannot be read ({{why}}): run `{INSTALL} --force-reinstall`."


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
        folder = folder or installed()
        if folder is None:
            raise NoEncoder(UNREADABLE.format(why="it is not installed"))
        try:
            from threadpoolctl import threadpool_limits

            threadpool_limits(1, user_api="blas")  # more would spin for the processor that acknowledges requests
            return cls._read(tensors(folder / WEIGHTS), _tokenizer(folder / TOKENS))
        except Exception as wrong:  # whatever a damaged file or library comes up with
            raise NoEncoder(UNREADABLE.format(why=wrong)) from wrong

    @classmethod
    def _read(cls, read: Mapping[str, Floats], tokenizer: Tokenizer) -> Encoder:
        return cls(
            tokenizer=tokenizer,
            words=read["embeddings.word_embeddings.weight"],
            places=read["embeddings.position_embeddings.weight"][:LONGEST]
            + read["embeddings.token_type_embeddings.weight"][0],
            norm=Norm(**both(read, "embeddings.LayerNorm")),
            layers=tuple(layer(read, f"encoder.layer.{number}") for number in range(LAYERS)),
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
        for step in self.layers:
            x = step(x, texts=texts)
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


def _tokenizer(file: Path) -> Tokenizer:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(file))
    tokenizer.enable_truncation(LONGEST)
    tokenizer.no_padding()
    return tokenizer
