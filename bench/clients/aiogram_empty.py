"""aiogram 3 as it comes: a Dispatcher and a handler that only answers."""

import asyncio

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import CallbackQuery

from bench.clients.arguments import TOKEN, api


async def answer(query: CallbackQuery) -> None:
    """Answer, and do nothing else."""
    await query.answer()


async def main() -> None:
    """Poll until killed, the way the library's own examples do."""
    bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(api())))
    dispatcher = Dispatcher()
    dispatcher.callback_query.register(answer)
    await dispatcher.start_polling(bot)


if __name__ == "__main__":
    asyncio.run(main())
