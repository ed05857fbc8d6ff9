"""Settings from the environment (prefix XIAOBAN_) and from `.env` where that file is present."""

import re
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from texts import hotlines

PORTS = 1 << 16
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")

OFFICIAL_API = "https://api.telegram.org/bot"
OFFICIAL_FILES = "https://api.telegram.org/file/bot"


class SettingsProblem(Exception):
    """A wrong or missing setting; the message is one sentence that says what to set."""


class Settings(BaseSettings):
    """All that an installation can set. The names in the environment are these in capitals, behind `XIAOBAN_`."""

    model_config = SettingsConfigDict(env_prefix="XIAOBAN_", extra="ignore")

    token: SecretStr = Field(description="机器人令牌，向 @BotFather 申请；不填则不能连 Telegram")
    api_url: str = Field(default=OFFICIAL_API, description="Bot API 的地址，令牌直接接在后面")
    file_url: str = Field(default=OFFICIAL_FILES, description="下载文件的地址，令牌直接接在后面")
    database_url: str = Field(
        default="sqlite+aiosqlite:///data/xiaoban.db", description="数据库：SQLite 文件，或 postgresql+asyncpg://…"
    )
    key_file: Path = Field(default=Path("keys/xiaoban.key"), description="密钥文件，第一次启动时生成；与数据分开备份")
    timezone: str = Field(default="Asia/Shanghai", description="时区")
    webhook_url: str | None = Field(default=None, description="填了就用 webhook 收消息（https 地址），不填就用长轮询")
    webhook_secret: SecretStr | None = Field(default=None, description="webhook 的口令，1–256 个字母、数字、_ 或 -")
    listen: str = Field(default="127.0.0.1:8080", description="webhook 监听的地址")
    hotlines_file: Path | None = Field(default=None, description="当地热线号码的 TOML 文件，不填就用通用号码")
    log_level: str = Field(default="INFO", description="日志级别：DEBUG、INFO、WARNING、ERROR")

    @field_validator("token")
    @classmethod
    def _token_has_its_form(cls, token: SecretStr) -> SecretStr:
        number, colon, rest = token.get_secret_value().partition(":")
        if not (number.isdigit() and colon and rest):
            raise ValueError("令牌的样子应当是 123456:ABC…，请向 @BotFather 核对")
        return token

    @field_validator("timezone")
    @classmethod
    def _timezone_is_known(cls, timezone: str) -> str:
        if timezone not in available_timezones():
            raise ValueError("没有这个时区，中国大陆请写 Asia/Shanghai")
        return timezone

    @field_validator("database_url")
    @classmethod
    def _database_is_one_of_two(cls, url: str) -> str:
        if url.startswith(("postgresql://", "postgres://")):
            return "postgresql+asyncpg://" + url.split("://", 1)[1]
        if not url.startswith(("sqlite+aiosqlite:///", "postgresql+asyncpg://")):
            raise ValueError("要以 sqlite+aiosqlite:/// 或 postgresql+asyncpg:// 开头")
        return url

    @field_validator("database_url")
    @classmethod
    def _database_url_can_be_read(cls, url: str) -> str:
        try:
            database = make_url(url).database
        except (ArgumentError, ValueError):
            raise ValueError("不是写对了的地址，密码里的特殊字符要写成 %XX") from None
        if not database:
            raise ValueError("缺少数据库的名字或文件")
        return url

    @field_validator("api_url", "file_url", "webhook_url")
    @classmethod
    def _address_is_on_the_web(cls, url: str | None) -> str | None:
        if url is not None and not url.startswith(("https://", "http://")):
            raise ValueError("要以 https:// 开头")
        return url

    @field_validator("webhook_secret")
    @classmethod
    def _secret_is_taken_by_telegram(cls, secret: SecretStr | None) -> SecretStr | None:
        if secret is not None and not _SECRET.fullmatch(secret.get_secret_value()):
            raise ValueError("口令要有 1–256 个字母、数字、_ 或 -")
        return secret

    @field_validator("listen")
    @classmethod
    def _address_can_be_listened_on(cls, listen: str) -> str:
        host, colon, port = listen.rpartition(":")
        if not (host and colon and port.isascii() and port.isdigit() and int(port) < PORTS):
            raise ValueError("要写成 地址:端口，例如 127.0.0.1:8080")
        return listen

    @field_validator("hotlines_file")
    @classmethod
    def _hotlines_can_be_read(cls, path: Path | None) -> Path | None:
        if path is not None:
            try:
                hotlines.read(path)
            except hotlines.HotlineProblem as problem:
                raise ValueError(str(problem)) from None
        return path

    @field_validator("log_level")
    @classmethod
    def _level_is_known(cls, level: str) -> str:
        if level.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
            raise ValueError("请写 DEBUG、INFO、WARNING 或 ERROR")
        return level.upper()

    @model_validator(mode="after")
    def _webhook_has_its_secret(self) -> "Settings":
        if self.webhook_url is not None and self.webhook_secret is None:
            raise ValueError("用了 XIAOBAN_WEBHOOK_URL，就要设 XIAOBAN_WEBHOOK_SECRET（自己定一串字母和数字）")
        return self

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


def read() -> Settings:
    """The settings of this process; raises SettingsProblem with one sentence that says what to set."""
    try:
        return Settings(_env_file=".env")  # type: ignore[call-arg]  # the values come from the environment
    except ValidationError as error:
        first = error.errors()[0]
        if not first["loc"]:
            raise SettingsProblem(_reason(first["msg"])) from None
        name = f"XIAOBAN_{str(first['loc'][0]).upper()}"
        if first["type"] == "missing":
            raise SettingsProblem(
                f"请设置 {name}（{Settings.model_fields[str(first['loc'][0])].description}）。"
            ) from None
        raise SettingsProblem(f"{name} 的值不能用：{_reason(first['msg'])}。") from None


def _reason(message: str) -> str:
    return message.removeprefix("Value error, ")
