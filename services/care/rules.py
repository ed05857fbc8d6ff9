"""Who goes when, as this branch keeps it (CARE-05): the defaults, and what its secretary has changed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from domain.access import Action
from domain.care import DEFAULTS, LONGEST_BRINGS, Rule, VisitTrigger, names_amount
from domain.members import Member, Role
from domain.messages import Message
from domain.names import tidy_line
from services import access, dialogues, secrecy
from services.care import near
from services.dialogues import Asker, Done, Draft, Problem, Question, Script, Step
from services.turn import Turn
from storage import care_visits as store
from storage import nodes
from storage import people as members
from texts import care_lists as say
from texts import refusals
from texts.dialogues import classified

ROLES = (Role.GROUP_LEADER, Role.BRANCH_SECRETARY, Role.DEPUTY_SECRETARY, Role.ORGANIZATION_MEMBER)
_T = TypeVar("_T")
HOURS = (24, 48, 72, 7 * 24, 14 * 24)


@dataclass(frozen=True, slots=True)
class Listed:
    """The list of one branch."""

    branch_id: int
    branch: str
    rules: Mapping[VisitTrigger, Rule]


async def of_branch(turn: Turn, branch_id: int) -> Mapping[VisitTrigger, Rule]:
    return {**DEFAULTS, **await store.rules_of(turn.tx, branch_id)}


async def rule_of(turn: Turn, about: Member, trigger: VisitTrigger) -> Rule:
    """What holds where this member belongs."""
    branch = (await nodes.tree(turn.tx)).branch_of(about.node_id)
    return (await of_branch(turn, branch.id if branch is not None else about.node_id))[trigger]


async def listed(turn: Turn, keeper: Member) -> Listed | None:
    """The list for who may change it; None for anybody else."""
    tree = await nodes.tree(turn.tx)
    branch = tree.branch_of(keeper.node_id)
    if branch is None or not await access.may(turn, keeper, Action.MANAGE_CARE, branch.id):
        return None
    return Listed(branch.id, branch.name, await of_branch(turn, branch.id))


async def change(
    turn: Turn,
    keeper: Member,
    trigger: VisitTrigger,
    *,
    next_role: bool = False,
    next_hours: bool = False,
    switch: bool = False,
    brings: str | None = None,
) -> Listed | None:
    """Go on to the next post or span, switch one on or off, or write what to bring."""
    found = await listed(turn, keeper)
    if found is None:
        return None
    rule = found.rules[trigger]
    if next_role:
        rule = replace(rule, role=_after(ROLES, rule.role))
    if next_hours:
        rule = replace(rule, hours=_after(HOURS, rule.hours))
    if switch:
        rule = replace(rule, on=not rule.on)
    if brings is not None:
        rule = replace(rule, brings=brings)
    await store.keep_rule(turn.tx, found.branch_id, trigger, rule)
    return replace(found, rules={**found.rules, trigger: rule})


async def responsible(turn: Turn, about: Member, rule: Rule) -> Member | None:
    """Who is to go: the holder of the post if they are there, else the nearest leader who is."""
    holders = await near.holders(turn, about)
    offices = await members.offices_of_all(turn.tx, [one.id for one in holders])
    fitting = {one.member_id for one in offices if one.role is rule.role}
    return next((one for one in holders if one.id in fitting), holders[0] if holders else None)


async def ask_brings(turn: Turn, keeper: Member, trigger: VisitTrigger) -> Message | None:
    """改带上什么; None for who may not change the list."""
    if await listed(turn, keeper) is None or keeper.telegram_id is None:
        return None
    return await dialogues.begin(turn, keeper.telegram_id, BRINGS, {"trigger": str(trigger)})


async def _ask_brings(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_brings())


async def _read_brings(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    said, trigger = tidy_line(text), VisitTrigger(str(draft["trigger"]))
    if not said or len(said) > LONGEST_BRINGS or names_amount(said):
        return Problem(say.brings_wrong())
    if await secrecy.typed(asker, said):
        return Problem(classified())
    keeper = await dialogues.member(asker)
    if await change(asker.turn, keeper, trigger, brings=said) is None:
        return Done(refusals.plain(refusals.not_allowed()))
    return Done(say.brings_kept(trigger, said))


BRINGS = Script("visit_brings", (Step("brings", _ask_brings, _read_brings),))


def _after(values: tuple[_T, ...], now: _T) -> _T:
    return values[(values.index(now) + 1) % len(values)] if now in values else values[0]
