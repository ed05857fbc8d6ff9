"""Tags and skills stay where they belong: nobody infers a skill, and no other page shows a tag (O7, O12)."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_PAGES = {
    "skills": {"services/skills/asking.py", "services/skills/offering.py"},
    "tags": {"services/tags/contesting.py", "services/tags/setting.py", "services/tags/showing.py"},
}


def importers(package: str, module: str) -> set[str]:
    """The files of our own that import `module` of `package`, tests aside."""
    found = set()
    for layer in ("bot", "domain", "handlers", "scheduler", "services", "storage", "texts"):
        for path in (ROOT / layer).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if not isinstance(node, ast.ImportFrom) or node.module != package:
                    continue
                if module in {alias.name for alias in node.names}:
                    found.add(str(path.relative_to(ROOT)))
    return found - {f"{package}/{module}.py"}


@pytest.mark.parametrize(
    ("package", "module", "allowed"),
    [
        ("storage", "skills", {*_PAGES["skills"], "services/tidying.py", "services/care/stopping.py"}),
        ("storage", "tags", {*_PAGES["tags"], "services/tidying.py"}),
        ("services", "tags", {"services/mine.py", "services/scripts.py", "handlers/tags.py"}),
        ("texts", "tags", {*_PAGES["tags"], "handlers/tags.py", "texts/mine.py"}),
    ],
)
def test_only_their_own_pages_know_them(package: str, module: str, allowed: set[str]) -> None:
    """Routing, ladders, lists and reports cannot read what they cannot import."""
    assert importers(package, module) - {"storage/tables.py", "handlers/__init__.py"} == allowed
