"""Appointing somebody: which post, whom, until when, a look, a yes (A4)."""

from datetime import date
from typing import Final

from domain.members import ROLE_WORDS, Member, Role, is_here
from domain.messages import Message
from domain.nodes import BRANCH_KINDS, Node
from domain.party_dates import NO_DATES, read_date
from domain.posts import SINGLE, TERM_YEARS, Unfit, is_term, is_young, roles_at, unfit_to_get
from services import dialogues, expecting, recurring
from services.dialogues import Asker, Done, Draft, Goto, Option, Problem, Question, Script, Step
from services.posts import choosing, seeing, taking
from services.posts.seeing import Holding
from services.turn import Turn
from storage import duty_settings, nodes, party_dates, people, standins
from storage import posts as store
from texts import branch_setup as say_setup
from texts import posts as say
from texts import refusals

MOST_NAMES: Final = 12


async def begin_at(turn: Turn, member: Member, draft: Draft) -> Message:
    """The post of this draft, as the set-up of a branch asks for one after the other."""
    return await dialogues.begin(turn, member.telegram_id or 0, APPOINTING, draft, "whom")


async def _ask_post(asker: Asker, draft: Draft) -> Question:
    return Question(say.which_post(), [words for words, _, _ in await _posts(asker, draft)])


async def _read_post(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    said = text.strip()
    for words, node, role in await _posts(asker, draft):
        if said == words or (node.kind in BRANCH_KINDS and ROLE_WORDS.get(said) is role):
            return Goto({**draft, "node": node.id, "role": str(role)}, "whom")
    return Problem(say.please_choose())


async def _posts(asker: Asker, draft: Draft) -> list[tuple[str, Node, Role]]:
    tree = await nodes.tree(asker.turn.tx)
    within = [tree[node_id] for node_id in sorted(tree.same_branch(dialogues.number(draft, "branch")))]
    return [(say.post(node, role), node, role) for node in within for role in roles_at(node)]


async def _ask_whom(asker: Asker, draft: Draft) -> Question:
    node, role = await _post(asker, draft)
    fitting = await _fitting(asker, draft)
    options = [(one.name, one.name) for one in fitting] if len(fitting) <= MOST_NAMES else []
    passing = [say_setup.skip()] if "skip" in draft else []
    return Question(say.whom(node, role, choose=bool(options)), [*options, *passing])


async def _read_whom(asker: Asker, draft: Draft, text: str) -> Goto | Done | Problem:
    if "skip" in draft and text.strip() == say_setup.skip():
        return Done(say_setup.skipped(dialogues.number(draft, "skip")))
    giver = await choosing.giver(asker, draft)
    if giver is None:
        return Done(refusals.plain(refusals.not_allowed()))
    whom = await _one_named(asker, draft, text.strip())
    if isinstance(whom, Problem):
        return whom
    unfit = await _unfit(asker, draft, *giver, whom)
    if unfit is not None:
        return Problem(await choosing.refused(asker.turn, giver[0], whom, dialogues.number(draft, "node"), unfit))
    return Goto({**draft, "whom": whom.id}, "until")


async def _one_named(asker: Asker, draft: Draft, said: str) -> Member | Problem:
    """The one of the branch whose name this is, or in whose name alone it stands."""
    everybody = await _everybody(asker, draft)
    found = [one for one in everybody if one.name == said] or [one for one in everybody if said and said in one.name]
    if len(found) == 1:
        return found[0]
    return Problem(say.several([one.name for one in found]) if found else say.nobody_of_that_name())


async def _ask_until(asker: Asker, draft: Draft) -> Question:
    node, role = await _post(asker, draft)
    now = asker.turn.now
    committee = (await duty_settings.calendar_of(asker.turn.tx, dialogues.number(draft, "branch"))).term_ends
    days = [] if committee is None or committee <= now.date() else [(say.with_committee(committee, now), committee)]
    ends = [(number, recurring.years_after(now.date(), number)) for number in TERM_YEARS]
    days += [(say.years(number, day, now), day) for number, day in ends]
    options: list[Option] = [(label, day.isoformat()) for label, day in days]
    return Question(say.until_when(node, role), [*options, say.no_term()], per_row=1)


async def _read_until(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    if text.strip() == say.no_term():
        return Goto({**draft, "until": None}, "confirm")
    day = read_date(text)
    if day is None or not is_term(day, asker.turn.now.date()):
        return Problem(say.day_unclear(asker.turn.now))
    return Goto({**draft, "until": day.isoformat()}, "confirm")


async def _ask_confirm(asker: Asker, draft: Draft) -> Question:
    node, role = await _post(asker, draft)
    whom = await people.get(asker.turn.tx, dialogues.number(draft, "whom"))
    if whom is None:
        raise LookupError("somebody who is to be appointed is no longer on any roster")
    before = [one.member.name for one in await _holders(asker, draft)]
    known = (await party_dates.of_many(asker.turn.tx, [whom.id])).get(whom.id, NO_DATES)
    young = is_young(role, known.full_member_date, asker.turn.now.date())
    question = say.confirm(node, role, whom, before, _until(draft), asker.turn.now, young=young)
    labels = [say.do_replace() if before else say.do_appoint()]
    if before and role not in SINGLE:
        labels.append(say.do_join())
    return Question(question, labels, per_row=1)


async def _read_confirm(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    """Between the look and the yes a post may have gone, or somebody may have left: all is asked again."""
    said = text.strip()
    if said not in {say.do_replace(), say.do_appoint(), say.do_join()}:
        return Problem(say.please_confirm())
    giver = await choosing.giver(asker, draft)
    if giver is None:
        return Done(refusals.plain(refusals.not_allowed()))
    whom = next((one for one in await _everybody(asker, draft) if one.id == draft["whom"]), None)
    if whom is None:
        return Done(say.has_left())
    unfit = await _unfit(asker, draft, *giver, whom)
    if unfit is not None:
        words = await choosing.refused(asker.turn, giver[0], whom, dialogues.number(draft, "node"), unfit)
        return Done(Message(words))
    _, role = await _post(asker, draft)
    replaces = role in SINGLE or said == say.do_replace()
    return await _appoint(asker, draft, giver[0], whom, await _holders(asker, draft) if replaces else [])


async def _appoint(asker: Asker, draft: Draft, by: Member, whom: Member, instead_of: list[Holding]) -> Done:
    turn, (node, role), until = asker.turn, await _post(asker, draft), _until(draft)
    await people.appoint(turn.tx, whom.id, node.id, role, turn.now)
    held = next(one for one in await store.at(turn.tx, [node.id]) if (one.member_id, one.role) == (whom.id, role))
    await store.set_term(turn.tx, held, until)
    if any(one.member_id == whom.id and one.role is role for one in await standins.backups_at(turn.tx, [node.id])):
        await standins.drop_backup(turn.tx, node.id, role)
    for before in instead_of:
        await taking.take(turn, by, node, before)
    await duty_settings.look_again(turn.tx, dialogues.number(draft, "branch"))
    await expecting.settle(turn, node.id)
    if whom.telegram_id is not None:
        turn.tell(whom.telegram_id, say.you_are(by, node, role, until, turn.now))
    return Done(say.appointed(node, role, whom, draft.get("skip")))


async def _unfit(asker: Asker, draft: Draft, member: Member, by: Role | None, whom: Member) -> Unfit | None:
    _, role = await _post(asker, draft)
    before = [one.member.id for one in await _holders(asker, draft)]
    if whom.id in before:
        return Unfit.HOLDS_IT
    unfit = unfit_to_get(member.id, by, role, whom)
    if unfit is None and role in SINGLE and member.id in before and whom.telegram_id is None:
        return Unfit.LAST_ONE
    return unfit


async def _fitting(asker: Asker, draft: Draft) -> list[Member]:
    giver = await choosing.giver(asker, draft)
    if giver is None:
        return []
    return [one for one in await _everybody(asker, draft) if await _unfit(asker, draft, *giver, one) is None]


async def _everybody(asker: Asker, draft: Draft) -> list[Member]:
    tree = await nodes.tree(asker.turn.tx)
    within = tree.same_branch(dialogues.number(draft, "branch"))
    return [one for one in await people.in_nodes(asker.turn.tx, within) if is_here(one)]


async def _holders(asker: Asker, draft: Draft) -> list[Holding]:
    node, role = await _post(asker, draft)
    found = await seeing.posts_of(asker.turn, await choosing.branch(asker, draft))
    return [holding for one in found if (one.node.id, one.role) == (node.id, role) for holding in one.holders]


async def _post(asker: Asker, draft: Draft) -> tuple[Node, Role]:
    return (await nodes.tree(asker.turn.tx))[dialogues.number(draft, "node")], Role(str(draft["role"]))


def _until(draft: Draft) -> date | None:
    until = draft["until"]
    return None if until is None else date.fromisoformat(str(until))


APPOINTING: Final = Script(
    "appointing",
    (
        Step("post", _ask_post, _read_post),
        Step("whom", _ask_whom, _read_whom),
        Step("until", _ask_until, _read_until),
        Step("confirm", _ask_confirm, _read_confirm),
    ),
)
