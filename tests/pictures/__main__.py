"""Take the pictures: `python -m tests.pictures`."""

import logging
import sys
from pathlib import Path

import structlog

from tests.pictures.scenes import SCENES
from tests.pictures.stage import stage
from tests.trees import ROOT

FOLDER = ROOT / "docs" / "pictures"

if __name__ == "__main__":
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    logging.disable(logging.WARNING)
    wanted = set(sys.argv[1:]) or {scene.name for scene in SCENES}
    FOLDER.mkdir(exist_ok=True)
    with stage() as here:
        for scene in (one for one in SCENES if one.name in wanted):
            scene.take(here, Path(FOLDER / f"{scene.name}.png"))
