"""M14: nothing anywhere takes points for leave, or for anything else: there are no points, in code, data or tables."""

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from storage.tables import metadata

HOUSE = Path(__file__).parents[2]
ROOMS = ("domain", "services", "storage", "texts", "handlers", "sandbox/demo")
POINTS = re.compile(r"(^|_)(points?|scores?|deduct_points|penalt(y|ies)|demerits?|credits?)(_|$)")
LEAVE = re.compile(r"leave|请假", re.IGNORECASE)
WORTH = ("value", "points", "score", "delta", "分", "分值")


def rules_in(data: object) -> Iterator[Mapping[str, Any]]:
    """Every mapping of a data file, however deep."""
    if isinstance(data, Mapping):
        yield data
        for value in data.values():
            yield from rules_in(value)
    elif isinstance(data, Sequence) and not isinstance(data, str):
        for value in data:
            yield from rules_in(value)


def takes_points_for_leave(rule: Mapping[str, Any]) -> bool:
    """A rule with event=leave and a value below zero."""
    about_leave = any(LEAVE.search(str(rule.get(name, ""))) for name in ("event", "on", "for", "事项"))
    return about_leave and any(isinstance(rule.get(name), int | float) and rule[name] < 0 for name in WORTH)


def data_files() -> list[Path]:
    return [path for room in ROOMS for path in (HOUSE / room).rglob("*") if path.suffix in {".toml", ".yaml", ".yml"}]


def test_the_lint_finds_what_it_looks_for() -> None:
    bad = {"rules": [{"event": "leave", "value": -2}], "more": {"事项": "请假", "分": -1}}
    assert [takes_points_for_leave(rule) for rule in rules_in(bad)].count(True) == 2
    assert not takes_points_for_leave({"event": "leave", "value": 0})


@pytest.mark.parametrize("path", data_files(), ids=lambda path: path.name)
def test_m14_no_rule_takes_points_for_leave(path: Path) -> None:
    text = path.read_text("utf-8")
    data = tomllib.loads(text) if path.suffix == ".toml" else yaml.safe_load(text)
    assert [rule for rule in rules_in(data) if takes_points_for_leave(rule)] == []


def test_m14_nobody_has_points() -> None:
    columns = [f"{table.name}.{column.name}" for table in metadata.tables.values() for column in table.c]
    assert [name for name in columns if POINTS.search(name.partition(".")[2])] == []


def test_m14_no_rule_in_code_weighs_leave() -> None:
    """No literal mapping or call of ours names leave beside a number below zero."""
    found = [
        f"{path.relative_to(HOUSE)}:{node.lineno}"
        for room in ROOMS[:5]
        for path in (HOUSE / room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Dict | ast.Call) and _weighs_leave(node)
    ]
    assert found == []


@pytest.mark.parametrize(
    "code",
    [
        '{"event": "leave", "value": -2}',
        '{"请假": -1}',
        'Rule("leave", -2)',
        "{Rsvp.LEAVE: -1}",
        "rule(on=LEAVE, value=-1)",
    ],
)
def test_the_lint_of_code_finds_what_it_looks_for(code: str) -> None:
    node = ast.parse(code, mode="eval").body
    assert isinstance(node, ast.Dict | ast.Call)
    assert _weighs_leave(node)


def _weighs_leave(node: ast.Dict | ast.Call) -> bool:
    if isinstance(node, ast.Dict):
        parts = [*filter(None, node.keys), *node.values]
    else:
        parts = [*node.args, *(keyword.value for keyword in node.keywords)]
    below = any(isinstance(part, ast.UnaryOp) and isinstance(part.op, ast.USub) for part in parts)
    return below and any(LEAVE.fullmatch(_word(part)) for part in parts)


def _word(part: ast.expr) -> str:
    match part:
        case ast.Constant(value=str(word)) | ast.Attribute(attr=word) | ast.Name(id=word):
            return word
        case _:
            return ""
