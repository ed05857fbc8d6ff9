"""The dialogues that write agenda items and material: lines, a link, words, or a file that lies with Telegram."""

from domain import agendas as rules
from domain.agendas import LONGEST_MATERIAL, LONGEST_TITLE, MOST_MATERIALS, AgendaProblem, Material
from domain.courses import read_link
from domain.members import Member
from domain.messages import Media, Message
from domain.names import tidy_line, tidy_text
from services import dialogues, leading, meeting_cards, people, secrecy
from services.agendas import keeping
from services.dialogues import Asker, Done, Draft, Problem, Question, Script, Step
from services.turn import Turn
from storage import agendas as store
from texts import agendas as say
from texts import courses as say_courses
from texts import refusals


async def add_items(turn: Turn, leader: Member, meeting_id: int) -> Message | None:
    """None where it is none of theirs."""
    return await _begin(turn, leader, meeting_id, ITEMS, {"meeting": meeting_id})


async def change_item(turn: Turn, leader: Member, item_id: int) -> Message | None:
    found = await keeping.item(turn, leader, item_id)
    if found is None:
        return None
    draft: Draft = {"meeting": found.meeting_id, "item": item_id, "before": found.text}
    return await dialogues.begin(turn, leader.telegram_id or 0, ITEM, draft)


async def add_material(turn: Turn, leader: Member, meeting_id: int) -> Message | None:
    return await _begin(turn, leader, meeting_id, MATERIAL, {"meeting": meeting_id})


async def waits_for_file(turn: Turn, member: Member) -> bool:
    """Whether the question is open that a file may answer."""
    opened = await dialogues.opened(turn, member.telegram_id or 0)
    return opened is not None and opened.name == MATERIAL.name


async def bring_file(turn: Turn, member: Member, file: Media, name: str, caption: str) -> Message:
    """A file while the question is open; it is never fetched."""
    opened = await dialogues.opened(turn, member.telegram_id or 0)
    draft = dict(opened.draft) if opened is not None else {}
    if await secrecy.seen(turn, member, f"{name}\n{caption}"):
        return Message(say_courses.classified())
    await dialogues.cancel(turn, member.telegram_id or 0)
    title = (tidy_line(caption) or tidy_line(name) or say.nameless_file())[:LONGEST_TITLE]
    return await _keep(
        turn, member, Material(0, dialogues.number(draft, "meeting"), title, "", file.file_id, file.kind)
    )


async def _begin(turn: Turn, leader: Member, meeting_id: int, script: Script, draft: Draft) -> Message | None:
    if await leading.led(turn, leader, meeting_id) is None:
        return None
    return await dialogues.begin(turn, leader.telegram_id or 0, script, draft)


async def _ask_items(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_items())


async def _read_items(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    turn, meeting_id = asker.turn, dialogues.number(draft, "meeting")
    lines = rules.read_items(text, before=len(await store.items(turn.tx, meeting_id)))
    if isinstance(lines, AgendaProblem):
        return Problem(say.items_wrong(lines))
    if await secrecy.typed(asker, text):
        return Problem(say_courses.classified())
    leader = await people.known(turn, asker.telegram_id)
    if leader is None or await leading.led(turn, leader, meeting_id) is None:
        return Done(refusals.plain(refusals.not_allowed()))
    await store.add_items(turn.tx, meeting_id, lines, leader.id, turn.now)
    return Done(await _page(turn, leader, meeting_id))


async def _ask_item(_asker: Asker, draft: Draft) -> Question:
    return Question(say.ask_item(str(draft["before"])))


async def _read_item(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    line = rules.read_items(text, before=0)
    if isinstance(line, AgendaProblem) or len(line) != 1:
        return Problem(say.one_line_please())
    if await secrecy.typed(asker, text):
        return Problem(say_courses.classified())
    leader = await people.known(asker.turn, asker.telegram_id)
    if leader is None or await keeping.item(asker.turn, leader, dialogues.number(draft, "item")) is None:
        return Done(refusals.plain(refusals.not_allowed()))
    await store.rewrite_item(asker.turn.tx, dialogues.number(draft, "item"), line[0])
    return Done(await _page(asker.turn, leader, dialogues.number(draft, "meeting")))


async def _ask_material(_asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_material())


async def _read_material(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    words = read_link(text) or tidy_text(text)
    if not words or len(words) > LONGEST_MATERIAL:
        return Problem(say.material_wrong(LONGEST_MATERIAL))
    if await secrecy.typed(asker, text):
        return Problem(say_courses.classified())
    leader = await people.known(asker.turn, asker.telegram_id)
    if leader is None:
        return Done(refusals.not_on_roster())
    return Done(await _keep(asker.turn, leader, Material(0, dialogues.number(draft, "meeting"), "", words)))


async def _keep(turn: Turn, leader: Member, written: Material) -> Message:
    if await leading.led(turn, leader, written.meeting_id) is None:
        return refusals.plain(refusals.not_allowed())
    if len(await store.materials_of(turn.tx, written.meeting_id)) >= MOST_MATERIALS:
        return say.materials_full(MOST_MATERIALS)
    await store.add_material(turn.tx, written, leader.id, turn.now)
    return await _page(turn, leader, written.meeting_id)


async def _page(turn: Turn, leader: Member, meeting_id: int) -> Message:
    """Who has the card sees the change there; the organiser sees all of it."""
    page = await keeping.page(turn, leader, meeting_id)
    if page is None:
        return refusals.plain(refusals.not_allowed())
    await meeting_cards.refresh(turn, page.meeting)
    return say.page(page.meeting, page.items, page.materials, page.given, turn.now)


ITEMS = Script("agenda_items", (Step("lines", _ask_items, _read_items),))
ITEM = Script("agenda_item", (Step("line", _ask_item, _read_item),))
MATERIAL = Script("material", (Step("material", _ask_material, _read_material),))
SCRIPTS = (ITEMS, ITEM, MATERIAL)
