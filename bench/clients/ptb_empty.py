"""python-telegram-bot as it comes: httpx, one update after the other, and a handler that only answers."""

from telegram import Update
from telegram.ext import Application, CallbackQueryHandler, ContextTypes

from bench.clients.arguments import TOKEN, api


async def answer(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    """Answer, and do nothing else."""
    assert update.callback_query is not None
    await update.callback_query.answer()


def main() -> None:
    """Poll until killed, the way the library's own examples do."""
    application = Application.builder().token(TOKEN).base_url(f"{api()}/bot").build()
    application.add_handler(CallbackQueryHandler(answer))
    application.run_polling()


if __name__ == "__main__":
    main()
