"""The page's addresses. Foreign sites cannot use them: every change needs a request no plain form can make."""

import mimetypes
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Final, Protocol

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from sandbox.web import view
from sandbox.web.deeds import DEEDS, chat_by_key
from sandbox.web.live import Line
from sandbox.web.switches import SWITCHES, turn
from sandbox.world import doings
from sandbox.world.actors import Json
from sandbox.world.doings import Impossible
from sandbox.world.files import FileKind
from sandbox.world.refusals import Refusal
from sandbox.world.world import World

PAGE: Final = Path(__file__).parent.parent / "page"
_PICTURES: Final = frozenset({"image/png", "image/jpeg", "image/gif"})
_HEADERS: Final = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
_LOCAL: Final = frozenset({"127.0.0.1", "localhost"})


class Powered(view.Process, Protocol):
    """A bot process with a plug."""

    async def start(self) -> None:
        """Start it."""

    async def unplug(self) -> None:
        """Pull the plug."""


class Page:
    """The page of one world."""

    def __init__(self, world: World, process: Powered | None = None) -> None:
        self._world = world
        self._process = process

    def routes(self) -> list[BaseRoute]:
        """Where it answers."""
        return [
            Route("/", self._index),
            Route("/page/events", self._events),
            Route("/page/do/{name}", _guarded(self._do, DEEDS), methods=["POST"]),
            Route("/page/control/{name}", _guarded(self._control, SWITCHES), methods=["POST"]),
            Route("/page/power/{name}", _guarded(self._power, {"start": None, "unplug": None}), methods=["POST"]),
            Route("/page/upload", self._upload, methods=["PUT"]),
            Route("/page/shelf/{file_id}", self._shelf),
            Mount("/page", StaticFiles(directory=PAGE)),
        ]

    async def _index(self, request: Request) -> Response:
        return FileResponse(PAGE / "index.html", headers=_HEADERS)

    async def _events(self, request: Request) -> Response:
        if request.url.hostname not in _LOCAL:
            return Response(status_code=403)
        line = Line(self._world, self._process)
        return StreamingResponse(line.events(), media_type="text/event-stream", headers=_HEADERS)

    async def _do(self, request: Request) -> Response:
        asked = await request.json()
        deed = DEEDS[request.path_params["name"]]
        return _tried(lambda: deed(self._world, asked))

    async def _control(self, request: Request) -> Response:
        asked = await request.json()
        return _tried(lambda: turn(self._world, request.path_params["name"], asked))

    async def _power(self, request: Request) -> Response:
        process = self._process
        if process is not None:
            await (process.start() if request.path_params["name"] == "start" else process.unplug())
        return JSONResponse({"ok": process is not None})

    async def _upload(self, request: Request) -> Response:
        if request.url.hostname not in _LOCAL:
            return Response(status_code=403)
        data, asked = await request.body(), request.query_params

        def send() -> None:
            chat = chat_by_key(self._world, asked["chat"])
            looks = mimetypes.guess_type(asked["name"])[0] in _PICTURES
            stored = self._world.files.put(asked["name"], data, kind=FileKind.PHOTO if looks else FileKind.DOCUMENT)
            person = self._world.people[int(asked["person"])]
            doings.say(self._world, person, chat, asked.get("caption", ""), stored=stored)

        return _tried(send)

    async def _shelf(self, request: Request) -> Response:
        stored = self._world.files.files.get(request.path_params["file_id"])
        if stored is None:
            return Response(status_code=404)
        kind = stored.mime_type if stored.mime_type in _PICTURES else "application/octet-stream"
        return Response(stored.data, media_type=kind, headers=_HEADERS)


def _guarded(
    endpoint: Callable[[Request], Awaitable[Response]], names: dict[str, Any]
) -> Callable[[Request], Awaitable[Response]]:
    async def checked(request: Request) -> Response:
        if request.headers.get("content-type") != "application/json" or request.url.hostname not in _LOCAL:
            return Response(status_code=403)
        if request.path_params["name"] not in names:
            return Response(status_code=404)
        return await endpoint(request)

    return checked


def _tried(deed: Callable[[], Any]) -> Response:
    try:
        body: Json = {"ok": True, "result": deed()}
    except (Impossible, Refusal) as refusal:
        body = {"ok": False, "why": str(refusal)}
    return JSONResponse(body)
