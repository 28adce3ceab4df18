"""The optional sentence encoder: texts in, vectors out that lie close together where the meaning does.

It is all-MiniLM-L6-v2 in numpy (`layers`). The weights are read where the package that carries them was installed
(`finding`, `weights`), through the system's page cache, which all processes of a machine share. Nothing is fetched.
"""

from bot.encoder.encoding import LONGEST, MODEL, Encoder
from bot.encoder.finding import installed, wanted
from bot.encoder.layers import WIDTH, Floats

__all__ = ["LONGEST", "MODEL", "WIDTH", "Encoder", "Floats", "installed", "wanted"]
