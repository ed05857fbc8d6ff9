"""The two addresses of the Bot API: calls and file downloads."""

import inspect
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.botapi.asked import Asked
from sandbox.botapi.methods import METHODS
from sandbox.botapi.parameters import Parameters, read_parameters
from sandbox.world.journal import Call
from sandbox.world.refusals import Refusal, not_found, unauthorized
from sandbox.world.world import World


def bot_api_routes(world: World) -> list[Route]:
    """The routes that serve this world."""

    async def call(request: Request) -> Response:
        try:
            return _yes(await _carry_out(world, request))
        except Refusal as refusal:
            return _no(refusal)

    async def download(request: Request) -> Response:
        if world.faults.away:
            return Response(status_code=502)
        bot = world.bot_by_token(request.path_params["token"])
        if bot is None:
            return _no(unauthorized())
        stored = world.files.by_path(request.path_params["path"])
        return Response(stored.data) if stored else _no(not_found())

    return [
        Route("/bot{token}/{method}", call, methods=["GET", "POST"]),
        Route("/file/bot{token}/{path:path}", download),
    ]


async def _carry_out(world: World, request: Request) -> Any:
    token = request.path_params["token"]
    if not token.partition(":")[0].isdecimal():
        raise not_found()
    bot = world.bot_by_token(token)
    if bot is None:
        raise unauthorized()
    params = await read_parameters(request)
    name, method = METHODS.get(request.path_params["method"].lower(), (request.path_params["method"], None))
    asked = Asked(world, bot, params)
    try:
        world.faults.strike(name.lower(), params.number("chat_id"))
        if method is None:
            raise not_found()
        result = method(asked)
        if inspect.isawaitable(result):
            result = await result
        world.faults.lose_answer(name.lower())
    except Refusal as refusal:
        _note(world, name, params, refusal=refusal)
        raise
    _note(world, name, params, result=result)
    return result


def _note(world: World, name: str, params: Parameters, **ended: Any) -> None:
    world.note(Call(name, params.logged(), world.clock.now(), **ended))


def _yes(result: Any) -> Response:
    return JSONResponse({"ok": True, "result": result})


def _no(refusal: Refusal) -> Response:
    body: dict[str, Any] = {"ok": False, "error_code": refusal.code, "description": refusal.description}
    if refusal.parameters:
        body["parameters"] = refusal.parameters
    return JSONResponse(body, refusal.code)
