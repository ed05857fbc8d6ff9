"""One call on its way through a method."""

from dataclasses import dataclass

from sandbox.botapi.parameters import Parameters
from sandbox.world.actors import Bot
from sandbox.world.chats import Chat
from sandbox.world.refusals import bad_request, forbidden
from sandbox.world.world import World


@dataclass(frozen=True)
class Asked:
    """Who asks what of which world."""

    world: World
    bot: Bot
    params: Parameters

    def chat(self) -> Chat:
        """The chat named by `chat_id`, whether or not the bot may write there."""
        if not self.params.text("chat_id"):
            raise bad_request("chat_id is empty")
        chat = self.world.chat(self.bot, self.params.number("chat_id") or 0)
        if chat is None or (not chat.is_private and chat.member(self.bot.id) is None):
            raise bad_request("chat not found")
        return chat

    def open_chat(self) -> Chat:
        """The chat named by `chat_id`, if the bot may speak in it."""
        chat = self.chat()
        if chat.migrated_to is not None:
            raise bad_request("group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.migrated_to)
        if chat.is_private:
            if chat.blocked:
                raise forbidden("bot was blocked by the user")
            if not chat.started:
                raise forbidden("bot can't initiate conversation with a user")
        else:
            self._check_membership(chat)
        return chat

    def _check_membership(self, chat: Chat) -> None:
        member = chat.member(self.bot.id)
        kind = "supergroup" if chat.kind == "supergroup" else "group"
        if member is not None and member.status == "kicked":
            raise forbidden(f"bot was kicked from the {kind} chat")
        if member is None or not member.is_present:
            raise forbidden(f"bot is not a member of the {kind} chat")

    def spend(self, chat: Chat) -> None:
        """Count this call against the limits."""
        self.world.limits.spend(self.bot.id, chat.id, self.world.clock.now().timestamp())
