"""Setting a branch up: the leader's link, `/setup`, the readiness check, the switches."""

from domain.features import Feature
from domain.messages import Message, Toast
from handlers.routing import Command, Route, Start, Tap
from handlers.visits import Visit
from services import founding, joining, setup, switches
from texts import founding as say_founding
from texts import refusals
from texts import setup as say
from texts import switches as say_switches


async def open_leader_link(visit: Visit) -> None:
    match await founding.open_link(visit.turn, visit.telegram_id, visit.text):
        case founding.Asked(question):
            visit.says(question)
        case founding.AlreadyFounder():
            visit.says(say_founding.already_founder())
        case joining.UsedUp():
            visit.says(say_founding.used_up())
        case joining.Expired():
            visit.says(say_founding.expired())
        case joining.NotALink():
            visit.says(say_founding.not_a_link())


async def set_up(visit: Visit) -> None:
    if visit.private:
        await _show_progress(visit)
        return
    member = await visit.member()
    chat = visit.update.effective_chat
    if member is None or chat is None:
        visit.says(say.who_can())
        return
    match await setup.bind_chat(visit.turn, member, visit.chat_id, visit.thread_id, chat.title or ""):
        case setup.Bound(node, progress):
            visit.says(say.bound_in_group(node.name))
            visit.whispers(setup.next_steps(progress, visit.telegram_id))
        case setup.Which(question):
            visit.says(say.asked_in_private())
            visit.whispers(question)
        case setup.Taken():
            visit.says(say.taken())
        case setup.NotAllowed():
            visit.says(say.who_can())


async def _show_progress(visit: Visit) -> None:
    member = await visit.member()
    if member is None:
        visit.says(refusals.not_on_roster())
        return
    match await setup.progress(visit.turn, member):
        case setup.Progress() as progress:
            visit.says(setup.next_steps(progress, visit.telegram_id))
        case setup.NotAllowed():
            visit.says(refusals.plain(refusals.not_allowed()))


async def ready(visit: Visit) -> None:
    member = visit.me
    match await setup.ready(visit.turn, member):
        case setup.Readiness(findings, hints, progress):
            visit.says(say.readiness(progress.name, progress.people, findings, hints, visit.telegram_id))
        case setup.NotAllowed():
            visit.says(refusals.plain(refusals.not_allowed()))


async def show_switches(visit: Visit) -> None:
    member = visit.me
    match await switches.panel(visit.turn, member):
        case switches.Panel() as panel:
            visit.says(_panel(panel, visit.telegram_id))
        case switches.NotAllowed():
            visit.says(refusals.plain(refusals.not_allowed()))


async def switch(visit: Visit) -> None:
    node_id, number = visit.args
    match await switches.switch(visit.turn, visit.me, node_id, list(Feature)[number]):
        case switches.Panel() as panel:
            visit.replaces(_panel(panel, visit.telegram_id))
        case switches.StaysOff(feature):
            visit.answers(Toast(say_switches.stays_off(feature)))
        case switches.NotAllowed():
            visit.refuses()


def _panel(panel: switches.Panel, telegram_id: int) -> Message:
    lines = [say_switches.line(each.feature, each.above, each.needs, on=each.on) for each in panel.switches]
    off_here = [each.off_here for each in panel.switches]
    return say_switches.panel(panel.branch.name, panel.branch.id, lines, off_here, telegram_id)


ROUTES: tuple[Route, ...] = (
    Start("lead", open_leader_link),
    Command(
        "setup", set_up, words=("设置",), menu="设置支部和群（书记、组长）", in_group=True, anyone=True, leads=True
    ),
    Command("branch", _show_progress, words=("支部设置",), menu="支部设置：党小组、职务、替补（书记）", leads=True),
    Command("ready", ready, words=("检查", "准备情况")),
    Command("features", show_switches, words=("功能",), menu="功能开关（书记）", leads=True),
    Tap("ready", ready),
    Tap("feat", switch),
)
