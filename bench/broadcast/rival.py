"""python-telegram-bot's own AIORateLimiter with the same letters to deliver, on our transport, 32 at once.

In real time: `python -m bench.broadcast.rival API LETTERS RETRIES`.
"""

import asyncio
import sys
from collections.abc import Iterator

import uvloop
from telegram import Bot
from telegram.error import TelegramError
from telegram.ext import AIORateLimiter, Application

from bench.clients.arguments import TOKEN
from bench.postbox import FIRST_RECIPIENT, MARK
from bot.transport import AiohttpRequest

IN_FLIGHT = 32


async def deliver(api: str, letters: int, retries: int) -> None:
    """Send each recipient one message; what it gives up on is lost."""
    application = (
        Application.builder()
        .token(TOKEN)
        .base_url(f"{api}/bot")
        .request(AiohttpRequest())
        .get_updates_request(AiohttpRequest(1))
        .rate_limiter(AIORateLimiter(max_retries=retries))
        .build()
    )
    recipients = iter(range(FIRST_RECIPIENT, FIRST_RECIPIENT + letters))
    async with application, asyncio.TaskGroup() as workers:
        for _ in range(IN_FLIGHT):
            workers.create_task(_work(application.bot, recipients))


async def _work(bot: Bot, recipients: Iterator[int]) -> None:
    for chat_id in recipients:
        try:
            await bot.send_message(chat_id, f"{MARK}：本周五下午三点开支部党员大会，请准时参加。")
        except TelegramError:
            continue


if __name__ == "__main__":
    uvloop.run(deliver(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
