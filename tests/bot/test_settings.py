"""A wrong setting gets one sentence that says what to set."""

from pathlib import Path

import pytest

from bot.settings import SettingsProblem, read
from tests.processes import run, surroundings

TOKEN = "7000000001:tests-only"


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """Nothing is set but the token, and there is no `.env`."""
    for name in surroundings(tmp_path, token=TOKEN).keys() - surroundings(tmp_path).keys():
        monkeypatch.setenv(name, TOKEN)
    monkeypatch.chdir(tmp_path)
    return monkeypatch


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("TOKEN", "abc", "XIAOBAN_TOKEN 的值不能用：令牌的样子应当是 123456:ABC…，请向 @BotFather 核对。"),
        ("TOKEN", ":", "XIAOBAN_TOKEN 的值不能用：令牌的样子应当是 123456:ABC…，请向 @BotFather 核对。"),
        ("TIMEZONE", "Mars", "XIAOBAN_TIMEZONE 的值不能用：没有这个时区，中国大陆请写 Asia/Shanghai。"),
        ("DATABASE_URL", "mysql://x/y", "要以 sqlite+aiosqlite:/// 或 postgresql+asyncpg:// 开头。"),
        ("DATABASE_URL", "postgresql://me:p@ss:w@db:x/y", "XIAOBAN_DATABASE_URL 的值不能用：不是写对了的地址"),
        ("DATABASE_URL", "postgresql://me@db", "XIAOBAN_DATABASE_URL 的值不能用：缺少数据库的名字或文件。"),
        ("DATABASE_URL", "sqlite+aiosqlite:///", "XIAOBAN_DATABASE_URL 的值不能用：缺少数据库的名字或文件。"),
        ("API_URL", "api.telegram.org", "XIAOBAN_API_URL 的值不能用：要以 https:// 开头。"),
        ("WEBHOOK_URL", "example.org", "XIAOBAN_WEBHOOK_URL 的值不能用：要以 https:// 开头。"),
        ("WEBHOOK_URL", "https://example.org", "用了 XIAOBAN_WEBHOOK_URL，就要设 XIAOBAN_WEBHOOK_SECRET"),
        ("WEBHOOK_SECRET", "口令", "XIAOBAN_WEBHOOK_SECRET 的值不能用：口令要有 1–256 个字母、数字、_ 或 -。"),
        ("LISTEN", "8080", "XIAOBAN_LISTEN 的值不能用：要写成 地址:端口，例如 127.0.0.1:8080。"),
        ("LISTEN", "127.0.0.1:99999", "XIAOBAN_LISTEN 的值不能用：要写成 地址:端口，例如 127.0.0.1:8080。"),
        (
            "HOTLINES_FILE",
            "no.toml",
            "XIAOBAN_HOTLINES_FILE 的值不能用：热线文件 no.toml 读不出来（FileNotFoundError）。",
        ),
        ("LOG_LEVEL", "LOUD", "XIAOBAN_LOG_LEVEL 的值不能用：请写 DEBUG、INFO、WARNING 或 ERROR。"),
    ],
)
def test_a_wrong_value(environment: pytest.MonkeyPatch, name: str, value: str, sentence: str) -> None:
    environment.setenv(f"XIAOBAN_{name}", value)
    with pytest.raises(SettingsProblem) as problem:
        read()
    assert sentence in str(problem.value)
    assert "\n" not in str(problem.value)
    assert TOKEN not in str(problem.value)


def test_a_dot_env_is_read_and_the_environment_goes_first(environment: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("XIAOBAN_LOG_LEVEL=debug\nXIAOBAN_TIMEZONE=Asia/Urumqi\n", "utf-8")
    environment.setenv("XIAOBAN_TIMEZONE", "Asia/Shanghai")
    settings = read()
    assert (settings.log_level, settings.timezone) == ("DEBUG", "Asia/Shanghai")
    assert TOKEN not in repr(settings)


def test_the_urls_that_postgresql_people_know(environment: pytest.MonkeyPatch) -> None:
    for scheme in ("postgres", "postgresql", "postgresql+asyncpg"):
        environment.setenv("XIAOBAN_DATABASE_URL", f"{scheme}://me@db/xiaoban")
        assert read().database_url == "postgresql+asyncpg://me@db/xiaoban"


async def test_without_a_token_the_process_says_what_to_set(tmp_path: Path) -> None:
    ended = await run(surroundings(tmp_path))
    assert (ended.code, ended.said) == (2, "")
    assert ended.complained == "请设置 XIAOBAN_TOKEN（机器人令牌，向 @BotFather 申请；不填则不能连 Telegram）。\n"


async def test_a_wrong_value_ends_the_process(tmp_path: Path) -> None:
    ended = await run(surroundings(tmp_path, token=TOKEN, listen="nowhere"))
    assert (ended.code, ended.complained.count("\n")) == (2, 1)
