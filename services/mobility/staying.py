"""外出: a member writes down where they are, in city words; one tap a month says whether it is still so (O8)."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from domain.access import Action
from domain.members import Member, MemberFlag, is_here, is_hosted
from domain.messages import Message
from domain.mobility import Stay, problem_of, read_since
from domain.names import tidy_line
from domain.nodes import BRANCH_KINDS, Node
from services import access, dialogues, people, secrecy
from services.dialogues import Asker, Done, Draft, Goto, Problem, Question, Script, Step
from services.mobility import asking
from services.turn import Turn
from storage import mobility as store
from storage import nodes
from storage import people as members
from texts import mobility as say
from texts import refusals


@dataclass(frozen=True, slots=True)
class Page:
    """One's own stay, None while at home; `leads` where there is a list of others to look at."""

    stay: Stay | None
    leads: bool


async def page(turn: Turn, member: Member) -> Page:
    """「流动」 for the one who asks."""
    leads = bool(await access.nodes_for(turn, member, Action.MANAGE_CARE))
    return Page(await store.of_member(turn.tx, member.id), leads)


async def leave(turn: Turn, actor: Member, member_id: int) -> Message | None:
    """Begin to write a stay down, one's own or that of somebody without a telephone; None where it is not theirs."""
    member = await _may_enter(turn, actor, member_id)
    if member is None:
        return None
    draft: Draft = {"member": member.id, "hosted": is_hosted(member)}
    return await dialogues.begin(turn, actor.telegram_id or 0, SCRIPT, draft)


async def still(turn: Turn, member: Member) -> Stay | None:
    """还在原处. None for who is not away."""
    await store.heard(turn.tx, member.id, turn.now.date())
    stay = await store.of_member(turn.tx, member.id)
    if stay is not None:
        await asking.again(turn, member, stay)
    return stay


async def move(turn: Turn, member: Member) -> Message | None:
    """换地方了: where, which branch, how; since when they are away stays. None for who is not away."""
    stay = await store.of_member(turn.tx, member.id)
    if stay is None:
        return None
    draft: Draft = {"member": member.id, "hosted": is_hosted(member), "since": stay.since.isoformat()}
    return await dialogues.begin(turn, member.telegram_id or 0, SCRIPT, draft)


async def come_home(turn: Turn, member: Member) -> Stay | None:
    """我回来了: the words go at once, and nobody is asked or phoned about it any more. None for who was not away."""
    stay = await end(turn, member)
    if stay is not None:
        await _tell_leader(turn, member, say.is_home(member))
    return stay


async def end(turn: Turn, member: Member) -> Stay | None:
    """The stay is over, whatever ended it."""
    stay = await store.end(turn.tx, member.id, turn.now.date())
    if stay is not None:
        await asking.stop(turn, stay)
        await members.put_flags(turn.tx, member.id, member.flags - {MemberFlag.MOBILE_MEMBER})
    return stay


async def _keep(turn: Turn, actor: Member, member: Member, draft: Draft) -> Message:
    """Write it down; the host branch is looked up by its name among those the bot serves."""
    host = await _host(turn, member, str(draft["host"]))
    stay = Stay(
        0,
        member.id,
        str(draft["place"]),
        str(draft["host"]),
        str(draft["contact"]),
        date.fromisoformat(str(draft["since"])),
        turn.now.date(),
        None if host is None else host.id,
    )
    before = await store.of_member(turn.tx, member.id)
    if before is not None:
        await asking.stop(turn, before)
    stay = await store.begin(turn.tx, stay, actor.id, turn.now)
    await asking.again(turn, member, stay)
    await asking.note_mobile(turn, member, stay)
    if actor.id != member.id:
        if member.telegram_id is not None:
            turn.tell(member.telegram_id, say.written_for_you(actor, member, stay), silent=True)
        return say.written_for(member, stay)
    if before is None:
        await _tell_leader(turn, member, say.is_away(member))
    return say.written(stay, host)


async def _tell_leader(turn: Turn, member: Member, words: Message) -> None:
    for leader in await people.leaders_of(turn, member):
        if leader.id != member.id and leader.telegram_id is not None:
            turn.tell(leader.telegram_id, words, silent=True)
            return


