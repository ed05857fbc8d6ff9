"""The world file: who is there at the beginning, and which bot to start."""

import sys
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from sandbox.world.world import World

DEMO: Final = Path(__file__).parent.parent / "demo" / "world.toml"


class BrokenWorldFile(Exception):
    """The world file cannot be used; the text says why, in Chinese."""


@dataclass(frozen=True)
class Run:
    """The commands of the [run] table."""

    command: list[str] = field(default_factory=list)
    before: list[list[str]] = field(default_factory=list)
    environment: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class WorldFile:
    """A world file that was read."""

    data: dict[str, Any]
    run: Run

    @property
    def guide(self) -> list[str]:
        """What somebody new to this world could try, step by step."""
        return [str(step) for step in self.data.get("guide", [])]

    def fill(self, world: World) -> None:
        """Put its people and groups into an empty world."""
        try:
            self._fill(world)
        except (KeyError, TypeError, ValueError) as error:
            msg = f"世界文件里有写错的地方：{error}"
            raise BrokenWorldFile(msg) from error

    def _fill(self, world: World) -> None:
        bot = self.data["bot"]
        world.add_bot(bot["token"], bot["username"], bot["name"], privacy=bot.get("privacy", True))
        people = {}
        for entry in self.data["person"]:
            people[entry["name"]] = world.add_person(
                entry["name"],
                entry.get("id"),
                entry.get("username"),
                note=entry.get("note", ""),
                has_phone=entry.get("phone", True),
            )
        for entry in self.data.get("group", []):
            world.add_group(
                entry["title"],
                [people[name] for name in entry["members"]],
                with_bot=entry.get("bot", True),
                supergroup=entry.get("supergroup", False),
                forum=entry.get("forum", False),
            )


def read_world_file(path: Path, state: Path) -> WorldFile:
    """Read a world file and put its places in: {python}, {here} and {state}."""
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        msg = f"找不到世界文件：{path}"
        raise BrokenWorldFile(msg) from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        msg = f"世界文件 {path} 读不懂：{error}"
        raise BrokenWorldFile(msg) from error
    for table in ("bot", "person"):
        if table not in data:
            msg = f"世界文件 {path} 里没有 [{table}]"
            raise BrokenWorldFile(msg)
    return WorldFile(data, _run(data.get("run", {}), path, state))


def _run(table: dict[str, Any], path: Path, state: Path) -> Run:
    places = {"{python}": sys.executable, "{here}": str(path.resolve().parent), "{state}": str(state.resolve())}

    def placed(text: str) -> str:
        for name, place in places.items():
            text = text.replace(name, place)
        return text

    return Run(
        command=[placed(word) for word in table.get("command", [])],
        before=[[placed(word) for word in words] for words in table.get("before", [])],
        environment={name: placed(str(value)) for name, value in table.get("environment", {}).items()},
    )
