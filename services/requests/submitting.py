"""发送: a draft becomes a request, with its promises, its first step and its card, in one turn (H7)."""

from domain.members import Member
from domain.messages import Lane
from domain.requests import HelpRequest, clocks
from services import lessons, policies
from services.requests import asking, climbing, journal
from services.requests.draft import HelpDraft
from services.turn import Turn
from storage import nodes, people
from storage import requests as store
from storage.request_events import EventKind


async def submit(turn: Turn, member: Member, draft: HelpDraft, *, entered_by: Member | None = None) -> HelpRequest:
    """Store the request and ask the first person. A word of care stands where its member stands (H24).

    `entered_by` is the leader who writes for a member without Telegram: the card is theirs (O5).
    """
    voice = entered_by or member
    about = await people.get(turn.tx, draft.about_id) if draft.about_id is not None else None
    node_id = member.node_id if about is None else about.node_id
    tree = await nodes.tree(turn.tx)
    in_force = await policies.in_force(turn, node_id)
    pace = in_force.policy.clocks_for(draft.routed, draft.urgency)
    promise = clocks.promised(pace, in_force.calendar, turn.now)
    request = await store.add(
        turn.tx,
        draft.text or None,
        draft.excluded,
        turn.now,
        asker_id=member.id,
        node_id=node_id,
        branch_id=(tree.branch_of(node_id) or tree[node_id]).id,
        topic=draft.routed,
        urgency=draft.urgency,
        audience=draft.audience,
        medium=draft.medium,
        about_id=draft.about_id,
        hide_name=draft.hide_name,
        may_leave=bool(draft.may_leave),
        unsorted=draft.unsorted,
        policy_id=in_force.policy_id,
        respond_by=promise.respond_by,
        resolve_by=promise.resolve_by,
        next_step_at=turn.now,
    )
    await asking.keep(turn, member, request, "", draft.files)
    await journal.note(turn, request, EventKind.SUBMITTED, actor_id=voice.id)
    await _learn(turn, request, draft)
    if voice.telegram_id is not None:
        turn.show(asking.topic(request), voice.telegram_id, "request", request.id, lane=Lane.ANSWER)
    await climbing.start(turn, request)
    return request


async def _learn(turn: Turn, request: HelpRequest, draft: HelpDraft) -> None:
    """What the asker let stand, or put right, teaches the branch's router; what nobody sorted teaches nothing."""
    if not draft.text or draft.topic is None or draft.guess is None:
        return
    learn = lessons.confirm if draft.topic is draft.guess else lessons.correct
    await learn(turn, request.branch_id, request.id, draft.text, draft.topic)
