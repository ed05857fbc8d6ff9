"""学习: the page, the piece, 已学, and how somebody likes to get it (S3, S16)."""

from domain.features import Feature
from domain.messages import Toast
from domain.studying import TASTES, Piece, Taste
from handlers.routing import Command, Route, Tap
from handlers.visits import Visit
from services.reminding import saying
from services.studying import marking, pieces, programmes, telling
from texts import studying as say


async def page(visit: Visit) -> None:
    found = await pieces.page(visit.turn, visit.me)
    visit.says(say.page(found.left, found.year, visit.turn.now, current=found.current, done=found.done))


async def more(visit: Visit) -> None:
    left = await pieces.left(visit.turn, visit.me)
    leads = bool(await programmes.arranges_at(visit.turn, visit.me))
    visit.replaces(say.more(left=len(left), leads=leads))


async def list_left(visit: Visit) -> None:
    visit.replaces(say.left(await pieces.left(visit.turn, visit.me)))


async def show(visit: Visit) -> None:
    piece = await pieces.mine(visit.turn, visit.me, visit.args[0])
    if piece is None:
        visit.answers(Toast(say.gone()))
    else:
        await _replace(visit, piece)


async def _replace(visit: Visit, piece: Piece) -> None:
    visit.replaces(say.piece(await pieces.shown(visit.turn, visit.me, piece), visit.turn.now))


async def open_file(visit: Visit) -> None:
    file = await pieces.file(visit.turn, visit.me, visit.args[0])
    if file is None:
        visit.answers(Toast(say.no_file()))
    else:
        visit.says(file)


async def mark(visit: Visit) -> None:
    """From a message that tells of other things too, the receipt comes by itself and those stay."""
    piece_id, reminder_id = visit.args
    match await marking.mark(visit.turn, visit.me, piece_id):
        case marking.Marked(piece):
            visit.answers(Toast(say.marked(piece)))
            shown = say.piece(await pieces.shown(visit.turn, visit.me, piece), visit.turn.now)
            rest = await saying.rest(visit.turn, visit.me, reminder_id)
            if rest is None:
                visit.replaces(shown)
            else:
                visit.replaces(rest)
                visit.says(shown)
        case marking.Before():
            visit.answers(Toast(say.marked_before()))
        case marking.Gone():
            visit.answers(Toast(say.gone()))


async def undo(visit: Visit) -> None:
    piece = await marking.undo(visit.turn, visit.me, visit.args[0])
    if piece is None:
        visit.answers(Toast(say.gone()))
    else:
        visit.answers(Toast(say.undone()))
        await _replace(visit, piece)


async def mark_by_word(visit: Visit) -> None:
    match await marking.mark_by_word(visit.turn, visit.me):
        case marking.Marked(piece):
            visit.says(say.piece(await pieces.shown(visit.turn, visit.me, piece), visit.turn.now))
        case marking.Which(some) if some:
            visit.says(say.which(some))
        case marking.Which():
            visit.says(say.nothing_open())


async def show_tastes(visit: Visit) -> None:
    visit.says(say.tastes(await telling.taste(visit.turn, visit.me)))


async def choose_taste(visit: Visit) -> None:
    wanted = TASTES[visit.args[0]]
    await telling.like(visit.turn, visit.me, wanted)
    visit.answers(Toast(say.taste_kept(wanted)))
    visit.replaces(say.tastes(wanted))


async def no_more(visit: Visit) -> None:
    """One tap under the piece itself; what stands there stays."""
    await telling.like(visit.turn, visit.me, Taste.NONE)
    visit.answers(Toast(say.no_more(), alert=True))


async def list_for_paper(visit: Visit) -> None:
    found = await marking.for_paper(visit.turn, visit.me)
    visit.says(say.paper_which(found) if found else say.paper_none())


async def paper(visit: Visit) -> None:
    await _paper(visit, visit.args[0], visit.args[1])


async def _paper(visit: Visit, piece_id: int, number: int) -> None:
    found = await marking.paper(visit.turn, visit.me, piece_id, number)
    if found is None:
        visit.answers(Toast(say.gone()))
    else:
        visit.replaces(say.paper(found.piece, found.people, found.number, further=found.further))


async def record(visit: Visit) -> None:
    piece_id, member_id, number = visit.args
    recorded = await marking.record(visit.turn, visit.me, piece_id, member_id)
    if recorded is None:
        visit.answers(Toast(say.gone()))
        return
    visit.answers(Toast(say.paper_done(recorded.member, marked=recorded.marked)))
    await _paper(visit, piece_id, number)


ROUTES: tuple[Route, ...] = (
    Command("study", page, ("学习", "我的学习"), menu="学习：本周学什么", feature=Feature.STUDY),
    Command("studied", mark_by_word, ("已学", "学完了", "已经学了"), feature=Feature.STUDY),
    Command("study_wish", show_tastes, ("学习提醒",), menu="学习怎么发给我", feature=Feature.STUDY),
    Command(
        "study_for", list_for_paper, ("代录学习",), menu="替没有手机的同志记「已学」", feature=Feature.STUDY, leads=True
    ),
    Tap("sta", more, Feature.STUDY),
    Tap("stl", list_left, Feature.STUDY),
    Tap("stv", show, Feature.STUDY),
    Tap("stf", open_file, Feature.STUDY),
    Tap("stm", mark, Feature.STUDY),
    Tap("stu", undo, Feature.STUDY),
    Tap("str", choose_taste, Feature.STUDY),
    Tap("sto", no_more),
    Tap("stpd", paper, Feature.STUDY),
    Tap("stpm", record, Feature.STUDY),
)
