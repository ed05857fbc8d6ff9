"""A branch's rules of who is visited: each switched on or off, and its years set, by who appoints too (K4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from domain.access import Action
from domain.care_dates import AGES, DEFAULTS, WITH_NUMBER, CareRule, RuleSetting
from domain.members import Member
from domain.messages import Message
from domain.nodes import Node
from services import access, dialogues, people
from services.care_dates import festivals
from services.dialogues import Asker, Done, Draft, Problem, Question, Script, Step
from services.turn import Turn
from storage import care_plans as store
from texts import care_calendar as say
from texts import refusals


@dataclass(frozen=True, slots=True)
class Rules:
    branch: Node
    settings: Mapping[CareRule, RuleSetting]


async def rules(turn: Turn, member: Member) -> Rules | None:
    """None for who does not keep the branch's roster: a group leader looks after people, not after the rules."""
    place = await festivals.place_of(turn, member)
    if place is None or not await access.may(turn, member, Action.MANAGE_ROSTER, place[0].id):
        return None
    return Rules(place[0], await store.settings_of(turn.tx, place[0].id))


async def switch(turn: Turn, member: Member, rule: CareRule) -> Rules | None:
    found = await rules(turn, member)
    if found is None:
        return None
    before = found.settings[rule]
    return await _set(turn, member, found.branch.id, rule, RuleSetting(not before.on, before.years))


async def ask_years(turn: Turn, member: Member, rule: CareRule) -> Message | None:
    if rule not in WITH_NUMBER or await rules(turn, member) is None:
        return None
    draft: Draft = {"rule": str(rule)}
    return await dialogues.begin(turn, member.telegram_id or 0, SCRIPT, draft)


async def _set(turn: Turn, member: Member, node_id: int, rule: CareRule, setting: RuleSetting) -> Rules | None:
    await store.set_rule(turn.tx, node_id, rule, setting)
    await store.note_looked(turn.tx, node_id, None)
    return await rules(turn, member)


async def _ask_years(_asker: Asker, draft: Draft) -> Question:
    rule = CareRule(str(draft["rule"]))
    usual = DEFAULTS[rule].years
    return Question(say.ask_years(rule), [(str(years), str(years)) for years in (usual, usual + 5)])


async def _read_years(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    member = await people.known(asker.turn, asker.telegram_id)
    found = None if member is None else await rules(asker.turn, member)
    if member is None or found is None:
        return Done(refusals.plain(refusals.not_allowed()))
    said = text.strip().removesuffix("岁").removesuffix("年").strip()
    if not (said.isascii() and said.isdecimal()) or int(said) not in AGES:
        return Problem(say.years_unclear())
    changed = await _set(
        asker.turn, member, found.branch.id, CareRule(str(draft["rule"])), RuleSetting(True, int(said))
    )
    return Done(
        refusals.plain(refusals.not_allowed()) if changed is None else say.rules(changed.branch.name, changed.settings)
    )


SCRIPT: Final = Script("care_rule_years", (Step("years", _ask_years, _read_years),))
