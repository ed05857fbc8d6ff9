"""The dialogue that sets a series: kind, which days, hour, place, what on holidays, and the next six of them."""

import re
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Final

from domain.access import Action
from domain.meetings import MeetingKind
from domain.members import Member
from domain.messages import Message
from domain.names import tidy_line
from domain.series import (
    LONGEST_AHEAD,
    USUAL_AHEAD,
    RuleProblem,
    Shown,
    read_rule,
)
from domain.when import When, read_when
from services import access, dialogues, secrecy
from services import planning as meetings
from services.dialogues import Asker, Done, Draft, Goto, Problem, Question, Script, Step
from services.series import days, drafts, steering
from services.turn import Turn
from storage import nodes
from storage import series as store
from texts import refusals
from texts import series as say
from texts.dialogues import classified, press_a_button

KIND, NODE, RULE, CLOCK, PLACE, HOLIDAY, TITLE, AHEAD, PREVIEW = (
    *("kind", "node", "rule", "clock", "place", "holiday", "title", "ahead", "preview"),
)
LONGEST_TITLE: Final = 60

Read = Callable[[Asker, Draft, str], Awaitable[Goto | Done | Problem]]


async def begin(turn: Turn, leader: Member) -> Message | None:
    """The first question; None for who leads nothing."""
    if not await meetings.may_plan(turn, leader):
        return None
    return await dialogues.begin(turn, leader.telegram_id or 0, SCRIPT)


async def change(turn: Turn, leader: Member, series_id: int) -> Message | None:
    """The preview of a series that is there, to change it; None where it is none of theirs."""
    shown = await steering.look(turn, leader, series_id)
    if shown is None:
        return None
    return await dialogues.begin(turn, leader.telegram_id or 0, SCRIPT, drafts.packed(series_id, shown.plan), PREVIEW)


def _onward(draft: Draft, step: str) -> str:
    """Where to go on: back to the preview where one thing is being changed."""
    return PREVIEW if draft.get("editing") else step


def _then(read: Read, step: str) -> Read:
    """A step of the dialogue that makes one meeting, which here is followed by another one."""

    async def _read(asker: Asker, draft: Draft, text: str) -> Goto | Done | Problem:
        match await read(asker, draft, text):
            case Goto(further, next_step) if next_step != NODE:
                return Goto(further, _onward(further, step))
            case other:
                return other

    return _read


async def _ask_rule(_asker: Asker, draft: Draft) -> Question:
    usual = say.usual_rules(MeetingKind(str(draft["kind"])))
    return Question(say.ask_rule(), usual, per_row=1)


