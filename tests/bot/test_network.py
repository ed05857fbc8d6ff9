"""V12: what members write goes to Telegram and nowhere else. Which file may open a connection is written here."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LAYERS = ("domain", "texts", "storage", "services", "handlers", "scheduler", "bot")
SOURCES = sorted(path for layer in LAYERS for path in (ROOT / layer).rglob("*.py"))

CLIENTS = frozenset(
    {
        *("aiohttp", "httpx", "httpcore", "requests", "urllib3", "urllib", "http", "websockets", "pycurl", "socket"),
        *("ssl", "smtplib", "ftplib", "telnetlib", "xmlrpc", "poplib", "imaplib", "socketserver", "grpc", "paramiko"),
        *("openai", "anthropic", "dashscope", "zhipuai", "qianfan", "volcengine", "google", "boto3", "langchain"),
        *("transformers", "sentry_sdk", "posthog", "mixpanel", "segment", "opentelemetry", "datadog", "newrelic"),
        *("telethon", "pyrogram", "aiogram"),
    }
)
# The transport to Telegram, and the web server that Telegram calls, while it is our turn and while it is not.
KNOWN = {
    "bot/standing_by.py": {"aiohttp"},
    "bot/transport.py": {"aiohttp"},
    "bot/webhook.py": {"aiohttp"},
}
# Words about addresses; nothing of this opens a connection.
HARMLESS = frozenset({"urllib.parse", "http.HTTPStatus", "http"})
STARTERS = frozenset({"open_connection", "create_connection", "open_unix_connection", "getaddrinfo"})


def _imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Import():
                yield from (alias.name for alias in node.names)
            case ast.ImportFrom(module=str(module), level=0):
                yield module


def _clients(path: Path) -> set[str]:
    modules = set(_imported(ast.parse(path.read_text("utf-8")))) - HARMLESS
    return {module.partition(".")[0] for module in modules} & CLIENTS


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_v12_no_client_but_the_transport(path: Path) -> None:
    assert _clients(path) <= KNOWN.get(str(path.relative_to(ROOT)), set())


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_v12_nobody_opens_a_connection_by_hand(path: Path) -> None:
    called = {
        node.func.attr
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert called.isdisjoint(STARTERS)


def test_v12_the_exceptions_are_still_needed() -> None:
    assert {name: _clients(ROOT / name) for name in KNOWN} == KNOWN


def test_v12_the_look_finds_what_it_looks_for() -> None:
    """A client is found wherever in a file it is imported."""
    hidden = "def later():\n    import httpx\n    from openai import OpenAI\n"
    assert {module.partition(".")[0] for module in _imported(ast.parse(hidden))} & CLIENTS == {"httpx", "openai"}
