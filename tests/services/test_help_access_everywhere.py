"""The words of a request have one door (H29, V5): who reads them in the code, and who is refused at it by whom."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
READERS = {
    ("requests", "body"): {"services/requests/reading.py"},
    ("request_words", "of"): {"services/requests/reading.py"},
    ("request_words", "get"): {"services/requests/files.py"},  # ids that an opening has shown
}
OPENERS = {
    "open_words": {"services/requests/helping.py", "services/requests/files.py"},
    "look": {"services/requests/drawing.py", "services/requests/handing.py"},
    "own_words": {"services/requests/closing.py", "services/own_data/exporting.py"},
}


def modules() -> list[Path]:
    return [path for room in ("bot", "handlers", "scheduler", "services") for path in (ROOT / room).rglob("*.py")]


def names_of(tree: ast.Module, module: str) -> set[str]:
    """What a module of `storage` is called in this file."""
    return {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "storage"
        for alias in node.names
        if alias.name == module
    }


def calls(tree: ast.Module) -> set[tuple[str, str]]:
    """(name, attribute) of everything called as `name.attribute(…)`."""
    return {
        (node.func.value.id, node.func.attr)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name)
    }


@pytest.mark.parametrize(("module", "function"), list(READERS))
def test_words_are_read_in_one_place(module: str, function: str) -> None:
    found = set()
    for path in modules():
        tree = ast.parse(path.read_text())
        if calls(tree) & {(name, function) for name in names_of(tree, module)}:
            found.add(str(path.relative_to(ROOT)))
    assert found == READERS[module, function]


@pytest.mark.parametrize("function", list(OPENERS))
def test_who_opens_and_who_draws_again_what_was_opened(function: str) -> None:
    found = {
        str(path.relative_to(ROOT)) for path in modules() if ("reading", function) in calls(ast.parse(path.read_text()))
    }
    assert found == OPENERS[function]


def test_no_sql_outside_storage_names_their_columns() -> None:
    tables = {"help_requests", "request_words"}
    found = {
        str(path.relative_to(ROOT))
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text()))
        if (isinstance(node, ast.Attribute) and node.attr in tables and "store" in ast.unparse(node.value))
        or (isinstance(node, ast.ImportFrom) and tables & {one.name for one in node.names} and node.module != "storage")
    }
    assert found == set()
