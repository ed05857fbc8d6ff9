"""What may know of mood at all (E17), and what its words may never be (C5, C8, MOOD-04)."""

import ast
from pathlib import Path

from domain.calls import Matter
from domain.forbidden_words import forbidden_in
from storage.tables import metadata

ROOT = Path(__file__).parents[2]
MOOD = ("domain.mood", "services.mood", "storage.moods", "texts.mood", "texts.mood_rhythm", "handlers.mood")
# The feature itself; the gate and the bell; the lists that name every dialogue, table and route; the member's own data.
MAY_KNOW = {
    *("handlers.__init__", "scheduler.chores", "services.reminding.saying", "services.scripts", "services.tidying"),
    *("services.own_data.exporting", "services.own_data.forgetting", "storage.tables"),
}
NEVER_SAID = ("匿名", "抑郁", "焦虑", "诊断", "量表", "得分", "评分", "分数", "异常", "风险", "预警")


def _imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module is not None:
            found |= {node.module, *(f"{node.module}.{each.name}" for each in node.names)}
        elif isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
    return found


def _is_mood(name: str) -> bool:
    return any(name == one or name.startswith(f"{one}.") for one in MOOD)


def test_nothing_else_can_read_it() -> None:
    """Neither help, danger, the ladder, calls, duties, care nor any list of people, whatever is added later."""
    packages = ("bot", "domain", "handlers", "scheduler", "services", "storage", "texts")
    knowing = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for package in packages
        for path in (ROOT / package).rglob("*.py")
        if "migrations" not in path.parts and any(_is_mood(name) for name in _imported(path))
    }
    assert {name for name in knowing if not _is_mood(name.removesuffix(".__init__"))} <= MAY_KNOW


def test_no_other_query_names_its_tables() -> None:
    tables = [name for name in metadata.tables if name.startswith("mood_")]
    assert len(tables) == 4
    naming = {
        path.name
        for path in (ROOT / "storage").glob("*.py")
        for name in tables
        if f'"{name}"' in path.read_text("utf-8") or f"{name}." in path.read_text("utf-8")
    }
    assert naming == {"moods.py"}


def test_nobody_is_phoned_about_it() -> None:
    """MOOD-01: what could not be said is not said, and no human is put in its place."""
    assert "mood" not in set(Matter)


def test_its_words_name_no_illness_no_score_and_no_belief() -> None:
    words = "".join(path.read_text("utf-8") for path in (ROOT / "texts" / "zh").glob("mood*.j2"))
    assert [one for one in NEVER_SAID if one in words] == []
    assert [line for line in words.splitlines() if forbidden_in(line)] == []
