"""The stage: who plays, and what of the bot's words nobody has heard yet."""

from collections.abc import Callable
from typing import TypeVar

from sandbox.play.heard import Heard, Toast, hear
from sandbox.play.roles import PlayedGroup, PlayedPerson
from sandbox.world.actors import Bot
from sandbox.world.chats import Chat
from sandbox.world.watch import Answered, Edited, Event, Posted
from sandbox.world.world import World

T = TypeVar("T")


class Stage:
    """Listens to a world from now on. Waiting is on events; `seconds` of real time is when it counts as failed.

    `deeds` counts what people have said and pressed.
    """

    def __init__(self, world: World, seconds: float = 10) -> None:
        self.world = world
        self.seconds = seconds
        self.unheard: list[Heard] = []
        self.unseen: list[Answered] = []
        self.open_presses: dict[str, int] = {}
        self.deeds = 0
        self._end = world.watch.listen(self._listen)

    @property
    def bot(self) -> Bot:
        """The bot people talk to: the first one registered."""
        return next(iter(self.world.bots.values()))

    def person(self, first_name: str) -> PlayedPerson:
        """Somebody by name."""
        found = [person for person in self.world.people.values() if person.first_name == first_name]
        if len(found) != 1:
            msg = f"{len(found)} people are called {first_name}"
            raise LookupError(msg)
        return PlayedPerson(self, found[0])

    def group(self, title: str) -> PlayedGroup:
        """A group by title; after a migration it is still the same to its people."""
        found = [chat for chat in self.world.groups.values() if chat.title == title and chat.migrated_to is None]
        if len(found) != 1:
            msg = f"{len(found)} groups are called {title}"
            raise LookupError(msg)
        return PlayedGroup(self, found[0])

    def unread(self) -> list[str]:
        """What the bot said and nobody heard, in words; answers to presses count when they say something."""
        said = [
            f"{'edit' if heard.edited else 'message'} #{heard.message_id} in {heard.chat.title}: {heard.text}"
            for heard in self.unheard
        ]
        shown = [
            f"toast for {self.world.people[toast.person_id].first_name}: {toast.text or toast.url}"
            for toast in self.unseen
            if toast.says_something
        ]
        return said + shown

    def leave(self) -> None:
        """Stop listening."""
        self._end()

    async def take_heard(self, who: str, suits: Callable[[Heard], bool]) -> Heard:
        """Wait for the first message that suits, and count it as heard."""
        heard = await self._wait(who, lambda: next((each for each in self.unheard if suits(each)), None))
        self.unheard.remove(heard)
        return heard

    async def take_toast(self, who: str, suits: Callable[[Answered], bool]) -> Toast:
        """Wait for the first answer to a press that suits, and count it as seen."""
        answer = await self._wait(who, lambda: next((each for each in self.unseen if suits(each)), None))
        self.unseen.remove(answer)
        return Toast(answer.text, answer.alert, answer.url)

    async def _wait(self, who: str, find: Callable[[], T | None]) -> T:
        await self.world.watch.until(lambda: find() is not None, self.seconds)
        found = find()
        if found is None:
            calls = [f"{call.method}: {call.refusal or 'ok'}" for call in self.world.calls[-5:]]
            msg = f"{who} waited {self.seconds} s in vain. Unheard: {self.unread()}. Last calls: {calls}"
            raise AssertionError(msg)
        return found

    def _listen(self, event: Event) -> None:
        match event:
            case Posted(chat, message) | Edited(chat, message) if message.sender["id"] in self.world.bots:
                self.unheard.append(hear(chat, message, self.world.files, edited=isinstance(event, Edited)))
            case Posted():
                self.deeds += 1
            case Answered():
                self.unseen.append(event)
                self.open_presses.pop(event.query_id, None)

    def is_in(self, heard: Heard, chat: Chat) -> bool:
        """Whether it was said in this chat, or in the group it has grown from."""
        return self.world.current(heard.chat) is self.world.current(chat)
