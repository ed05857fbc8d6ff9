"""The dialogue that makes a meeting: kind, title, time, place, preview; six taps when every suggestion fits."""

from datetime import date, datetime, timedelta

from domain.access import Action
from domain.dates import moment_words
from domain.meetings import KINDS, Expected, Frequency, Meeting, MeetingKind, kind_of, window
from domain.members import Member, Role
from domain.names import tidy_line
from domain.nodes import NodeKind, Tree
from domain.periods import bounds
from domain.when import Unclear, When, WhenProblem, read_when
from services import access, dialogues, meetings, secrecy
from services.dialogues import Asker, Done, Draft, Goto, Problem, Question, Script, Step
from services.turn import Turn
from services.venues import choosing
from storage import meetings as store
from storage import nodes
from storage import people as members
from storage.meetings import Plan
from texts import planning as say
from texts import refusals
from texts.dialogues import classified

LONGEST = 60
USUAL_HOURS = (15, 9, 19)
FOR_A_GROUP = (MeetingKind.GROUP_MEETING, MeetingKind.THEME_DAY, MeetingKind.PARTY_LECTURE, MeetingKind.OTHER)
FOR_A_BRANCH = (
    MeetingKind.GENERAL_MEETING,
    MeetingKind.COMMITTEE_MEETING,
    MeetingKind.PARTY_LECTURE,
    MeetingKind.THEME_DAY,
    MeetingKind.ORGANIZATIONAL_LIFE_MEETING,
    MeetingKind.OTHER,
)


async def may_plan(turn: Turn, member: Member) -> bool:
    """Whether somebody manages meetings anywhere."""
    return bool(await access.nodes_for(turn, member, Action.MANAGE_MEETING))


async def places_to_meet(asker: Asker, kind: MeetingKind) -> list[tuple[int, str]]:
    """(node id, name) of where the organiser may hold such a meeting."""
    tree = await nodes.tree(asker.turn.tx)
    own = await access.nodes_for(asker.turn, await dialogues.member(asker), Action.MANAGE_MEETING)
    return [(node_id, tree[node_id].name) for node_id in own if node_id in _fitting(kind, own, tree)]


def _fitting(kind: MeetingKind, own: list[int], tree: Tree) -> set[int]:
    """A group meeting belongs to a group; a general or committee meeting to the branch; the rest to what one leads."""
    if KINDS[kind].expected is Expected.GROUP:
        return {node_id for node_id in own if tree[node_id].kind is NodeKind.PARTY_GROUP}
    branches = {node_id for node_id in own if tree.branch_of(node_id) == tree[node_id]}
    if branches or kind in {MeetingKind.GENERAL_MEETING, MeetingKind.COMMITTEE_MEETING}:
        return branches
    return {node_id for node_id in own if tree[node_id].kind is NodeKind.PARTY_GROUP}


async def ask_kind(asker: Asker, _draft: Draft) -> Question:
    tree = await nodes.tree(asker.turn.tx)
    own = await access.nodes_for(asker.turn, await dialogues.member(asker), Action.MANAGE_MEETING)
    has_branch = any(tree.branch_of(node_id) == tree[node_id] for node_id in own)
    has_group = any(tree[node_id].kind is NodeKind.PARTY_GROUP for node_id in own)
    kinds = [*(FOR_A_BRANCH if has_branch else ()), *(FOR_A_GROUP if has_group else ())]
    options = [(KINDS[kind].word, KINDS[kind].word) for kind in dict.fromkeys(kinds)]
    return Question(say.ask_kind(), options)


