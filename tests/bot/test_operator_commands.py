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
        (["holidays", "nowhere.toml"], "请检查路径"),
    ],
)
@pytest.mark.usefixtures("installation")
def test_a_mistake_gets_one_sentence(arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(arguments) == 2
    said = capsys.readouterr().err.strip()
    assert sentence in said
    assert "\n" not in said


@pytest.mark.usefixtures("installation")
def test_a_year_of_days_off_is_read_from_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """E2: the notice for the next year comes every autumn."""
    file = tmp_path / "2031.toml"
    file.write_text('year = 2031\nsource = "通知"\noff = [[2031-01-01, 2031-01-03]]\nworked = [2031-01-05]\n', "utf-8")
    capsys.readouterr()
    assert main(["holidays", str(file)]) == 0
    assert "记住了 2031 年：放假 3 天，调休上班 1 天" in capsys.readouterr().out
    file.write_text("year = 2031\n", "utf-8")
    assert main(["holidays", str(file)]) == 2
    assert "source" in capsys.readouterr().err
    file.write_text("year: 2031", "utf-8")
    assert main(["holidays", str(file)]) == 2
    assert "不是写对了的 TOML 文件" in capsys.readouterr().err