async def _read_rule(_asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    rule = read_rule(text)
    if isinstance(rule, RuleProblem):
        return Problem(say.rule_problem(rule))
    wished = draft.get("holiday")
    wish = next((one for one in rule.choices if one == wished), rule.choices[0])
    return Goto({**draft, "rule": rule.kept(), "holiday": str(wish)}, CLOCK)


async def _ask_clock(_asker: Asker, draft: Draft) -> Question:
    hours = [f"{hour}:00" for hour in meetings.USUAL_HOURS]
    return Question(say.ask_clock(drafts.rule(draft)), hours, per_row=3)


async def _read_clock(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    tomorrow = asker.turn.now.date() + timedelta(days=1)
    match read_when(text, asker.turn.now, on=tomorrow):
        case When(at=at):
            return Goto({**draft, "clock": f"{at:%H:%M}"}, _onward(draft, PLACE))
        case _:
            return Problem(say.unclear_clock())


async def _ask_holiday(_asker: Asker, draft: Draft) -> Question:
    labels = [say.holiday_label(one) for one in drafts.rule(draft).choices]
    return Question(say.ask_holiday(), labels, per_row=1)


async def _read_holiday(_asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    for one in drafts.rule(draft).choices:
        if say.holiday_label(one) == text.strip():
            return Goto({**draft, "holiday": str(one)}, PREVIEW)
    return Problem(press_a_button())


async def _ask_title(asker: Asker, draft: Draft) -> Question:
    usual = say.usual_title(MeetingKind(str(draft["kind"])), asker.turn.now)
    return Question(say.ask_title(usual), [say.by_month()])


async def _read_title(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    title = tidy_line(text)
    if title == say.by_month():
        return Goto({name: value for name, value in draft.items() if name != "title"}, PREVIEW)
    if not 0 < len(title) <= LONGEST_TITLE:
        return Problem(say.title_problem(LONGEST_TITLE))
    if await secrecy.typed(asker, title):
        return Problem(classified())
    return Goto({**draft, "title": title}, PREVIEW)


async def _ask_ahead(_asker: Asker, _draft: Draft) -> Question:
    labels = [say.ahead_label(number) for number in (3, USUAL_AHEAD, 14)]
    return Question(say.ask_ahead(LONGEST_AHEAD), labels, per_row=3)


async def _read_ahead(_asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    found = re.fullmatch(r"(?:提前)?\s*(\d{1,2})\s*天?", tidy_line(text))
    if found is None or not 1 <= int(found[1]) <= LONGEST_AHEAD:
        return Problem(say.ask_ahead(LONGEST_AHEAD).html)
    return Goto({**draft, "ahead": int(found[1])}, PREVIEW)


async def _ask_preview(asker: Asker, draft: Draft) -> Question:
    plan, today = drafts.plan(draft), asker.turn.now.date()
    calendar = await days.calendar_of(asker.turn, plan.node_id)
    six = days.next_six(days.coming(plan.rule, plan.on_holiday, today, today, calendar))
    node = (await nodes.tree(asker.turn.tx))[plan.node_id].name
    shown = Shown(plan, node, six, days.unknown_years(six, calendar))
    return Question(say.preview(shown, asker.turn.now), say.options(say.CHOICES))


async def _read_preview(asker: Asker, draft: Draft, text: str) -> Goto | Done | Problem:
    match say.choice(text, say.CHOICES):
        case "settle":
            return await _settle(asker, draft)
        case "rule" | "place" | "holiday" | "title" | "ahead" as step:
            return Goto({**draft, "editing": True}, step)
        case _:
            return Problem(press_a_button())


async def _settle(asker: Asker, draft: Draft) -> Done:
    leader, plan = await dialogues.member(asker), drafts.plan(draft)
    if not await access.may(asker.turn, leader, Action.MANAGE_MEETING, plan.node_id):
        return Done(refusals.plain(refusals.not_allowed()))
    series_id = await _keep(asker, leader, draft)
    shown = await steering.look(asker.turn, leader, series_id)
    return Done(say.settled() if shown is None else say.card(shown, asker.turn.now))


async def _keep(asker: Asker, leader: Member, draft: Draft) -> int:
    turn, plan, series_id = asker.turn, drafts.plan(draft), draft.get("series")
    if not isinstance(series_id, int):
        return await store.add(turn.tx, plan, leader.id, turn.now)
    if await steering.look(turn, leader, series_id) is not None:
        await store.change(turn.tx, series_id, plan, turn.now)
    return series_id


SCRIPT = Script(
    "series",
    (
        Step(KIND, meetings.ask_kind, _then(meetings.read_kind, RULE)),
        Step(NODE, meetings.ask_node, _then(meetings.read_node, RULE)),
        Step(RULE, _ask_rule, _read_rule),
        Step(CLOCK, _ask_clock, _read_clock),
        Step(PLACE, meetings.ask_place, _then(meetings.read_place, HOLIDAY)),
        Step(HOLIDAY, _ask_holiday, _read_holiday),
        Step(TITLE, _ask_title, _read_title),
        Step(AHEAD, _ask_ahead, _read_ahead),
        Step(PREVIEW, _ask_preview, _read_preview),
    ),
)
