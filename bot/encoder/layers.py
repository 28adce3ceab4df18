"""Six layers of BERT as a few matrix products: what a model knows, and how it is applied.

Every token is a column. This way round the matrices are used as they lie in the file, and a few columns take two thirds
of the time that as many rows would.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

WIDTH, HEADS = 384, 12
EVENLY = np.full(WIDTH, 1 / WIDTH, np.float32)  # times a matrix: the mean of each column, much faster than asked for
TINY = np.float32(1e-12)
STEEP, BEND = (2 / np.pi) ** 0.5, 0.044715  # of the curve in _gelu


@dataclass(frozen=True, slots=True, kw_only=True)
class Linear:
    """A matrix and what is added after it; the matrix lies as the file has it, a row for each number that comes out."""

    weight: Floats
    bias: Floats

    def __call__(self, x: Floats) -> Floats:
        """Apply it to each column."""
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
