"""「书记日历」 and 「本季」 for the branch's own leaders, and what they set there; nobody above sees any of it."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from domain.access import Action
from domain.duties import OF_THE_BRANCH, Branch, Code, Count, Due, DutyState, settled, this_quarter
from domain.members import Member
from domain.messages import Message
from domain.nodes import BRANCH_KINDS, Node
from domain.party_dates import read_date
from services import access, dialogues, people, policies
from services.dialogues import Asker, Done, Draft, Problem, Question, Script, Step
from services.duties import facts, looking, recipients, saying
from services.turn import Turn
from storage import duty_settings as settings
from storage import nodes
from storage.duties import Duty
from texts import duty_settings as say
from texts import refusals
from texts.duties import Line, Screen

MOST_LINES: Final = 8  # of each part: it is one screen
LONGEST_TERM: Final = timedelta(days=6 * 366)  # five years (ORG-09), and a year for a late election (ORG-11)
A_YEAR: Final = timedelta(days=366)
_USUAL_DAYS: Final = ("5", "10", "15")


@dataclass(frozen=True, slots=True)
class Quarter:
    branch: str
    counts: list[Count]


@dataclass(frozen=True, slots=True)
class Switches:
    branch: Node
    off: frozenset[Code]


async def screen(turn: Turn, member: Member, just_settled: Duty | None = None) -> Screen | None:
    """What is owed and what comes, put right before it is shown; None for who may not see it."""
    node = await keeps(turn, member)
    if node is None:
        return None
    branch, standing = await looking.keep(turn, node.id)
    open_ones = [(one, duty) for one, duty in standing if _is_open(one, duty, branch)]
    owed = [await _line(turn, member, branch, pair) for pair in open_ones if pair[0].day <= turn.now.date()]
    coming = [await _line(turn, member, branch, pair) for pair in open_ones if pair[0].day > turn.now.date()]
    undo = (
        None
        if just_settled is None
        else Line(just_settled.id, just_settled.first_day, saying.shown(just_settled, branch, to_asked=False))
    )
    return Screen(
        node.name,
        owed[:MOST_LINES],
        coming[:MOST_LINES],
        max(0, len(owed) - MOST_LINES),
        branch.term_ends,
        branch.dues_day,
        undo,
    )


async def quarter(turn: Turn, member: Member) -> Quarter | None:
    """How often each kind was held this quarter; None for who may not see it."""
    node = await keeps(turn, member)
    if node is None:
        return None
    calendar = (await policies.in_force(turn, node.id)).calendar
    branch = await facts.branch(turn, node.id, calendar)
    return Quarter(node.name, this_quarter(branch, turn.now.date()))


async def switches(turn: Turn, member: Member) -> Switches | None:
    node = await keeps(turn, member)
    return None if node is None else Switches(node, await settings.off_at(turn.tx, node.id))


async def switch(turn: Turn, member: Member, node_id: int, code: Code) -> Switches | None:
    """Turn one entry on or off for a branch (A12); what waits of it goes with the next look."""
    tree = await nodes.tree(turn.tx)
    if node_id not in tree or not await access.may(turn, member, Action.SEE_DUTIES, node_id):
        return None
    await settings.switch(turn.tx, node_id, code, on=code in await settings.off_at(turn.tx, node_id))
    await settings.look_again(turn.tx, node_id)
    return Switches(tree[node_id], await settings.off_at(turn.tx, node_id))


async def ask_term(turn: Turn, member: Member) -> Message | None:
    return await _begin(turn, member, TERM)


async def ask_dues_day(turn: Turn, member: Member) -> Message | None:
    return await _begin(turn, member, DUES_DAY)


async def set_term(turn: Turn, member: Member, words: str) -> Message | str | None:
    """换届日期: the day the term ends. A sentence where it is not understood; None where it is not theirs to say."""
    node = await keeps(turn, member)
    if node is None:
        return None
    day = None if words.strip() == say.none() else read_date(words)
    if words.strip() != say.none() and not _may_be_term(day, turn.now.date()):
        return say.term_unclear()
    before = await settings.calendar_of(turn.tx, node.id)
    await settings.set_calendar(turn.tx, node.id, replace(before, term_ends=day))
    return say.term_set(day, turn.now)


async def set_dues_day(turn: Turn, member: Member, words: str) -> Message | str | None:
    """党费日: a day of the month, or none."""
    node = await keeps(turn, member)
    if node is None:
        return None
    said = words.strip().removeprefix("每月").strip().rstrip("日号").strip()
    day = int(said) if said.isascii() and said.isdecimal() and 1 <= int(said) <= 31 else None
    if day is None and said != say.none():
        return say.dues_day_unclear()
    before = await settings.calendar_of(turn.tx, node.id)
    await settings.set_calendar(turn.tx, node.id, replace(before, dues_day=day))
    return say.dues_day_set(day)


async def keeps(turn: Turn, member: Member) -> Node | None:
    """The branch whose calendar somebody keeps, their own before any other; a refusal is written down."""
    tree = await nodes.tree(turn.tx)
    kept = [id_ for id_ in await access.nodes_for(turn, member, Action.SEE_DUTIES) if tree[id_].kind in BRANCH_KINDS]
    own = tree.branch_of(member.node_id)
    if own is not None and own.id in kept:
        return own
    if not kept:
        await access.may(turn, member, Action.SEE_DUTIES, member.node_id)
        return None
    return tree[kept[0]]


def _is_open(one: Due, duty: Duty, branch: Branch) -> bool:
    if duty.state is not DutyState.OWED or one.code not in OF_THE_BRANCH:
        return False
    return not settled(one.code, one.on, one.about_id, branch)


async def _line(turn: Turn, member: Member, branch: Branch, pair: tuple[Due, Duty]) -> Line:
    one, duty = pair
    asked = await recipients.of_post(turn, branch.node_id, one.code)
    shown = saying.shown(duty, branch, to_asked=asked is not None and asked.id == member.id)
    return Line(duty.id, one.day, shown)


def _may_be_term(day: date | None, today: date) -> bool:
    return day is not None and today - A_YEAR <= day <= today + LONGEST_TERM


async def _begin(turn: Turn, member: Member, script: Script) -> Message | None:
    if await keeps(turn, member) is None:
        return None
    return await dialogues.begin(turn, member.telegram_id or 0, script)


async def _ask_term(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_term(), [say.none()])


async def _read_term(asker: Asker, _draft: Draft, text: str) -> Done | Problem:
    member = await people.known(asker.turn, asker.telegram_id)
    return _last(None if member is None else await set_term(asker.turn, member, text))


async def _ask_dues_day(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_dues_day(), (*_USUAL_DAYS, say.none()))


async def _read_dues_day(asker: Asker, _draft: Draft, text: str) -> Done | Problem:
    member = await people.known(asker.turn, asker.telegram_id)
    return _last(None if member is None else await set_dues_day(asker.turn, member, text))


def _last(said: Message | str | None) -> Done | Problem:
    if said is None:
        return Done(refusals.plain(refusals.not_allowed()))
    return Problem(said) if isinstance(said, str) else Done(said)


TERM: Final = Script("term", (Step("day", _ask_term, _read_term),))
DUES_DAY: Final = Script("dues_day", (Step("day", _ask_dues_day, _read_dues_day),))