async def _host(turn: Turn, member: Member, name: str) -> Node | None:
    """A branch of this very name that is not their own."""
    tree = await nodes.tree(turn.tx)
    own = tree.branch_of(member.node_id)
    there = (tree[node_id] for node_id in sorted(await nodes.all_ids(turn.tx)))
    return next((one for one in there if one.kind in BRANCH_KINDS and one.name == name and one != own), None)


async def _may_enter(turn: Turn, actor: Member, member_id: int) -> Member | None:
    member = await members.get(turn.tx, member_id)
    if member is None or not is_here(member):
        return None
    own = actor.id == member_id
    allowed = own or await access.may(turn, actor, Action.RECORD_PAPER, member.node_id, about=member_id)
    return member if allowed else None


async def _whom(asker: Asker, draft: Draft) -> str:
    """Whose stay is written down, where it is somebody else's; empty for one's own."""
    member = await members.get(asker.turn.tx, dialogues.number(draft, "member"))
    return "" if member is None or member.telegram_id == asker.telegram_id else member.name


async def _words(asker: Asker, text: str) -> str | Problem:
    line = tidy_line(text)
    problem = problem_of(line)
    if problem is not None:
        return Problem(say.words_wrong(problem))
    return Problem(say.classified()) if await secrecy.typed(asker, text) else line


async def _ask_place(asker: Asker, draft: Draft) -> Question:
    return Question(say.ask_place(await _whom(asker, draft), hosted=bool(draft.get("hosted"))))


async def _read_place(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    words = await _words(asker, text)
    return words if isinstance(words, Problem) else Goto({**draft, "place": words}, "host")


async def _ask_host(asker: Asker, draft: Draft) -> Question:
    return Question(say.ask_host(await _whom(asker, draft), hosted=bool(draft.get("hosted"))), say.HOSTS)


async def _read_host(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    words = await _words(asker, text)
    return words if isinstance(words, Problem) else Goto({**draft, "host": words}, "contact")


async def _ask_contact(asker: Asker, draft: Draft) -> Question:
    return Question(say.ask_contact(await _whom(asker, draft)), say.CONTACTS)


async def _read_contact(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    words = await _words(asker, text)
    if isinstance(words, Problem):
        return words
    return Goto({**draft, "contact": words}, "sure" if "since" in draft else "since")


async def _ask_since(asker: Asker, draft: Draft) -> Question:
    return Question(say.ask_since(await _whom(asker, draft)), say.SINCES)


async def _read_since(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    since = read_since(text, asker.turn.now.date())
    return Problem(say.since_unclear()) if since is None else Goto({**draft, "since": since.isoformat()}, "sure")


async def _ask_sure(asker: Asker, draft: Draft) -> Question:
    since = date.fromisoformat(str(draft["since"]))
    stay = Stay(0, 0, str(draft["place"]), str(draft["host"]), str(draft["contact"]), since, since)
    labels = (say.label_keep(), say.label_again())
    return Question(say.is_it_so(stay, await _whom(asker, draft), asker.turn.now), labels)


async def _read_sure(asker: Asker, draft: Draft, text: str) -> Goto | Done | Problem:
    if text.strip() == say.label_again():
        return Goto({"member": draft["member"], "hosted": draft.get("hosted")}, "place")
    if text.strip() != say.label_keep():
        return Problem(say.press_a_button())
    actor = await people.known(asker.turn, asker.telegram_id)
    member = None
    if actor is not None:
        member = await _may_enter(asker.turn, actor, dialogues.number(draft, "member"))
    if actor is None or member is None:
        return Done(refusals.plain(refusals.not_allowed()))
    return Done(await _keep(asker.turn, actor, member, draft))


SCRIPT: Final = Script(
    "stay",
    (
        Step("place", _ask_place, _read_place),
        Step("host", _ask_host, _read_host),
        Step("contact", _ask_contact, _read_contact),
        Step("since", _ask_since, _read_since),
        Step("sure", _ask_sure, _read_sure),
    ),
)
