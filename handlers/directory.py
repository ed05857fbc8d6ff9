"""Whom to turn to: the telephone page, the cards of offices and policies."""

from domain.features import Feature
from handlers.routing import Command, Route, Tap
from handlers.visits import Visit
from services import directory
from texts import cards, refusals
from texts import directory as say


async def contacts(visit: Visit) -> None:
    """Shown to anybody; nothing is stored (H27)."""
    visit.says(say.contacts(await directory.contacts(visit.turn, await visit.member())))


async def resources(visit: Visit) -> None:
    """With a word behind: a search. 资源 添加 is for whoever keeps the branch's cards."""
    if not visit.text:
        visit.says(say.ask_what())
    elif visit.text in {"添加", "管理"}:
        await keep(visit)
    else:
        await _search(visit, visit.text)


async def search(visit: Visit) -> None:
    await _search(visit, say.SEARCHES[visit.args[0]])


async def _search(visit: Visit, word: str) -> None:
    found = await directory.search(visit.turn, visit.me, word)
    if not found.resources and not found.policies:
        visit.says(say.nothing(word))
        return
    now = visit.turn.now
    offices = [cards.resource(card, now) for card in found.resources]
    visit.says(say.found(word, offices, [cards.policy(card, now) for card in found.policies]))


async def keep(visit: Visit) -> None:
    kept = await directory.kept(visit.turn, visit.me)
    visit.says(refusals.plain(refusals.not_allowed()) if kept is None else say.kept(kept.cards))


async def add(visit: Visit) -> None:
    visit.says_if_allowed(await directory.add(visit.turn, visit.me))


async def remove(visit: Visit) -> None:
    kept = await directory.remove(visit.turn, visit.me, visit.args[0])
    if kept is None:
        visit.refuses()
    else:
        visit.replaces(say.kept(kept.cards))


ROUTES: tuple[Route, ...] = (
    Command("contacts", contacts, ("电话", "找人", "紧急电话"), menu="有事找谁、紧急电话", anyone=True),
    Command(
        "resources",
        resources,
        ("资源",),
        menu="查办事的地方和政策",
        feature=Feature.HELP_DIRECTORY,
        takes_text=True,
    ),
    Tap("kw", search, Feature.HELP_DIRECTORY),
    Tap("ka", add),
    Tap("kd", remove),
)
