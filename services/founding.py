"""A leader's one-time link: a short talk at whose end there is a branch, and somebody in it to set up the rest (A1)."""

from dataclasses import dataclass
from typing import Final, TypeAlias

from domain.members import Member, MemberStatus, NameProblem, Role, clean_name
from domain.messages import Message
from domain.nodes import NodeKind
from domain.privacy import Scope
from services import dialogues, people, privacy
from services.dialogues import Asker, Done, Draft, Goto, Problem, Question, Script, Step
from services.joining import Expired, NotALink, UsedUp
from services.turn import Turn
from storage import dialogues as talks
from storage import invitations, nodes
from storage import people as store
from storage.invitations import Invitation
from texts import founding as say

FOUNDERS: Final = (Role.BRANCH_SECRETARY, Role.DEPUTY_SECRETARY, Role.ORGANIZATION_MEMBER, Role.GROUP_LEADER)
NONE: Final = "没有"


@dataclass(frozen=True, slots=True)
class Asked:
    """The talk has begun, or goes on where it stopped."""

    question: Message


@dataclass(frozen=True, slots=True)
class AlreadyFounder:
    """Whoever opened the link has a branch already and goes on with `/setup`."""

    member: Member


Opened: TypeAlias = Asked | AlreadyFounder | UsedUp | Expired | NotALink


async def open_link(turn: Turn, telegram_id: int, token: str) -> Opened:
    """Somebody opened a leader's link. It is used up at the end of the talk, not before: a talk can be cancelled."""
    invitation = await invitations.find(turn.tx, token)
    member = await people.known(turn, telegram_id)
    if invitation is None or invitation.member_id is not None:
        return NotALink()
    if member is not None:
        return AlreadyFounder(member)
    if invitation.used_at is not None:
        return UsedUp()
    if invitation.expires_at <= turn.now:
        return Expired()
    open_talk = await talks.open_with(turn.tx, telegram_id)
    if open_talk is not None and open_talk.name == SCRIPT.name and open_talk.draft.get("link") == invitation.id:
        question = await dialogues.resume(turn, telegram_id, {SCRIPT.name: SCRIPT})
        if question is not None:
            return Asked(question)
    return Asked(await dialogues.begin(turn, telegram_id, SCRIPT, {"link": invitation.id}))


async def _ask_name(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_name())


async def _read_name(_asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    name = clean_name(text)
    if isinstance(name, NameProblem):
        return Problem(say.bad_name())
    return Goto({**draft, "name": name}, "branch")


async def _ask_branch(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_branch())


async def _read_branch(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    """A name that is there already opens nothing: into an existing branch one comes by its own leaders' link."""
    name = clean_name(text)
    if isinstance(name, NameProblem):
        return Problem(say.bad_name())
    if await nodes.is_named(asker.turn.tx, NodeKind.BRANCH, name):
        return Problem(say.branch_exists())
    return Goto({**draft, "branch": name}, "role")


async def _ask_role(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_role(), [say.role_name(role) for role in FOUNDERS])


async def _read_role(_asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    role = next((role for role in FOUNDERS if say.role_name(role) == text.strip()), None)
    return Problem(say.bad_role()) if role is None else Goto({**draft, "role": str(role)}, "group")


async def _ask_group(_asker: Asker, draft: Draft) -> Question:
    if draft["role"] == Role.GROUP_LEADER:
        return Question(say.ask_led_group())
    return Question(say.ask_group(), [NONE])


async def _read_group(_asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    none = text.strip() == NONE
    if none and draft["role"] == Role.GROUP_LEADER:
        return Problem(say.leader_needs_group())
    name = clean_name(text)
    if isinstance(name, NameProblem):
        return Problem(say.bad_name())
    return Goto({**draft, "group": None if none else name}, "agree")


async def _ask_agree(_asker: Asker, draft: Draft) -> Question:
    role = say.role_name(Role(str(draft["role"])))
    group = draft["group"]
    question = say.confirm(str(draft["name"]), str(draft["branch"]), role, None if group is None else str(group))
    return Question(question, [say.found_it()], per_row=1)


async def _read_agree(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    if text.strip() != say.found_it():
        return Problem(say.please_press())
    invitation = await invitations.get(asker.turn.tx, int(str(draft["link"])))
    if invitation is None or invitation.used_at is not None:
        return Done(say.used_up())
    if invitation.expires_at <= asker.turn.now:
        return Done(say.expired())
    if await people.known(asker.turn, asker.telegram_id) is not None:
        return Done(say.already_founder())
    return Done(say.founded(await _found(asker, draft, invitation)))


async def _found(asker: Asker, draft: Draft, invitation: Invitation) -> Member:
    """The branch, its first group, and the founder on its roster, in one transaction."""
    turn, role = asker.turn, Role(str(draft["role"]))
    branch = await nodes.add(turn.tx, None, NodeKind.BRANCH, str(draft["branch"]), turn.now)
    home = branch
    if draft["group"] is not None:
        home = await nodes.add(turn.tx, branch.id, NodeKind.PARTY_GROUP, str(draft["group"]), turn.now)
    member = await store.add(turn.tx, home.id, str(draft["name"]), MemberStatus.FULL_MEMBER, turn.now)
    await store.bind(turn.tx, member.id, asker.telegram_id)
    post_at = home if role is Role.GROUP_LEADER else branch
    await store.appoint(turn.tx, member.id, post_at.id, role, turn.now)
    await privacy.give(turn, member.id, Scope.BASIC)
    await invitations.use(turn.tx, invitation.id, asker.telegram_id, turn.now)
    await invitations.note_founded(turn.tx, invitation.id, branch.id)
    return member


SCRIPT: Final = Script(
    "founding",
    (
        Step("name", _ask_name, _read_name),
        Step("branch", _ask_branch, _read_branch),
        Step("role", _ask_role, _read_role),
        Step("group", _ask_group, _read_group),
        Step("agree", _ask_agree, _read_agree),
    ),
)
