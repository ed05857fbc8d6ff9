"""The limit: aiohttp, a dictionary, and nothing of a framework; 256 answers in flight."""

import asyncio

import aiohttp
import uvloop

from bench.clients.arguments import TOKEN, api

IN_FLIGHT = 256


async def main() -> None:
    """Poll, and answer each press."""
    base = f"{api()}/bot{TOKEN}"
    slots = asyncio.Semaphore(IN_FLIGHT)
    connector = aiohttp.TCPConnector(limit=IN_FLIGHT)

    async with aiohttp.ClientSession(connector=connector) as session, asyncio.TaskGroup() as answers:

        async def answer(query: str) -> None:
            try:
                async with session.post(f"{base}/answerCallbackQuery", json={"callback_query_id": query}) as reply:
                    await reply.json()
            finally:
                slots.release()

        offset = 0
        while True:
            order = {"offset": offset, "limit": 100, "timeout": 10}
            async with session.post(f"{base}/getUpdates", json=order) as reply:
                updates = (await reply.json())["result"]
            for update in updates:
                offset = update["update_id"] + 1
                await slots.acquire()
                answers.create_task(answer(update["callback_query"]["id"]))


if __name__ == "__main__":
    uvloop.run(main())
