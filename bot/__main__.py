"""`python -m bot`: the `sko` command where it is not installed."""

from bot.cli import sko

if __name__ == "__main__":
    sko(prog_name="sko")