async def read_kind(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    kind = kind_of(text)
    if kind is None:
        return Problem(say.unknown_kind())
    places = await places_to_meet(asker, kind)
    if not places:
        return Problem(say.no_place_for(kind))
    further: Draft = {**draft, "kind": str(kind)}
    if len(places) == 1:
        return Goto({**further, "node": places[0][0]}, "title")
    return Goto(further, "node")


async def ask_node(asker: Asker, draft: Draft) -> Question:
    places = await places_to_meet(asker, _kind(draft))
    return Question(say.ask_node(), [name for _, name in places])


async def read_node(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    for node_id, name in await places_to_meet(asker, _kind(draft)):
        if name == text.strip():
            return Goto({**draft, "node": node_id}, "title")
    return Problem(say.unknown_node())


async def _ask_title(asker: Asker, draft: Draft) -> Question:
    suggestion = say.usual_title(_kind(draft), asker.turn.now)
    return Question(say.ask_title(), [suggestion], per_row=1)


async def _read_title(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    title = await line(asker, text)
    return title if isinstance(title, Problem) else Goto({**draft, "title": title}, _next(draft, "when"))


async def line(asker: Asker, text: str, longest: int = LONGEST) -> str | Problem:
    """One line that everybody who is invited will read; nothing that bears a mark of secrecy (SEC-04)."""
    words = tidy_line(text)
    if not words:
        return Problem(say.empty())
    if len(words) > longest:
        return Problem(say.too_long(longest))
    return Problem(classified()) if await secrecy.typed(asker, words) else words


async def _ask_when(asker: Asker, _draft: Draft) -> Question:
    options = [moment_words(at, asker.turn.now) for at in _suggested(asker.turn.now)]
    return Question(say.ask_when(), options, per_row=1)


def _suggested(now: datetime) -> list[datetime]:
    """Two hours that meetings are usually held at, on this or the next Friday, and tomorrow."""
    friday = now.date() + timedelta(days=(4 - now.weekday()) % 7)
    days = [friday, now.date() + timedelta(days=1), friday + timedelta(days=7)]
    hours = [datetime(day.year, day.month, day.day, USUAL_HOURS[0], tzinfo=now.tzinfo) for day in sorted(set(days))]
    return [at for at in hours if at > now]


def moment(asker: Asker, text: str) -> datetime | Problem:
    """A day with an hour, as people write it, for whoever asks for one."""
    match read_when(text, asker.turn.now):
        case When(at=at):
            return at
        case Unclear() as unclear:
            return Problem(say.unclear_when(unclear, asker.turn.now))


async def _read_when(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    known = draft.get("day")
    match read_when(text, asker.turn.now, on=date.fromisoformat(known) if isinstance(known, str) else None):
        case When(at=at):
            further = {name: value for name, value in draft.items() if name != "day"}
            return Goto({**further, "starts_at": at.isoformat()}, _next(draft, "place"))
        case Unclear(problem=WhenProblem.NO_TIME, day=day) if day is not None:
            return Goto({**draft, "day": day.isoformat()}, "time")
        case Unclear() as unclear:
            return Problem(say.unclear_when(unclear, asker.turn.now))


async def _ask_time(_asker: Asker, draft: Draft) -> Question:
    day = date.fromisoformat(str(draft["day"]))
    return Question(
        say.ask_time(day, _asker.turn.now), [(f"{hour}:00", f"{hour}:00") for hour in USUAL_HOURS], per_row=3
    )


async def ask_place(asker: Asker, draft: Draft) -> Question:
    known = await choosing.places(asker.turn, _node(draft)) or [say.usual_place()]
    return Question(say.ask_place(), known, per_row=1)


async def read_place(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    place = await line(asker, text)
    if isinstance(place, Problem):
        return place
    return Goto({**draft, "place": await choosing.named(asker.turn, _node(draft), place)}, "preview")


async def _ask_preview(asker: Asker, draft: Draft) -> Question:
    turn, kind, node_id = asker.turn, _kind(draft), _node(draft)
    tree = await nodes.tree(turn.tx)
    chat_id = await meetings.board_chat(turn, kind, node_id)
    chat = (await nodes.by_chat_id(turn.tx, [chat_id])).get(chat_id) if chat_id is not None else None
    preview = say.Preview(
        kind=kind,
        title=str(draft["title"]),
        place=str(draft["place"]),
        starts_at=_starts_at(draft),
        node=tree[node_id].name,
        expected=len(await meetings.invited(turn, kind, node_id)),
        chat=chat.title if chat is not None else None,
        hint=await _hint(asker, kind, node_id, tree),
    )
    return Question(say.preview(preview, turn.now), say.preview_options())


async def _hint(asker: Asker, kind: MeetingKind, node_id: int, tree: Tree) -> tuple[Frequency, int] | None:
    """How often this kind was held in its period; for the secretary's eyes only (M1)."""
    frequency = KINDS[kind].frequency
    organiser = await dialogues.member(asker)
    offices = await members.offices_of(asker.turn.tx, organiser.id)
    if frequency is None or all(office.role is not Role.BRANCH_SECRETARY for office in offices):
        return None
    start, end = bounds(frequency.per, asker.turn.now)
    held = await store.count_held(asker.turn.tx, tree.subtree(node_id), kind, start, end)
    return frequency, held


async def _read_preview(asker: Asker, draft: Draft, text: str) -> Goto | Done | Problem:
    match say.choice(text):
        case "publish":
            return await _publish(asker, draft)
        case "title" | "when" | "place" as step:
            return Goto({**draft, "editing": True}, step)
        case _:
            return Problem(say.press_a_button())


async def _publish(asker: Asker, draft: Draft) -> Done | Problem:
    turn, kind, node_id, starts_at = asker.turn, _kind(draft), _node(draft), _starts_at(draft)
    if starts_at <= turn.now:
        return Problem(say.meanwhile_past())
    organiser = await dialogues.member(asker)
    opens_at, closes_at = window(starts_at, kind)
    chat_id = await meetings.board_chat(turn, kind, node_id)
    plan = Plan(
        node_id, kind, str(draft["title"]), str(draft["place"]), starts_at, opens_at, closes_at, chat_id, organiser.id
    )
    meeting: Meeting | None = await meetings.announce(turn, organiser, plan)
    if meeting is None:
        return Done(refusals.plain(refusals.not_allowed()))
    return Done(say.published(in_group=chat_id is not None))


def _next(draft: Draft, step: str) -> str:
    """Where to go on: back to the preview where one thing was being changed."""
    return "preview" if draft.get("editing") else step


def _kind(draft: Draft) -> MeetingKind:
    return MeetingKind(str(draft["kind"]))


def _node(draft: Draft) -> int:
    node_id = draft["node"]
    if not isinstance(node_id, int):
        raise TypeError("the draft's node is no id")
    return node_id


def _starts_at(draft: Draft) -> datetime:
    return datetime.fromisoformat(str(draft["starts_at"]))


SCRIPT = Script(
    "meeting",
    (
        Step("kind", ask_kind, read_kind),
        Step("node", ask_node, read_node),
        Step("title", _ask_title, _read_title),
        Step("when", _ask_when, _read_when),
        Step("time", _ask_time, _read_when),
        Step("place", ask_place, read_place),
        Step("preview", _ask_preview, _read_preview),
    ),
)
