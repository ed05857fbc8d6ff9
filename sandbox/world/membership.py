"""Who comes, goes and rises in a group, and what bots are told of it."""

from dataclasses import replace
from typing import TYPE_CHECKING

from sandbox.world.actors import Bot, Json, Numbers, Person
from sandbox.world.chats import Chat
from sandbox.world.members import Member, Status
from sandbox.world.watch import Changed

if TYPE_CHECKING:
    from sandbox.world.world import World


def _change(world: "World", chat: Chat, user: Json, status: Status, by: Person) -> None:
    old = chat.member(user["id"]) or Member(user, "left")
    new = Member(user, status)
    told: Json = {
        "chat": chat.as_chat(),
        "from": by.as_user(),
        "date": world.clock.seconds(),
        "old_chat_member": old.as_chat_member(),
        "new_chat_member": new.as_chat_member(),
    }
    chat.members[user["id"]] = new
    for bot in world.bots.values():
        if bot.id == user["id"]:
            world.deliver(bot, "my_chat_member", told)
        elif chat.is_in_charge(bot.id):
            world.deliver(bot, "chat_member", told)
    world.watch.tell(Changed("members"))


def add_bot(world: "World", chat: Chat, bot: Bot, by: Person) -> None:
    """Somebody adds the bot."""
    _change(world, chat, bot.as_user(), "member", by)
    world.post(chat, by.as_user(), service={"new_chat_members": [bot.as_user()]})


def remove_bot(world: "World", chat: Chat, bot: Bot, by: Person) -> None:
    """Somebody throws the bot out."""
    world.post(chat, by.as_user(), service={"left_chat_member": bot.as_user()})
    _change(world, chat, bot.as_user(), "kicked", by)


def bot_leaves(world: "World", chat: Chat, bot: Bot) -> None:
    """The bot goes by itself."""
    world.post(chat, bot.as_user(), service={"left_chat_member": bot.as_user()})
    chat.members[bot.id] = Member(bot.as_user(), "left")
    world.watch.tell(Changed("members"))


def promote(world: "World", chat: Chat, who: Person | Bot, by: Person) -> None:
    """Make somebody, or the bot, an administrator."""
    _change(world, chat, who.as_user(), "administrator", by)


def demote(world: "World", chat: Chat, who: Person | Bot, by: Person) -> None:
    """Make them an ordinary member again."""
    _change(world, chat, who.as_user(), "member", by)


def join(world: "World", chat: Chat, person: Person) -> None:
    """A person comes into the group."""
    _change(world, chat, person.as_user(), "member", person)
    world.post(chat, person.as_user(), service={"new_chat_members": [person.as_user()]})


def leave(world: "World", chat: Chat, person: Person) -> None:
    """A person goes."""
    world.post(chat, person.as_user(), service={"left_chat_member": person.as_user()})
    _change(world, chat, person.as_user(), "left", person)


def create_topic(world: "World", chat: Chat, name: str, by: Person) -> int:
    """Open a forum topic; its id is that of the service message that says so."""
    thread = chat.numbers.last + 1
    chat.topics[thread] = name
    created = {"forum_topic_created": {"name": name, "icon_color": 7322096}}
    world.post(chat, by.as_user(), topic=thread, service=created)
    return thread


def migrate(world: "World", chat: Chat) -> Chat:
    """The group becomes a supergroup: a new id, and the old one answers 400 from now on."""
    owner = next(member.user for member in chat.members.values() if member.status == "creator")
    grown = world.open_group(chat.title, supergroup=True)
    grown.members = {number: replace(member) for number, member in chat.members.items()}
    grown.numbers = Numbers()
    world.post(chat, owner, service={"migrate_to_chat_id": grown.id})
    chat.migrated_to = grown.id
    world.post(grown, owner, service={"migrate_from_chat_id": chat.id})
    world.watch.tell(Changed("groups"))
    return grown
