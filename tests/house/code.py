"""What the house tests read: every file of the source, as text and as a tree."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src/ehya"


@cache
def modules() -> dict[Path, ast.Module]:
    return {path: tree(path) for path in sorted(SOURCE.rglob("*.py"))}


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def called(node: ast.AST) -> str:
    function = getattr(node, "func", None)
    return getattr(function, "id", getattr(function, "attr", ""))
