"""The operator draws and redraws the tree (O1)."""

from pathlib import Path

import pytest

from bot.commands import main

DEMO = Path(__file__).parents[2] / "sandbox" / "demo" / "branch.toml"


@pytest.fixture
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation of its own, with the demonstration branch loaded."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XIAOBAN_TOKEN", "7000000001:tests-only")
    monkeypatch.setenv("XIAOBAN_DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path / 'xiaoban.db'}")
    monkeypatch.setenv("XIAOBAN_KEY_FILE", str(tmp_path / "xiaoban.key"))
    assert main(["load", str(DEMO)]) == 0


@pytest.mark.usefixtures("installation")
def test_the_tree_is_shown_and_a_subtree_moved(capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["tree"]) == 0
    assert "　　　4　党小组　第三党小组（群：第三党小组）" in capsys.readouterr().out
    assert main(["move", "4", "1"]) == 0
    assert main(["tree"]) == 0
    assert "\n　4　党小组　第三党小组" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["move", "1", "4"], "不能移到它自己的下级里去"),
        (["move", "9", "1"], "没有这个编号"),
        (["load", "nowhere.toml"], "请检查路径"),
    ],
)
@pytest.mark.usefixtures("installation")
def test_a_mistake_gets_one_sentence(arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(arguments) == 2
    said = capsys.readouterr().err.strip()
    assert sentence in said
    assert "\n" not in said
