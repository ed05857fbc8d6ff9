"""The floor under our bot: python-telegram-bot on our transport, 256 updates at once, a handler that only answers."""

import asyncio

import uvloop
from telegram import Update
from telegram.ext import Application, CallbackQueryHandler, ContextTypes

from bench.clients.arguments import TOKEN, api
from bot.transport import AiohttpRequest


async def answer(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    """Answer, and do nothing else."""
    assert update.callback_query is not None
    await update.callback_query.answer()


async def main() -> None:
    """Poll until killed."""
    application = (
        Application.builder()
        .token(TOKEN)
        .base_url(f"{api()}/bot")
        .request(AiohttpRequest())
        .get_updates_request(AiohttpRequest(1))
        .concurrent_updates(256)
        .build()
    )
    application.add_handler(CallbackQueryHandler(answer))
    async with application:
        await application.start()
        assert application.updater is not None
        await application.updater.start_polling()
        await asyncio.Event().wait()


if __name__ == "__main__":
    uvloop.run(main())
