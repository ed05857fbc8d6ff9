"""代求助: for members without Telegram."""

from domain.features import Feature
from handlers.routing import Command, Route
from handlers.visits import Visit
from services.requests import entering
from texts import entering as say


async def begin(visit: Visit) -> None:
    question = await entering.begin(visit.turn, visit.me)
    visit.says(question if question is not None else say.nobody())


ROUTES: tuple[Route, ...] = (Command("help_for", begin, ("代求助", "代录求助"), feature=Feature.HELP),)
