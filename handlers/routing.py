"""How an update finds its handler: by key, never by trying one after the other."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias, TypeVar

from domain.features import Feature
from handlers.visits import Visit

Handler: TypeAlias = Callable[[Visit], Awaitable[None]]
Together: TypeAlias = Callable[[Sequence[Visit]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Command:
    """`/name` and the plain Chinese words that mean the same in the private chat (Telegram commands are Latin only).

    `menu` is the description in Telegram's command menu; without it the command works but is not offered. Unless
    `anyone` may come, the handler can rely on `visit.me`: a member, who in private has agreed to the notice.
    `leads`: shown in the list of what one may type to holders of a post only; the handler itself checks who may.
    `takes_text`: more may follow the word without a slash before it (资源 低保); else a sentence that merely begins
    with the word is what it says. `urgent` is never told to slow down.
    What follows a `trial` is an example: the handler sees to danger in it itself.
    """

    name: str
    handler: Handler
    words: tuple[str, ...] = ()
    menu: str | None = None
    in_group: bool = False
    in_private: bool = True
    feature: Feature | None = None
    anyone: bool = False
    takes_text: bool = False
    urgent: bool = False
    trial: bool = False
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Tap:
    """A button's action; `anyone` and `urgent` as with a command. A `private` one, pressed in a group, does nothing."""

    action: str
    handler: Handler
    feature: Feature | None = None
    anyone: bool = False
    urgent: bool = False
    private: bool = False


@dataclass(frozen=True, slots=True)
class TapTogether:
    """A button that many press at once: the presses that arrived together are one call.

    Only for presses that commute: each touches its own presser's rows and reads nothing another one writes.
    """

    action: str
    handler: Together


@dataclass(frozen=True, slots=True)
class Start:
    """A deep link: `?start=` and this prefix; the handler gets the rest as `text`."""

    prefix: str
    handler: Handler


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened rather than was said: the name of the update's or message's field."""

    name: str
    handler: Handler


Route: TypeAlias = Command | Tap | TapTogether | Start | Event
_R = TypeVar("_R")


def privately(*routes: Route) -> tuple[Route, ...]:
    """The same routes, whose buttons do nothing in a group.

    None of them is ever shown there; but a changed app sends any button's data from under any message, and what we
    answer where it was pressed everybody would read.
    """
    return tuple(replace(route, private=True) if isinstance(route, Tap) else route for route in routes)


@dataclass(slots=True)
class Routes:
    """All routes of the bot, by key. Two routes with one key are a mistake that ends the start-up."""

    commands: dict[str, Command] = field(default_factory=dict)
    words: dict[str, Command] = field(default_factory=dict)
    taps: dict[str, Tap | TapTogether] = field(default_factory=dict)
    starts: dict[str, Start] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)

    @classmethod
    def of(cls, routes: Iterable[Route]) -> "Routes":
        made = cls()
        for route in routes:
            match route:
                case Command():
                    _put(made.commands, route.name, route)
                    for word in route.words:
                        _put(made.words, word, route)
                case Tap() | TapTogether():
                    _put(made.taps, route.action, route)
                case Start():
                    _put(made.starts, route.prefix, route)
                case Event():
                    _put(made.events, route.name, route)
        return made


def _put(table: dict[str, _R], key: str, route: _R) -> None:
    if key in table:
        raise ValueError(f"two routes for {key}")
    table[key] = route
