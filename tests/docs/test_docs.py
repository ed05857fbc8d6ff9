"""The documents hold against the code."""

import re
import tomllib
from pathlib import Path

import pytest

from bot.commands import main
from bot.settings import Settings
from handlers import ROUTES
from handlers.routing import Command

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
OPERATOR = (ROOT / "docs" / "operator.md").read_text("utf-8")
COMMANDS = [route for route in ROUTES if isinstance(route, Command)]


def test_the_readme_lists_every_command_with_its_words() -> None:
    listed = dict(re.findall(r"^\| `/(\w+)` \| ([^|]+) \|", README, re.MULTILINE))
    assert {name: set(words.strip().split("、")) for name, words in listed.items()} == {
        command.name: set(command.words) for command in COMMANDS
    }


def test_the_readme_lists_every_setting_with_its_default() -> None:
    listed = dict(re.findall(r"^\| `XIAOBAN_(\w+)` \| (.+?) \|", README, re.MULTILINE))
    assert set(listed) == {name.upper() for name in Settings.model_fields}
    for name, field in Settings.model_fields.items():
        written = listed[name.upper()]
        default = "无" if field.is_required() or field.default is None else f"`{field.default}`"
        assert written == default, name


def test_every_word_leads_to_one_command() -> None:
    words = [word for command in COMMANDS for word in command.words]
    assert len(words) == len(set(words))


def test_the_operator_guide_lists_every_operator_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    named = set(re.findall(r"^    (\w+) ", capsys.readouterr().out, re.MULTILINE))
    assert {"check", "backup"} <= named
    assert named == set(re.findall(r"python -m bot ([a-z]+)", OPERATOR))


def test_the_tree_is_as_drawn() -> None:
    drawn = set(re.findall(r"^(\w+)/ ", ARCHITECTURE, re.MULTILINE))
    assert all((ROOT / folder).is_dir() for folder in drawn)
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert packages <= drawn


def test_each_dependency_is_explained() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [
        *project["dependencies"],
        *project["optional-dependencies"]["sandbox"],
        *project["optional-dependencies"]["dev"],
    ]
    names = {re.split(r"[\[<>=;~ ]", line)[0].lower() for line in asked} - {"xiaoban"}
    explained = ARCHITECTURE.lower()
    assert [name for name in names if name not in explained and not name.startswith("types-")] == []


def test_links_between_documents_lead_somewhere() -> None:
    for document in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#]+)\)", document.read_text("utf-8")):
            if "://" not in target:
                assert (document.parent / target).exists(), f"{document.name}: {target}"


def test_make_targets_that_are_named_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for document in (README, ARCHITECTURE, OPERATOR):
        assert set(re.findall(r"`make ([a-z-]+)`", document)) <= targets
