"""代办: who stands for whom, and what is done on behalf."""

from collections.abc import Awaitable

from domain.family import Deed
from domain.features import Feature
from domain.messages import Toast
from handlers.routing import Command, Route, Tap
from handlers.visits import Visit
from services.family import acting, arranging, asking
from texts import family as say


async def show(visit: Visit) -> None:
    page = await arranging.page(visit.turn, visit.me)
    visit.says(say.page(page.mine, page.others, page.kept, page.done, visit.turn.now, visit.telegram_id))


async def ask(visit: Visit) -> None:
    visit.says(await asking.begin(visit.turn, visit.me, for_me=bool(visit.args[0])))


async def agree(visit: Visit) -> None:
    pair = await arranging.agree(visit.turn, visit.me, visit.args[0])
    if pair is None:
        visit.answers(Toast(say.over()))
    else:
        visit.replaces(say.agreed(pair.member, pair.stands_in, pair.proxy.id))


async def decline(visit: Visit) -> None:
    pair = await arranging.decline(visit.turn, visit.me, visit.args[0])
    if pair is None:
        visit.answers(Toast(say.over()))
    else:
        visit.replaces(say.declined())


async def end(visit: Visit) -> None:
    pair = await arranging.end(visit.turn, visit.me, visit.args[0])
    if pair is None:
        visit.answers(Toast(say.over()))
    else:
        visit.replaces(say.ended(pair.member, pair.stands_in))


async def open_sheet(visit: Visit) -> None:
    sheet = await acting.sheet(visit.turn, visit.me, visit.args[0])
    if sheet is None:
        visit.answers(Toast(say.over()))
        return
    visit.replaces(say.sheet(sheet.row_id, sheet.member, sheet.meetings, sheet.pieces, sheet.make_ups, visit.turn.now))


async def comes(visit: Visit) -> None:
    row_id, meeting_id = visit.args
    await _did(visit, Deed.GOING, acting.comes(visit.turn, visit.me, row_id, meeting_id, visit.moment))


async def asks_leave(visit: Visit) -> None:
    row_id, meeting_id = visit.args
    await _did(visit, Deed.LEAVE, acting.asks_leave(visit.turn, visit.me, row_id, meeting_id, visit.moment))


async def studied(visit: Visit) -> None:
    row_id, piece_id = visit.args
    await _did(visit, Deed.STUDIED, acting.studied(visit.turn, visit.me, row_id, piece_id))


async def made_up(visit: Visit) -> None:
    row_id, make_up_id = visit.args
    await _did(visit, Deed.MADE_UP, acting.made_up(visit.turn, visit.me, row_id, make_up_id))


async def _did(visit: Visit, deed: Deed, doing: Awaitable[bool]) -> None:
    """The answer is short, and the page shows what is left."""
    done, member = await doing, await arranging.running(visit.turn, visit.me, visit.args[0])
    if not done or member is None:
        visit.answers(Toast(say.over()))
        return
    visit.answers(Toast(say.did(member, deed)))
    await open_sheet(visit)


ROUTES: tuple[Route, ...] = (
    Command("family", show, words=("代办",), menu="代办：请家人、结对的同志替我答复", feature=Feature.FAMILY),
    Tap("faa", ask, Feature.FAMILY),
    Tap("fay", agree, Feature.FAMILY),
    Tap("fan", decline),
    Tap("fax", end),
    Tap("fao", open_sheet, Feature.FAMILY),
    Tap("fag", comes, Feature.FAMILY),
    Tap("fal", asks_leave, Feature.FAMILY),
    Tap("fas", studied, Feature.FAMILY),
    Tap("fam", made_up, Feature.FAMILY),
)
