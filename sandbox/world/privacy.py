"""What of a group reaches a bot."""

from sandbox.world.actors import Bot
from sandbox.world.chats import Chat
from sandbox.world.entities import commands
from sandbox.world.messages import Message


def reaches(message: Message, chat: Chat, bot: Bot) -> bool:
    """Whether this bot receives this message of somebody else.

    With privacy mode on, and the bot no administrator: service messages, replies to the bot, commands addressed
    to it, and bare commands when it was the last bot to speak or is the only bot. A bare command after another
    bot spoke goes to that bot alone.
    """
    if chat.is_private:
        return chat.bot_id == bot.id
    if not chat.holds(bot.id):
        return False
    if not bot.privacy or chat.is_in_charge(bot.id) or message.service:
        return True
    answered = chat.messages.get(message.reply_to) if message.reply_to else None
    if answered is not None and answered.is_by(bot.id):
        return True
    return any(_is_for(addressee, chat, bot) for _, addressee in commands(message.text, message.entities))


def _is_for(addressee: str, chat: Chat, bot: Bot) -> bool:
    if addressee:
        return addressee.lower() == bot.username.lower()
    return chat.last_bot == bot.id or chat.bots() == [bot.id]
