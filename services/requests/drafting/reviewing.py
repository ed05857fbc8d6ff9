"""The preview, and who is to see the request (H4, H5, H10)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.members import ROLE_NAMES, Member
from domain.requests import Audience
from domain.requests.complaints import speaks_of
from domain.requests.opening_words import says_nothing_yet
from services import dialogues, people, standins
from services.dialogues import Asker, Became, Done, Draft, Goto, Problem, Question, Step
from services.requests import climbing
from services.requests.draft import HelpDraft
from services.requests.drafting import sending
from services.requests.drafting.steps import CHANGE, EXCLUDE, REVIEW, WHO, goto, held, read_more
from services.turn import Turn
from storage import nodes
from storage import people as members
from texts import drafts as say

AUDIENCES = {
    say.TO_LEADER: Audience.GROUP_LEADER,
    say.TO_RESPONSIBLE: Audience.RESPONSIBLE,
    say.TO_SECRETARY: Audience.SECRETARY,
}


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person as an option: the words of the button begin with a mark where that person is kept from it."""

    member: Member
    label: str


async def preview(turn: Turn, member: Member, draft: HelpDraft) -> say.Preview:
    """What the draft would lead to, in words and names."""
    about = await members.get(turn.tx, draft.about_id) if draft.about_id is not None else None
    seen = await climbing.preview(
        turn,
        member,
        draft.routed,
        draft.audience,
        draft.excluded,
        may_leave=False,
        urgency=draft.urgency,
        about=about,
        unsorted=draft.unsorted,
    )
    first = await members.get(turn.tx, seen.first.member_id) if seen.first is not None else None
    left_out = [one.name for one in await members.many(turn.tx, draft.excluded)]
    return say.Preview(
        to=await people.title(turn, first) if first is not None else None,
        by=seen.respond_by,
        asked_at=seen.asked_at,
        excluded=left_out,
        about=about.name if about is not None else None,
        named=[leader.name for leader in await _named(turn, member, draft)],
        now=turn.now,
    )


async def _named(turn: Turn, member: Member, draft: HelpDraft) -> list[Member]:
    """Leaders of the branch whom the text speaks of, and who might see it."""
    tree = await nodes.tree(turn.tx)
    branch = tree.branch_of(member.node_id) or tree[member.node_id]
    inside = {office.member_id for office in await members.offices_at(turn.tx, tree.subtree(branch.id))}
    named = []
    for leader in await _leaders(turn, member):
        posts = [ROLE_NAMES[post] for post in await people.posts(turn, leader)]
        if leader.id in inside - set(draft.excluded) and speaks_of(draft.text, leader.name, posts):
            named.append(leader)
    return named


async def _ask_review(asker: Asker, draft: Draft) -> Question:
    written = held(draft)
    seen = await preview(asker.turn, await dialogues.member(asker), written)
    keep_from = [say.keep_from(name) for name in seen.named]
    options = (say.SEND, say.CHANGE, say.OTHER_PERSON, *keep_from)
    return Question(say.review(shown(written), seen), options, numbered=True)


async def _read_review(asker: Asker, draft: Draft, text: str) -> Goto | Done | Became | Problem:
    written = held(draft)
    if text == say.SEND:
        return await sending.send(asker, written)
    if text == say.CHANGE:
        return goto(written, CHANGE)
    if text == say.OTHER_PERSON:
        return goto(written, WHO)
    if says_nothing_yet(text):
        return Problem(say.press_send())
    for leader in await _named(asker.turn, await dialogues.member(asker), written):
        if text == say.keep_from(leader.name):
            return goto(replace(written, excluded=tuple(sorted({*written.excluded, leader.id}))), REVIEW)
    return await read_more(asker, written, text)


async def _ask_who(_asker: Asker, draft: Draft) -> Question:
    written = held(draft)
    hide = say.SHOW_NAME if written.hide_name else say.HIDE_NAME
    words = [*AUDIENCES, say.LEAVE_OUT, hide, say.BACK]
    return Question(say.who(hide_name=written.hide_name), words, numbered=True)


async def _read_who(asker: Asker, draft: Draft, text: str) -> Goto | Done | Problem:
    written = held(draft)
    if text in AUDIENCES:
        return goto(replace(written, audience=AUDIENCES[text]), REVIEW)
    if text in {say.HIDE_NAME, say.SHOW_NAME}:
        return goto(replace(written, hide_name=text == say.HIDE_NAME), REVIEW)
    if text == say.LEAVE_OUT:
        return goto(written, EXCLUDE)
    return goto(written, REVIEW) if text == say.BACK else await read_more(asker, written, text)


async def _ask_exclude(asker: Asker, draft: Draft) -> Question:
    listed = await _listed(asker.turn, await dialogues.member(asker), held(draft))
    return Question(say.exclude(), [*((one.label, one.label) for one in listed), (say.BACK, say.BACK)])


async def _read_exclude(asker: Asker, draft: Draft, text: str) -> Goto | Done | Problem:
    """A name is left out, or let in again."""
    written, member = held(draft), await dialogues.member(asker)
    for one in await _listed(asker.turn, member, written):
        if text in {one.label, one.member.name}:
            left_out = set(written.excluded) ^ {one.member.id}
            return goto(replace(written, excluded=tuple(sorted(left_out))), EXCLUDE)
    return goto(written, REVIEW) if text == say.BACK else await read_more(asker, written, text)


def shown(draft: HelpDraft) -> say.Written:
    return say.Written(
        topic=draft.topic,
        second=draft.second,
        because=draft.because,
        chosen=draft.chosen,
        area=draft.area,
        medium=draft.medium,
        files=len(draft.files),
        audience=draft.audience,
        hide_name=draft.hide_name,
    )


async def _listed(turn: Turn, member: Member, draft: HelpDraft) -> Sequence[Somebody]:
    return [
        Somebody(one, say.left_out_label(await people.title(turn, one), left_out=one.id in draft.excluded))
        for one in await _leaders(turn, member)
    ]


async def _leaders(turn: Turn, member: Member) -> list[Member]:
    """Everybody who may be asked on the way up from where the asker stands: who holds a post, then who stands in."""
    holders = await people.post_holders(turn, member.node_id)
    found = [*holders, *await standins.backups_from(turn, member.node_id)]
    return [one for one in {one.id: one for one in found}.values() if one.id != member.id]


STEPS = (
    Step(REVIEW, _ask_review, _read_review),
    Step(WHO, _ask_who, _read_who),
    Step(EXCLUDE, _ask_exclude, _read_exclude),
)
