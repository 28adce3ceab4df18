"""The vectors of the directory's texts: made once, kept for all processes, forgotten when no index uses them."""

import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import blake2b

import numpy as np
import structlog
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from bot.deps import Deps
from bot.encoder import LONGEST, MODEL, WIDTH, Encoder, Floats
from bot.errors import NoEncoder
from bot.usecases.upserts import insert
from models import Embedding, table_of

Encode = Callable[[Sequence[str]], Floats]

MANY = 256  # texts that are looked up, made and kept at a time: about a second's work for the encoder
KEEP = timedelta(weeks=1)
DAY = timedelta(days=1)
TABLE = table_of(Embedding)
VECTOR = TABLE.c
KEPT = np.dtype("<f2")
log = structlog.get_logger()


class Vectors:
    """What an index asks for vectors: those of the directory's texts are kept, those of questions are not.

    No transaction is open while the encoder works, and what was made before a process ended need not be made again.
    """

    def __init__(self, deps: Deps, encode: Encode) -> None:
        self._deps = deps
        self._encode = encode

    def question(self, text: str) -> Floats:
        """Give the vector of one question."""
        vector: Floats = self._encode([text])[0]
        return vector

    def texts(self, texts: Sequence[str]) -> Floats:
        """Give a vector for every text, in their order."""
        digests = {text: _digest(text) for text in texts}
        found: dict[bytes, bytes] = {}
        for some in _batches(digests):
            found |= self._some({digests[text]: text for text in some})
        vectors = np.array([np.frombuffer(found[digests[text]], KEPT) for text in texts], np.float32)
        return vectors.reshape(-1, WIDTH)

    def _some(self, texts: dict[bytes, str]) -> dict[bytes, bytes]:
        """Read what is kept and make the rest; one that is kept counts as used again after a day."""
        now = self._deps.now()
        with self._deps.reading() as session:
            known = recall(session, list(texts))
        missing = [digest for digest in texts if digest not in known]
        stale = [digest for digest, (_, used_at) in known.items() if used_at < now - DAY]
        vectors = self._encode([texts[digest] for digest in missing]).astype(KEPT)
        made = {digest: vector.tobytes() for digest, vector in zip(missing, vectors, strict=True)}
        if made or stale:
            with self._deps.sessions.begin() as session:
                keep(session, made, now=now)
                use(session, stale, now=now)
        return made | {digest: vector for digest, (vector, _) in known.items()}


def vectors(deps: Deps) -> Vectors | None:
    """Read the sentence encoder, if it is used; one that cannot be read is told in a line, and words must do."""
    try:
        return Vectors(deps, Encoder.load(deps.encoder).encode) if deps.encoder else None
    except NoEncoder as away:
        log.warning("no meaning", why=str(away))
        return None


def recall(session: Session, digests: Sequence[bytes]) -> dict[bytes, tuple[bytes, datetime]]:
    """Read the vectors that are kept of these texts, and when each was last used."""
    found = session.execute(select(VECTOR.digest, VECTOR.vector, VECTOR.used_at).where(VECTOR.digest.in_(digests)))
    return {row.digest: (row.vector, row.used_at) for row in found}


def keep(session: Session, vectors: Mapping[bytes, bytes], *, now: datetime) -> None:
    """Keep vectors that were made; if another process was faster, its own are as good."""
    rows = [{"digest": digest, "vector": vector, "used_at": now} for digest, vector in sorted(vectors.items())]
    if rows:
        session.execute(insert(session, TABLE).on_conflict_do_nothing(), rows)


def use(session: Session, digests: Sequence[bytes], *, now: datetime) -> None:
    """Remember that these vectors were used."""
    session.execute(update(TABLE).where(VECTOR.digest.in_(digests)).values(used_at=now))


def forget(session: Session) -> None:
    """Delete what was last used a week before the newest: what an index is made of now was used with it.

    The date of today would not do: while nothing changes, no index is built for months.
    """
    newest: datetime | None = session.scalar(select(func.max(VECTOR.used_at)))
    if newest:
        session.execute(delete(TABLE).where(VECTOR.used_at < newest - KEEP))


def _digest(text: str) -> bytes:
    """Name a text and the model that read it, without saying what it is."""
    return blake2b(f"{MODEL} {LONGEST} {text}".encode(), digest_size=16).digest()


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    """Put texts of like length together, which is faster, in an order that leaves the rest to other processes."""
    ordered = sorted(texts, key=len)
    starts = range(0, len(ordered), MANY)
    for start in random.sample(starts, len(starts)):
        yield ordered[start : start + MANY]
