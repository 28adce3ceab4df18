"""The code of the house as syntax trees, for tests of rules that no other tool knows."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent


def files(*folders: str) -> list[Path]:
    """Give every Python file under these folders, in order."""
    return [file for folder in folders for file in sorted((ROOT / folder).rglob("*.py"))]


@cache
def tree(file: Path) -> ast.Module:
    """Parse one file, once."""
    return ast.parse(file.read_text("utf-8"))


def imports(file: Path) -> set[str]:
    """Give the full names that a file imports, wherever in it: `from a import b` is `a.b`."""
    found: set[str] = set()
    for node in ast.walk(tree(file)):
        match node:
            case ast.Import(names=names):
                found |= {one.name for one in names}
            case ast.ImportFrom(module=str(module), names=names):
                found |= {f"{module}.{one.name}" for one in names}
    return found


def dotted(node: ast.AST) -> str:
    """Write a chain of attributes as it stands in the code, "" for anything else.

    >>> dotted(ast.parse("self._slack.client.auth_test", mode="eval").body)
    'self._slack.client.auth_test'
    """
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=name):
            return f"{dotted(value)}.{name}"
    return ""


def called(node: ast.AST) -> Iterator[str]:
    """Give the dotted names of everything that is called inside a piece of code."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Call) and (name := dotted(inner.func)):
            yield name


def functions(file: Path) -> Iterator[ast.FunctionDef]:
    """Give every function and method of a file."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.FunctionDef):
            yield node


def constants(file: Path, *, keyword: str) -> set[str]:
    """Give the texts that are passed as this keyword argument."""
    passed = [node for node in ast.walk(tree(file)) if isinstance(node, ast.keyword) and node.arg == keyword]
    return {
        one.value.value for one in passed if isinstance(one.value, ast.Constant) and isinstance(one.value.value, str)
    }
