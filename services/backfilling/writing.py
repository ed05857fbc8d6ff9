"""The dialogue that enters a meeting afterwards: kind, when, title, place, who, why (M23)."""

from datetime import datetime, timedelta
from typing import Final

from domain import backfilling as rules
from domain.backfilling import Was
from domain.meetings import KINDS, kind_of
from domain.members import Member
from domain.messages import Message
from domain.names import tidy_line
from domain.when import Unclear, When, WhenProblem, read_when
from services import dialogues, planning, secrecy
from services.backfilling import draft as said
from services.backfilling import listing
from services.backfilling.entering import enter
from services.configuration import Key, value
from services.dialogues import Asker, Done, Draft, Goto, Problem, Question, Script, Step
from services.turn import Turn
from storage import meetings as store
from storage import nodes
from storage.meetings import Plan
from texts import backfilling as say
from texts import planning as say_planning
from texts import refusals
from texts.dialogues import classified

LONGEST_REASON: Final = 100


async def begin(turn: Turn, leader: Member) -> Message | None:
    """The first question; None for whoever leads no meetings."""
    if not await planning.may_plan(turn, leader):
        return None
    return await dialogues.begin(turn, leader.telegram_id or 0, SCRIPT)


async def _ask_kind(asker: Asker, draft: Draft) -> Question:
    asked = await planning.ask_kind(asker, draft)
    return Question(say.ask_kind(), asked.options)


async def _read_kind(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    kind = kind_of(text)
    if kind is None:
        return Problem(say_planning.unknown_kind())
    places = await planning.places_to_meet(asker, kind)
    if not places:
        return Problem(say_planning.no_place_for(kind))
    further: Draft = {**draft, "kind": str(kind)}
    return Goto({**further, "node": places[0][0]}, "when") if len(places) == 1 else Goto(further, "node")


async def _ask_node(asker: Asker, draft: Draft) -> Question:
    places = await planning.places_to_meet(asker, said.kind(draft))
    return Question(say_planning.ask_node(), [name for _, name in places])


async def _read_node(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    for node_id, name in await planning.places_to_meet(asker, said.kind(draft)):
        if name == text.strip():
            return Goto({**draft, "node": node_id}, "when")
    return Problem(say_planning.unknown_node())


async def _ask_when(asker: Asker, draft: Draft) -> Question:
    return Question(say.ask_when(await _within(asker, draft), asker.turn.now))


async def _read_when(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    """The same words as for a meeting to come, read as a time that has been."""
    turn, within = asker.turn, await _within(asker, draft)
    at = _past(text, turn.now)
    match rules.judge(at, turn.now, timedelta(days=within)):
        case rules.Fault.UNCLEAR:
            return Problem(say.unclear_when(turn.now))
        case rules.Fault.AHEAD:
            return Problem(say.ahead())
        case rules.Fault.TOO_LONG_AGO:
            return Problem(say.too_long_ago(within))
        case datetime() as held:
            return Goto({**draft, "starts_at": held.isoformat()}, "title")


async def _ask_title(_asker: Asker, draft: Draft) -> Question:
    usual = say_planning.usual_title(said.kind(draft), said.starts_at(draft))
    return Question(say_planning.ask_title(), [usual], per_row=1)


async def _read_title(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    title = await planning.line(asker, text)
    return title if isinstance(title, Problem) else Goto({**draft, "title": title}, "place")


async def _ask_place(asker: Asker, draft: Draft) -> Question:
    tree = await nodes.tree(asker.turn.tx)
    branch = tree.branch_of(said.node(draft))
    known = await store.places(asker.turn.tx, tree.subtree(branch.id if branch is not None else said.node(draft)))
    return Question(say.ask_place(), known or [say_planning.usual_place()], per_row=1)


async def _read_place(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    place = await planning.line(asker, text)
    return place if isinstance(place, Problem) else Goto({**draft, "place": place}, "who")


async def _ask_reason(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_reason(), say.usual_reasons(), per_row=1)


async def _read_reason(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    reason = tidy_line(text)
    if not reason or len(reason) > LONGEST_REASON:
        return Problem(say.reason_wanted(LONGEST_REASON))
    if await secrecy.typed(asker, reason):
        return Problem(classified())
    return Goto({**draft, "reason": reason}, "preview")


async def _ask_preview(asker: Asker, draft: Draft) -> Question:
    invited, were = await said.invited(asker, draft), said.were(draft)
    plan = await _plan(asker, draft)
    counts = [sum(were.get(one.id, Was.ABSENT) is was for one in invited) for was in Was]
    word = KINDS[plan.kind].word
    return Question(
        say.preview(plan.title, word, plan.place, plan.starts_at, counts, str(draft["reason"]), asker.turn.now),
        say.preview_options(),
    )


async def _read_preview(asker: Asker, draft: Draft, text: str) -> Goto | Done | Problem:
    match say.preview_choice(text):
        case "enter":
            leader = await dialogues.member(asker)
            made = await enter(asker.turn, leader, await _plan(asker, draft), str(draft["reason"]), said.were(draft))
            return Done(say.entered() if made is not None else refusals.plain(refusals.not_allowed()))
        case "who":
            return Goto(draft, "who")
        case _:
            return Problem(say.press_a_button())


async def _within(asker: Asker, draft: Draft) -> int:
    return await value(asker.turn, said.node(draft), Key.BACKFILL_WITHIN)


async def _plan(asker: Asker, draft: Draft) -> Plan:
    starts_at, kind = said.starts_at(draft), said.kind(draft)
    ends_at = starts_at + timedelta(minutes=KINDS[kind].default_minutes)
    leader = await dialogues.member(asker)
    title, place = str(draft["title"]), str(draft["place"])
    return Plan(said.node(draft), kind, title, place, starts_at, starts_at, ends_at, None, leader.id)


def _past(text: str, now: datetime) -> datetime | None:
    """The reader gives a time that is over as PAST; what it puts ahead may have been last week or last year."""
    match read_when(text, now):
        case Unclear(problem=WhenProblem.PAST, at=at):
            return at
        case When(at=at):
            return rules.latest_before(text, at, now)
        case _:
            return None


SCRIPT: Final = Script(
    "backfill",
    (
        Step("kind", _ask_kind, _read_kind),
        Step("node", _ask_node, _read_node),
        Step("when", _ask_when, _read_when),
        Step("title", _ask_title, _read_title),
        Step("place", _ask_place, _read_place),
        listing.STEP,
        Step("reason", _ask_reason, _read_reason),
        Step("preview", _ask_preview, _read_preview),
    ),
)
