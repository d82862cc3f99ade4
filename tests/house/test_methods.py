"""Does every method say its units and its source?"""

import ast
import re

import pytest

from tests.house.code import ROOT, SOURCE, name, tree

IS_NUMBER = re.compile(r"\b(int|float|Floats|NDArray)\b")
HAS_UNIT = re.compile(r"\[[^\]\n]+\]")
NUMBER = re.compile(r"[a-z_]+\.[a-z_]+/[1-9][0-9]*")


def methods():
    for path in sorted(SOURCE.rglob("*.py")):
        if "METHOD" not in path.read_text("utf-8"):
            continue  # asked for while the tests are gathered: what need not be read is not
        for node in tree(path).body:
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "METHOD":
                yield pytest.param(path, tree(path), node.value.value, id=node.value.value)


def docstrings(tree):
    """The module's own and those of its public functions and classes."""
    yield ast.get_docstring(tree) or ""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield ast.get_docstring(node) or ""


def numbers_without_unit(tree):
    """Arguments of public functions that are numbers but name no unit where they are told."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            told = ast.get_docstring(node) or ""
            for argument in [*node.args.args, *node.args.kwonlyargs]:
                kind = ast.unparse(argument.annotation) if argument.annotation else ""
                line = re.search(rf"^ *{argument.arg}: .*(\n {{8,}}.*)*", told, flags=re.MULTILINE)
                if IS_NUMBER.search(kind) and not (line and HAS_UNIT.search(line.group())):
                    yield f"{node.name}({argument.arg})"


@pytest.mark.parametrize(("path", "tree", "method"), list(methods()))
def test_a_method_is_numbered_has_units_and_a_source(path, tree, method):
    assert NUMBER.fullmatch(method), method
    assert "Source:" in "\n".join(docstrings(tree)), f"{name(path)} names no source"
    assert not list(numbers_without_unit(tree)), name(path)


def test_two_methods_never_share_a_number():
    numbers = [parameter.values[2] for parameter in methods()]
    assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize(("path", "tree", "method"), list(methods()))
def test_a_method_has_a_row_in_its_page(path, tree, method):
    pages = "\n".join(page.read_text("utf-8") for page in (ROOT / "docs/methods").glob("*.md"))
    assert method in pages, f"docs/methods/ has no row for {method}"
