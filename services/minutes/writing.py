"""The dialogue that writes minutes: who chaired, who wrote, who else was there, a few words on each topic.

Anything may stay blank, which is then a blank on paper. Nothing is stored before the last step.
"""

from domain import minutes as rules
from domain.members import Member
from domain.messages import Message
from domain.names import tidy_text
from services import dialogues, secrecy
from services.dialogues import Asker, Done, Draft, Goto, Problem, Question, Script, Step
from services.minutes import composing, filing, rights
from services.minutes import draft as draft_of
from services.turn import Turn
from storage import minutes as store
from texts import minutes as say
from texts import minutes_writing as ask
from texts import refusals
from texts.dialogues import classified

FIRST = 1  # the number of the first version


async def begin(turn: Turn, member: Member, meeting_id: int) -> Message | None:
    """Write them; None where they are not open to this member, or are written already."""
    meeting = await rights.held(turn, member, meeting_id)
    if meeting is None or await store.of_meeting(turn.tx, meeting_id):
        return None
    content = await composing.blank(turn, meeting)
    draft: Draft = {"meeting": meeting_id, "content": rules.packed(content)}
    if await rights.is_recorder(turn, member, meeting):
        draft["content"] = rules.packed(rules.with_part(content, rules.RECORDER, member.name))
    return await dialogues.begin(turn, member.telegram_id or 0, SCRIPT, draft)


async def _ask_chair(asker: Asker, draft: Draft) -> Question:
    meeting = await dialogues.meeting(asker, draft)
    leaders = [one.name for one in await draft_of.leaders(asker.turn, meeting)]
    return Question(ask.ask_chair(meeting, asker.turn.now), draft_of.or_blank(leaders))


async def _read_chair(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    name = await draft_of.read_name(asker, text)
    if isinstance(name, Problem):
        return name
    further = draft_of.with_part(draft, rules.CHAIR, name)
    return Goto(further, "guests" if draft_of.content_of(draft).recorder else "recorder")


async def _ask_recorder(asker: Asker, draft: Draft) -> Question:
    me, meeting = await dialogues.member(asker), await dialogues.meeting(asker, draft)
    leaders = [one.name for one in await draft_of.leaders(asker.turn, meeting)]
    return Question(ask.ask_recorder(), draft_of.or_blank([me.name, *leaders]))


async def _read_recorder(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    name = await draft_of.read_name(asker, text)
    if isinstance(name, Problem):
        return name
    further = draft_of.with_part(draft, rules.RECORDER, name)
    me = await dialogues.member(asker)
    known = await draft_of.known(asker.turn, await dialogues.meeting(asker, draft), name)
    if known is None or known.id == me.id:
        return Goto(further, "guests")
    return Goto({**further, "other": known.id}, "who")


async def _ask_who(_asker: Asker, draft: Draft) -> Question:
    labels = (ask.i_write(), ask.they_write())
    return Question(ask.ask_who(draft_of.content_of(draft).recorder), labels)


async def _read_who(asker: Asker, draft: Draft, text: str) -> Goto | Done | Problem:
    if text.strip() == ask.i_write():
        return Goto(draft, "guests")
    if text.strip() != ask.they_write():
        return Problem(ask.press_a_button())
    leader = await dialogues.member(asker)
    meeting = await rights.held(asker.turn, leader, dialogues.number(draft, "meeting"))
    recorder = (
        None if meeting is None else await draft_of.known(asker.turn, meeting, draft_of.content_of(draft).recorder)
    )
    if meeting is None or recorder is None:
        return Done(refusals.plain(refusals.not_allowed()))
    await filing.give(asker.turn, leader, recorder, meeting)
    return Done(say.handed(recorder, meeting))


async def _ask_guests(_asker: Asker, _draft: Draft) -> Question:
    return Question(ask.ask_guests(), (ask.nobody(), ask.leave_blank()))


async def _read_guests(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    if text.strip() in {ask.leave_blank(), ask.nobody()}:
        names = "" if text.strip() == ask.leave_blank() else ask.nobody()
    else:
        names = rules.read_names(tidy_text(text))
        if not names or names.count("、") >= rules.MOST_GUESTS or len(names) > rules.LONGEST:
            return Problem(ask.guests_wrong(rules.MOST_GUESTS))
        if await secrecy.typed(asker, names):
            return Problem(classified())
    return Goto({**draft_of.with_part(draft, rules.GUESTS, names), "at": 0}, "points")


async def _ask_points(asker: Asker, draft: Draft) -> Question:
    points, at = draft_of.content_of(draft).points, dialogues.number(draft, "at")
    return Question(ask.ask_point(points[at].topic, at + 1, len(points)), draft_of.or_blank([]))


async def _read_points(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    said = await draft_of.read_words(asker, text)
    if isinstance(said, Problem):
        return said
    at = dialogues.number(draft, "at")
    further = {**draft_of.with_part(draft, f"{rules.POINTS}:{at}", said), "at": at + 1}
    return Goto(further, "points" if at + 1 < len(draft_of.content_of(draft).points) else "opinions")


async def _ask_opinions(_asker: Asker, _draft: Draft) -> Question:
    return Question(ask.ask_opinions(), (ask.nobody(), ask.leave_blank()))


async def _read_opinions(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    said = await draft_of.read_words(asker, text)
    return said if isinstance(said, Problem) else Goto(draft_of.with_part(draft, rules.OPINIONS, said), "preview")


async def _ask_preview(asker: Asker, draft: Draft) -> Question:
    meeting = await dialogues.meeting(asker, draft)
    words = say.preview(meeting, draft_of.content_of(draft), asker.turn.now)
    return Question(words, (ask.keep_it(), ask.once_more()))


async def _read_preview(asker: Asker, draft: Draft, text: str) -> Goto | Done | Problem:
    if text.strip() == ask.once_more():
        return Goto(draft, "chair")
    if text.strip() != ask.keep_it():
        return Problem(ask.press_a_button())
    turn, member = asker.turn, await dialogues.member(asker)
    meeting = await rights.held(turn, member, dialogues.number(draft, "meeting"))
    if meeting is None:
        return Done(refusals.plain(refusals.not_allowed()))
    if not await store.add(turn.tx, meeting.id, FIRST, draft_of.content_of(draft), "", member.id, turn.now):
        return Done(say.already_written(meeting))
    await filing.filed(turn, meeting)
    return Done(say.kept(meeting))


SCRIPT = Script(
    "minutes",
    (
        Step("chair", _ask_chair, _read_chair),
        Step("recorder", _ask_recorder, _read_recorder),
        Step("who", _ask_who, _read_who),
        Step("guests", _ask_guests, _read_guests),
        Step("points", _ask_points, _read_points),
        Step("opinions", _ask_opinions, _read_opinions),
        Step("preview", _ask_preview, _read_preview),
    ),
)
