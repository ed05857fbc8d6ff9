"""The webhook door: HTTP 200 is said when an update is in the inbox, not before."""

import asyncio
import hmac
import logging

from aiohttp import web
from sqlalchemy.exc import DBAPIError
from telegram import Bot

from bot.intake import WANTED, Intake
from bot.settings import Settings

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a name, no secret
LARGEST = 1 << 20

log = logging.getLogger(__name__)


def application(intake: Intake, secret: str) -> web.Application:
    """The web application: one address, which takes updates from whoever knows the secret."""

    async def take(request: web.Request) -> web.Response:
        if not hmac.compare_digest(request.headers.get(SECRET_HEADER, "").encode(), secret.encode()):
            return web.Response(status=401)
        try:
            update = await request.json()
        except ValueError:
            return web.Response(status=400)
        match update:
            case {"update_id": int()}:
                pass
            case _:
                return web.Response(status=400)
        try:
            await intake.store([update])
        except DBAPIError:
            return web.Response(status=503)  # Telegram will bring it again
        return web.Response()

    made = web.Application(client_max_size=LARGEST)
    made.router.add_post("/", take)
    return made


async def serve(settings: Settings, bot: Bot, intake: Intake) -> None:
    """Listen, tell Telegram where, and stay until cancelled."""
    secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else ""
    host, _, port = settings.listen.rpartition(":")
    runner = web.AppRunner(application(intake, secret), access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, int(port)).start()
        await bot.set_webhook(settings.webhook_url or "", allowed_updates=WANTED, secret_token=secret)
        log.info("在 %s 等 Telegram 送消息来。", settings.listen)
        await asyncio.Event().wait()
    finally:
        await runner.cleanup()
