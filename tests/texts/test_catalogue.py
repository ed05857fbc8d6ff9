"""The words as a whole: nothing missing, nothing left over, and our manners in all of them (U14, U15)."""

import ast
import re
from enum import StrEnum
from pathlib import Path

import pytest

import handlers  # noqa: F401 - loads every rule whose outcomes name blocks

TEXTS = Path(__file__).parents[2] / "texts"
TEMPLATES = sorted((TEXTS / "zh").glob("*.j2"))
BLOCK = re.compile(r"\{%-?\s*block (\w+)\s*-?%\}(.*?)\{%-?\s*endblock\s*-?%\}", re.DOTALL)
EMBEDDED = re.compile(r"self\.(\w+)\(\)")
TAG = re.compile(r"\{[%{#].*?[%}#]\}", re.DOTALL)
FORBIDDEN = ("警告", "通报", "限期", "点名批评", "用户", "打卡", "必须立即", "逾期", "处分", "不合格", "亲，")
CHOSEN = {str(value) for kind in StrEnum.__subclasses__() for value in kind}  # blocks named after a rule's outcome
HAN = re.compile(r"[\u4e00-\u9fff]")


def _blocks(template: Path) -> dict[str, str]:
    return dict(BLOCK.findall(template.read_text("utf-8")))


def _named(feature: str) -> tuple[set[str], list[str]]:
    """Block names that the feature's module mentions whole, and the beginnings of those it puts together."""
    whole: set[str] = set()
    beginnings: list[str] = []
    for node in ast.walk(ast.parse((TEXTS / f"{feature}.py").read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            whole.add(node.value)
        if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
            beginnings.append(str(node.values[0].value))
    return whole, [beginning for beginning in beginnings if beginning]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_each_block_has_its_function(template: Path) -> None:
    blocks = _blocks(template)
    whole, beginnings = _named(template.stem)
    embedded = {name for words in blocks.values() for name in EMBEDDED.findall(words)}
    lonely = [
        name
        for name in blocks
        if name not in whole | embedded | CHOSEN and not any(name.startswith(beginning) for beginning in beginnings)
    ]
    assert lonely == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_each_function_has_its_block(template: Path) -> None:
    blocks = _blocks(template)
    source = (TEXTS / f"{template.stem}.py").read_text("utf-8")
    asked = re.findall(r"(?:html|plain|words|message|_button)\(\s*(?:FEATURE,\s*|\"\w+\", )?\"(\w+)\"", source)
    assert asked
    assert [name for name in asked if name not in blocks and name != template.stem] == []


def test_each_module_has_its_template() -> None:
    modules = {path.stem for path in TEXTS.glob("*.py")} - {"__init__", "rendering"}
    assert modules == {path.stem for path in TEMPLATES}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_manners(template: Path) -> None:
    """U15: nothing threatening, 您 and never 你, members are never 用户."""
    for name, block in _blocks(template).items():
        words = TAG.sub("", block)
        assert not [bad for bad in FORBIDDEN if bad in words], name
        assert "你" not in words.replace("你好", ""), name
        assert "@" not in words or "@BotFather" in words, name


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_labels_are_words(template: Path) -> None:
    """U14: an icon is never alone, and a label fits its button."""
    for name, block in _blocks(template).items():
        if name.startswith("label_"):
            words = TAG.sub("人", block).strip()
            assert HAN.search(words), name
            assert len(words) <= 40, name


def test_nothing_round_the_clock_is_promised() -> None:
    """SAFE-02, C13: no text says that anybody is there for 24 hours."""
    for template in TEMPLATES:
        assert "24小时" not in template.read_text("utf-8").replace(" ", ""), template.stem
