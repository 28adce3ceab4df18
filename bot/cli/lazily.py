"""A group of commands of which only the one that is used is loaded: all of them together take seconds."""

import ast
from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click


class Lazy(click.Group):
    """A click group; `modules` names the module of each command, which is all that is known of it at first."""

    def __init__(self, *arguments: Any, modules: Mapping[str, str], **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._modules = modules

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Name the commands, in the order they are told in."""
        return list(self._modules)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        """Load one command, None if there is none of this name."""
        if name not in self._modules:
            return None
        found = vars(import_module(self._modules[name])).values()
        return next(one for one in found if isinstance(one, click.Command) and one.name == name)

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands, each with its first line."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, _first_line(module, name)) for name, module in self._modules.items()])


def _first_line(module: str, name: str) -> str:
    """Read what a command says of itself off its source, in a moment and without running it."""
    spec = find_spec(module)
    source = Path(spec.origin).read_text("utf-8") if spec and spec.origin else ""
    functions = (one for one in ast.parse(source).body if isinstance(one, ast.FunctionDef))
    command = next(one for one in functions if one.name.rstrip("_") == name)
    return (ast.get_docstring(command) or "").partition("\n")[0]
