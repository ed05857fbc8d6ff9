"""Making a meeting, looking after it, closing it."""

from domain.features import Feature
from domain.messages import Toast
from handlers.routing import Command, Route, Tap
from handlers.visits import Visit
from services import boards, courses, dialogues, leading, meeting_menu, meetings, planning
from texts import make_up as say_make_up
from texts import meeting_menu as say_menu
from texts import panel as say_panel
from texts import refusals


async def new_meeting(visit: Visit) -> None:
    if not await planning.may_plan(visit.turn, visit.me):
        visit.says(refusals.plain(refusals.not_allowed()))
    else:
        visit.says(await dialogues.begin(visit.turn, visit.telegram_id, planning.SCRIPT))


async def managed(visit: Visit) -> None:
    if not await planning.may_plan(visit.turn, visit.me):
        visit.says(refusals.plain(refusals.not_allowed()))
    else:
        visit.says(say_panel.managed(await meetings.managed(visit.turn, visit.me), visit.turn.now))


async def open_panel(visit: Visit) -> None:
    meeting = await leading.led(visit.turn, visit.me, visit.args[0])
    if meeting is None:
        visit.refuses()
    else:
        await boards.open_panel(visit.turn, meeting, visit.telegram_id)


async def ask_close(visit: Visit) -> None:
    match await meetings.may_close(visit.turn, visit.me, visit.args[0]):
        case meetings.Closing(meeting, numbers):
            visit.says(say_panel.ask_close(meeting, numbers))
        case refused:
            _refuse(visit, refused)


async def close(visit: Visit) -> None:
    match await meetings.close(visit.turn, visit.me, visit.args[0]):
        case meetings.Closed(meeting, make_ups, records):
            closed = say_panel.closed_now(meeting, records=records)
            some = bool(await courses.choose(visit.turn, visit.me, most=1))
            visit.replaces(say_make_up.after_closing(closed, meeting, make_ups, courses=some))
        case refused:
            _refuse(visit, refused)


def _refuse(visit: Visit, outcome: meetings.NotNow) -> None:
    match outcome:
        case meetings.AlreadyClosed():
            visit.answers(Toast(say_panel.already_closed()))
        case meetings.TooEarlyToClose(meeting):
            visit.answers(Toast(say_panel.cannot_close_early(meeting.opens_at, visit.turn.now)))
        case meetings.Refused():
            visit.refuses()


async def do_not_close(visit: Visit) -> None:
    visit.replaces(say_panel.not_closed_yet())


async def sheet(visit: Visit) -> None:
    if not await meetings.hand_sheet_again(visit.turn, visit.me, visit.args[0]):
        visit.refuses()


async def more(visit: Visit) -> None:
    visit.says_if_allowed(await meeting_menu.for_leader(visit.turn, visit.me, visit.args[0]))


async def more_for_me(visit: Visit) -> None:
    visit.says_if_allowed(await meeting_menu.for_invitee(visit.turn, visit.me, visit.args[0]))


async def been_to(visit: Visit) -> None:
    visit.says(await meeting_menu.been_to(visit.turn, visit.me) or say_menu.been_nowhere())


ROUTES: tuple[Route, ...] = (
    Command(
        "new",
        new_meeting,
        ("新会议", "开会", "建会议"),
        menu="发起会议（组长、书记）",
        feature=Feature.MEETINGS,
        leads=True,
    ),
    Command("meetings", managed, ("会议", "会议管理"), menu="我负责的会议", feature=Feature.MEETINGS, leads=True),
    Command("been", been_to, ("我有异议", "开过的会"), feature=Feature.MEETINGS),
    Tap("nm", new_meeting, Feature.MEETINGS),
    Tap("po", open_panel),
    Tap("ca", ask_close),
    Tap("cc", close),
    Tap("cn", do_not_close),
    Tap("sh", sheet),
    Tap("pm", more),
    Tap("pi", more_for_me),
)
