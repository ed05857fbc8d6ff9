"""Writes the world down whenever it changed, and reads it again."""

import json
from pathlib import Path
from typing import Final

from sandbox.memory.snapshot import VERSION, as_data, fill
from sandbox.world.watch import Changed, Event
from sandbox.world.world import World

PAUSE_SECONDS: Final = 0.2
_NAME: Final = "world.json"
_BLOBS: Final = "files"
_UNIMPORTANT: Final = frozenset({"calls", "polls", "process"})


class LostMemory(Exception):
    """The snapshot cannot be read; the text says what to do, in Chinese."""


class Keeper:
    """Keeps one world in one folder. A burst of changes is one snapshot, replaced in one step."""

    def __init__(self, world: World, folder: Path) -> None:
        self._world = world
        self._folder = folder
        self._changes = 0
        self._written = 0
        world.watch.listen(self._count)

    def _count(self, event: Event) -> None:
        if not (isinstance(event, Changed) and event.what in _UNIMPORTANT):
            self._changes += 1

    def recall(self) -> bool:
        """Fill the world from the folder, if one was kept there in today's form."""
        path = self._folder / _NAME
        if not path.exists():
            return False
        try:
            data = json.loads(path.read_text("utf-8"))
            if data["version"] != VERSION:
                return False
            blobs = {each["file_id"]: (self._folder / _BLOBS / each["file_id"]).read_bytes() for each in data["files"]}
            fill(self._world, data, blobs)
        except (ValueError, KeyError, TypeError) as error:
            msg = f"{path} 里上一次的记忆读不出来（{error}），用 --fresh 可以从头开始"
            raise LostMemory(msg) from error
        return True

    def write(self) -> None:
        """Write it down now."""
        self._written = self._changes
        blobs = self._folder / _BLOBS
        blobs.mkdir(parents=True, exist_ok=True)
        for stored in self._world.files.files.values():
            blob = blobs / stored.file_id
            if not blob.exists():
                blob.write_bytes(stored.data)
        draft = self._folder / f"{_NAME}.new"
        draft.write_text(json.dumps(as_data(self._world), ensure_ascii=False), "utf-8")
        draft.replace(self._folder / _NAME)

    async def run(self) -> None:
        """Write after each burst of changes until the world closes, and once more then."""
        while not self._world.closing:
            await self._world.watch.until(self._is_due, 3600)
            await self._world.watch.until(lambda: self._world.closing, PAUSE_SECONDS)
            self.write()
        self.write()

    def _is_due(self) -> bool:
        return self._world.closing or self._changes != self._written
