"""Looking for somebody, asking them through the bot, and their answer (O12)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, TypeAlias

from domain import skills as rules
from domain.access import Action
from domain.features import Feature
from domain.members import Member, is_here
from domain.messages import Message
from domain.names import tidy_line
from domain.skills import Offer, SkillAsk
from services import access, dialogues, features, people, secrecy
from services.dialogues import Asker, Done, Draft, Problem, Question, Script, Step
from services.reminding.promising import hushed
from services.turn import Turn
from storage import nodes
from storage import people as members
from storage import skills as store
from texts import refusals
from texts import skills as say
from texts.dialogues import classified

SHOWN: Final = 8
_WAITS: Final = timedelta(days=14)  # unanswered for that long, it stands in nobody's way


@dataclass(frozen=True, slots=True)
class Found:
    """An offer that somebody may see, with who offers it, and whether there is room this month."""

    offer: Offer
    member: Member
    free: bool


@dataclass(frozen=True, slots=True)
class Answered:
    ask: SkillAsk
    asker: Member
    said: bool


@dataclass(frozen=True, slots=True)
class AnsweredBefore:
    """Or it was never theirs to answer."""


Answer: TypeAlias = Answered | AnsweredBefore


async def find(turn: Turn, member: Member, wanted: str) -> list[Found]:
    """What fits and this member may see, in the order it was offered: nobody is put before anybody."""
    seen = [one for one in await _visible(turn, member) if rules.fits(one[0], wanted)][:SHOWN]
    promised = await store.promised(turn.tx, [offer.member_id for offer, _ in seen], _month(turn.now))
    return [Found(offer, who, rules.is_free(offer, promised.get(offer.id, 0))) for offer, who in seen]


async def ask(turn: Turn, member: Member, skill_id: int) -> Message | None:
    """What for? None where the offer is gone, full, or not for this member to see."""
    found = await _askable(turn, member, skill_id)
    if found is None:
        return None
    waiting = await store.waiting_of(turn.tx, member.id, turn.now - _WAITS)
    if len(waiting) >= rules.MOST_ASKS or any(one.skill_id == skill_id for one in waiting):
        return say.asked_enough()
    return await dialogues.begin(turn, member.telegram_id or 0, ASKING, {"skill": skill_id})


async def answer(turn: Turn, member: Member, ask_id: int, *, said: bool) -> Answer:
    """愿意 or 这次不方便; the first answer holds, the asker hears it, and no reason is asked for."""
    one = await store.get_ask(turn.tx, ask_id)
    asker = await members.get(turn.tx, one.asker_id) if one is not None else None
    if one is None or asker is None or one.member_id != member.id:
        return AnsweredBefore()
    if not await store.answer(turn.tx, ask_id, turn.now, said=said):
        return AnsweredBefore()
    if asker.telegram_id is not None and is_here(asker):
        words = say.yes_for_asker(member) if said else say.no_for_asker(member)
        turn.tell(asker.telegram_id, words, silent=await hushed(turn, asker))
    return Answered(one, asker, said)


async def _visible(turn: Turn, member: Member) -> list[tuple[Offer, Member]]:
    """Offers in the member's branch and where they look after people, as far as each owner says; never their own."""
    tree = await nodes.tree(turn.tx)
    branch = tree.branch_of(member.node_id)
    led = set(await access.nodes_for(turn, member, Action.MANAGE_CARE))
    around = tree.same_branch(branch.id) if branch is not None else frozenset({member.node_id})
    on = await features.where_on(turn, Feature.SKILLS, sorted(around | led))
    offers = await store.at(turn.tx, on)
    owners = {one.id: one for one in await members.many(turn.tx, [offer.member_id for offer in offers])}
    return [
        (offer, who)
        for offer in offers
        if (who := owners[offer.member_id]).id != member.id
        and is_here(who)
        and rules.is_shown(
            offer,
            leads=who.node_id in led,
            same_group=who.node_id == member.node_id,
            same_branch=who.node_id in around,
        )
    ]


async def _askable(turn: Turn, member: Member, skill_id: int) -> tuple[Offer, Member] | None:
    found = next(((offer, who) for offer, who in await _visible(turn, member) if offer.id == skill_id), None)
    if found is None:
        return None
    promised = await store.promised(turn.tx, [found[0].member_id], _month(turn.now))
    return found if rules.is_free(found[0], promised.get(skill_id, 0)) else None


def _month(now: datetime) -> datetime:
    return now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)


async def _ask_what_for(asker: Asker, draft: Draft) -> Question:
    offer = await store.get(asker.turn.tx, dialogues.number(draft, "skill"))
    who = await members.get(asker.turn.tx, offer.member_id) if offer is not None else None
    return Question(say.ask_what_for(who.name if who is not None else ""))


async def _read_what_for(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    words = tidy_line(text)
    if not words or len(words) > rules.LONGEST_ASK:
        return Problem(say.line_wrong(rules.LONGEST_ASK))
    if await secrecy.typed(asker, words):
        return Problem(classified())
    turn, member = asker.turn, await people.known(asker.turn, asker.telegram_id)
    if member is None:
        return Done(refusals.not_on_roster())
    found = await _askable(turn, member, dialogues.number(draft, "skill"))
    if found is None:
        return Done(say.gone())
    offer, who = found
    ask_id = await store.ask(turn.tx, offer, member.id, words, turn.now)
    told = say.asked_of_you(member, offer.skill, words, ask_id)
    turn.tell(who.telegram_id or 0, told, key=f"skill:{ask_id}", silent=await hushed(turn, who))
    return Done(say.asked(who))


ASKING = Script("skill_ask", (Step("what_for", _ask_what_for, _read_what_for),))
