"""The dialogue that writes a place down: by who plans meetings, or by the host of a home, who alone gives its address.

A leader who names somebody's home asks them first. Who has no telephone is asked at the door, and the leader puts
down that they agreed.
"""

from domain import venues as rules
from domain.access import Action
from domain.members import Member, is_here
from domain.messages import Message
from domain.names import tidy_line
from domain.venues import KIND_NAMES, LONGEST_ADDRESS, LONGEST_AREA, LONGEST_NAME, Venue, VenueKind
from services import access, dialogues, people, secrecy
from services.dialogues import Asker, Done, Draft, Goto, Problem, Question, Script, Step
from services.turn import Turn
from services.venues import addresses
from storage import nodes
from storage import people as members
from storage import venues as store
from storage.venues import NewVenue
from texts import courses as say_courses
from texts import refusals
from texts import venues as say
from texts.dialogues import press_a_button


async def add(turn: Turn, keeper: Member) -> Message | None:
    """Begin a place of the branch; None for who plans no meetings."""
    branches = await addresses.keeps_for(turn, keeper)
    if not branches:
        await access.may(turn, keeper, Action.MANAGE_MEETING, keeper.node_id)
        return None
    return await dialogues.begin(turn, keeper.telegram_id or 0, SCRIPT, {"node": branches[0]})


async def _ask_kind(_asker: Asker, draft: Draft) -> Question:
    kinds = rules.HOMES if "host" in draft else tuple(VenueKind)
    return Question(say.ask_kind(own="host" in draft), [(KIND_NAMES[kind], KIND_NAMES[kind]) for kind in kinds])


async def _read_kind(_asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    kind = rules.kind_of(text)
    if kind is None or ("host" in draft and kind not in rules.HOMES):
        return Problem(press_a_button())
    others = kind in rules.HOMES and "host" not in draft
    return Goto({**draft, "kind": str(kind)}, "host" if others else "name")


async def _ask_host(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_host())


async def _read_host(asker: Asker, draft: Draft, text: str) -> Goto | Done | Problem:
    turn, name = asker.turn, tidy_line(text)
    reach = (await nodes.tree(turn.tx)).subtree(dialogues.number(draft, "node"))
    found = [one for one in await members.in_nodes(turn.tx, reach) if one.name == name and is_here(one)]
    if len(found) != 1:
        return Problem(say.unknown_host(several=len(found) > 1))
    keeper = await dialogues.member(asker)
    if found[0].id == keeper.id:
        return Goto({**draft, "host": keeper.id}, "name")
    if found[0].telegram_id is None:
        return Goto({**draft, "host": found[0].id, "host_name": found[0].name}, "agreed")
    if not await _may_keep(turn, keeper, draft):
        return Done(refusals.plain(refusals.not_allowed()))
    ask_id = await store.ask(turn.tx, found[0].id, _kind(draft), keeper.id, turn.now)
    turn.tell(found[0].telegram_id, say.ask_of_host(keeper, _kind(draft), ask_id))
    return Done(say.host_asked(found[0]))


async def _ask_agreed(_asker: Asker, draft: Draft) -> Question:
    return Question(say.ask_agreed(str(draft["host_name"])), [say.agreed()], per_row=1)


async def _read_agreed(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    if text.strip() != say.agreed():
        return Problem(say.needs_agreement())
    keeper = await dialogues.member(asker)
    return Goto({**draft, "agreed_by": keeper.id}, "name")


async def _ask_name(asker: Asker, draft: Draft) -> Question:
    if _kind(draft) not in rules.HOMES:
        return Question(say.ask_name(home=False))
    host = await members.get(asker.turn.tx, dialogues.number(draft, "host"))
    usual = say.usual_home(host.name if host is not None else "")
    return Question(say.ask_name(home=True), [usual])


async def _read_name(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    name = tidy_line(text)
    if not name or len(name) > LONGEST_NAME:
        return Problem(say.line_wrong(LONGEST_NAME))
    if _kind(draft) in rules.HOMES and rules.shows_a_door(name):
        return Problem(say.no_door_please())
    if await store.named(asker.turn.tx, dialogues.number(draft, "node"), name) is not None:
        return Problem(say.name_taken())
    return await _unless_marked(asker, name, Goto({**draft, "name": name}, "area"))


async def _ask_area(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_area())


async def _read_area(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    area = tidy_line(text)
    if not area or len(area) > LONGEST_AREA:
        return Problem(say.line_wrong(LONGEST_AREA))
    if _kind(draft) in rules.HOMES and rules.shows_a_door(area):
        return Problem(say.no_door_please())
    return await _unless_marked(asker, area, Goto({**draft, "area": area}, "address"))


async def _ask_address(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_address())


async def _read_address(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    address = tidy_line(text)
    if not address or len(address) > LONGEST_ADDRESS:
        return Problem(say.line_wrong(LONGEST_ADDRESS))
    if await secrecy.typed(asker, address):
        return Problem(say_courses.classified())
    writer = await people.known(asker.turn, asker.telegram_id)
    if writer is None or not await _may_write(asker.turn, writer, draft):
        return Done(refusals.plain(refusals.not_allowed()))
    return Done(await _keep(asker.turn, writer, draft, address))


async def _keep(turn: Turn, writer: Member, draft: Draft, address: str) -> Message:
    host_id = draft.get("host")
    new = NewVenue(
        node_id=dialogues.number(draft, "node"),
        kind=_kind(draft),
        name=str(draft["name"]),
        area=str(draft["area"]),
        address=address,
        host_id=host_id if isinstance(host_id, int) else None,
        added_by=writer.id,
        agreed_by=dialogues.number(draft, "agreed_by") if "agreed_by" in draft else None,
    )
    venue = await store.add(turn.tx, new, turn.now)
    if venue.host_id == writer.id:
        await store.settle_asks(turn.tx, writer.id, turn.now)
        await _thank_asker(turn, writer, venue, draft)
    return say.kept(venue, own=venue.host_id == writer.id)


async def _thank_asker(turn: Turn, host: Member, venue: Venue, draft: Draft) -> None:
    asker = await members.get(turn.tx, dialogues.number(draft, "asked_by")) if "asked_by" in draft else None
    if asker is not None and asker.telegram_id is not None:
        turn.tell(asker.telegram_id, say.host_agreed(host, venue))


async def _may_write(turn: Turn, writer: Member, draft: Draft) -> bool:
    """A host writes down their own home only, everybody else needs to plan meetings there."""
    if draft.get("host") == writer.id:
        branch = (await nodes.tree(turn.tx)).branch_of(writer.node_id)
        return branch is not None and branch.id == draft["node"]
    return await _may_keep(turn, writer, draft)


async def _may_keep(turn: Turn, keeper: Member, draft: Draft) -> bool:
    node_id = dialogues.number(draft, "node")
    if node_id in await addresses.keeps_for(turn, keeper):
        return True
    return await access.may(turn, keeper, Action.MANAGE_MEETING, node_id)


async def _unless_marked(asker: Asker, text: str, onward: Goto) -> Goto | Problem:
    return Problem(say_courses.classified()) if await secrecy.typed(asker, text) else onward


def _kind(draft: Draft) -> VenueKind:
    return VenueKind(str(draft["kind"]))


SCRIPT = Script(
    "venue",
    (
        Step("kind", _ask_kind, _read_kind),
        Step("host", _ask_host, _read_host),
        Step("agreed", _ask_agreed, _read_agreed),
        Step("name", _ask_name, _read_name),
        Step("area", _ask_area, _read_area),
        Step("address", _ask_address, _read_address),
    ),
)
