"""The dialogue that offers times: the first steps and the place are those of planning a meeting (M32)."""

from datetime import datetime

from domain import slots as rules
from domain.access import Action
from domain.meetings import KINDS, MeetingKind
from domain.members import Member
from domain.messages import Message
from domain.names import tidy_text
from domain.slots import SlotPoll, SlotsProblem
from services import access, dialogues, meetings, planning
from services.dialogues import Asker, Done, Draft, Goto, Problem, Question, Script, Step
from services.slots import picking
from services.turn import Turn
from storage import nodes
from storage import slots as store
from texts import planning as say_planning
from texts import refusals
from texts import slots as say


async def begin(turn: Turn, organiser: Member) -> Message | None:
    """None for who plans no meetings."""
    if not await planning.may_plan(turn, organiser):
        await access.may(turn, organiser, Action.MANAGE_MEETING, organiser.node_id)
        return None
    return await dialogues.begin(turn, organiser.telegram_id or 0, SCRIPT)


async def _ask_title(asker: Asker, draft: Draft) -> Question:
    usual = say_planning.usual_title(_kind(draft), asker.turn.now)
    return Question(say_planning.ask_title(), [usual], per_row=1)


async def _read_title(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    title = await planning.line(asker, text)
    return title if isinstance(title, Problem) else Goto({**draft, "title": title}, "times")


async def _ask_times(asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_times(asker.turn.now))


async def _read_times(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    times: list[datetime] = []
    for line in tidy_text(text).splitlines():
        at = planning.moment(asker, line)
        if isinstance(at, Problem):
            return Problem(say.line_unclear(line, at.html))
        times.append(at)
    offered = rules.offered(times)
    if isinstance(offered, SlotsProblem):
        return Problem(say.times_wrong(offered))
    return Goto({**draft, "times": [at.isoformat() for at in offered]}, "place")


async def _ask_preview(asker: Asker, draft: Draft) -> Question:
    tree = await nodes.tree(asker.turn.tx)
    node_id = dialogues.number(draft, "node")
    words = say.preview(
        KINDS[_kind(draft)].word,
        str(draft["title"]),
        str(draft["place"]),
        _times(draft),
        tree[node_id].name,
        len(await meetings.invited(asker.turn, _kind(draft), node_id)),
        asker.turn.now,
    )
    return Question(words, [say.send()])


async def _read_preview(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    if not say.means_send(text):
        return Problem(say.press_a_button())
    if _times(draft)[0] <= asker.turn.now:
        return Problem(say.meanwhile_past())
    organiser = await dialogues.member(asker)
    node_id = dialogues.number(draft, "node")
    if not await access.may(asker.turn, organiser, Action.MANAGE_MEETING, node_id):
        return Done(refusals.plain(refusals.not_allowed()))
    return Done(await _send(asker.turn, organiser, draft, node_id))


async def _send(turn: Turn, organiser: Member, draft: Draft, node_id: int) -> Message:
    invited = await meetings.invited(turn, _kind(draft), node_id)
    poll = SlotPoll(
        0, node_id, _kind(draft), str(draft["title"]), str(draft["place"]), organiser.id, settled=False, meeting_id=None
    )
    poll = await store.ask(turn.tx, poll, _times(draft), [member.id for member in invited], turn.now)
    asked = await picking.show_all(turn, poll)
    if organiser.telegram_id is not None:
        turn.show(picking.panel_topic(poll), organiser.telegram_id, "slot_panel", poll.id)
    return say.sent(asked, len(invited) - asked)


def _times(draft: Draft) -> list[datetime]:
    times = draft["times"]
    if not isinstance(times, list):
        raise TypeError("the draft's times are no list")
    return [datetime.fromisoformat(str(at)) for at in times]


def _kind(draft: Draft) -> MeetingKind:
    return MeetingKind(str(draft["kind"]))


SCRIPT = Script(
    "slots",
    (
        Step("kind", planning.ask_kind, planning.read_kind),
        Step("node", planning.ask_node, planning.read_node),
        Step("title", _ask_title, _read_title),
        Step("times", _ask_times, _read_times),
        Step("place", planning.ask_place, planning.read_place),
        Step("preview", _ask_preview, _read_preview),
    ),
)
