"""The dialogue that writes a notice: words, whom it is for, a look at it as everybody will see it, and 发送."""

from datetime import date, datetime

from domain.access import Action
from domain.broadcasts import LONGEST_CAPTION, LONGEST_TEXT, VALID_FOR, Audience, tidied
from domain.members import Member
from domain.messages import Media, MediaKind, Message, units
from domain.when import Unclear, When, WhenProblem, read_when
from services import access, dialogues, policies, secrecy
from services.broadcasts import audiences, feeding, showing, steering
from services.dialogues import Asker, Became, Done, Draft, Goto, Problem, Question, Script, Step
from services.templates import using
from services.turn import Turn
from storage import broadcasts as store
from storage.broadcasts import Plan, Words
from storage.templates import Template
from texts import broadcasts as say
from texts import planning as say_planning
from texts import refusals
from texts import templates as say_templates
from texts.dialogues import press_a_button

WORDS, WHOM, WHEN, TIME, PREVIEW = "words", "whom", "when", "time", "preview"
_TAKE_FILES = frozenset({WORDS, PREVIEW})


async def may_write(turn: Turn, member: Member) -> bool:
    """Whether somebody may write to anybody; that they may not is written down."""
    if await audiences.choices(turn, member):
        return True
    await access.may(turn, member, Action.BROADCAST, member.node_id)
    return False


async def write(turn: Turn, member: Member) -> Message:
    return await dialogues.begin(turn, member.telegram_id or 0, SCRIPT)


async def rewrite(turn: Turn, member: Member, broadcast_id: int) -> Message | None:
    """Change a notice that is planned: it is taken back and looked at again. None where that is over, or not theirs."""
    broadcast, words = await store.get(turn.tx, broadcast_id), await store.words(turn.tx, broadcast_id)
    cancelled = await steering.cancel(turn, member, broadcast_id)
    if broadcast is None or words is None or not isinstance(cancelled, steering.Changed):
        return None
    draft: Draft = {"text": words.text, "node": broadcast.node_id, "audience": str(broadcast.audience)}
    if broadcast.starts_at > turn.now:
        draft["starts_at"] = broadcast.starts_at.isoformat()
    return await dialogues.begin(turn, member.telegram_id or 0, SCRIPT, _with_media(draft, words.media), PREVIEW)


async def waits_for_file(turn: Turn, member: Member) -> bool:
    """Whether a picture or a file that comes now belongs to a notice."""
    opened = await dialogues.opened(turn, member.telegram_id or 0)
    return opened is not None and opened.name == SCRIPT.name and opened.step in _TAKE_FILES


async def bring_file(turn: Turn, member: Member, file: Media, caption: str, name: str) -> Message:
    """A picture or a file while the notice is written; it stays with Telegram, we keep its id. The newest counts."""
    if await secrecy.seen(turn, member, f"{name}\n{caption}"):
        return Message(say.marked())
    asker = Asker(turn, member.telegram_id or 0)
    opened = await dialogues.opened(turn, asker.telegram_id)
    draft = _with_media(dict(opened.draft) if opened is not None else {}, file)
    if text := tidied(caption):
        draft["text"] = text
    if not 0 < units(str(draft.get("text", ""))) <= LONGEST_CAPTION:
        return await dialogues.amend(turn, asker.telegram_id, SCRIPT, draft, WORDS)
    further = await _onward(asker, draft)
    return await dialogues.amend(turn, asker.telegram_id, SCRIPT, further.draft, further.step)


async def _ask_words(asker: Asker, draft: Draft) -> Question:
    options = [say_templates.begin_with(one.words) for one in await _templates(asker)]
    words = say.ask_words_for_file(LONGEST_CAPTION) if draft.get("media") else say.ask_words()
    return Question(words, options, per_row=1)


async def _read_words(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    filled = await _filled(asker, text)
    if isinstance(filled, using.NoMeeting):
        return Problem(say_templates.no_meeting())
    words = tidied(filled)
    most = LONGEST_CAPTION if draft.get("media") else LONGEST_TEXT
    if not words:
        return Problem(say.ask_words().html)
    if await secrecy.seen(asker.turn, await dialogues.member(asker), words):
        return Problem(say.marked())
    if units(words) > most:
        return Problem(say.too_long(most))
    return await _onward(asker, {**draft, "text": words})


async def _templates(asker: Asker) -> list[Template]:
    return await using.of_author(asker.turn, await dialogues.member(asker))


async def _filled(asker: Asker, text: str) -> str | using.NoMeeting:
    """What was typed; or the wording of the branch whose button it is (A6)."""
    chosen = next((one for one in await _templates(asker) if say_templates.begin_with(one.words) == text), None)
    return text if chosen is None else await using.notice(asker.turn, chosen)


async def _onward(asker: Asker, draft: Draft) -> Goto:
    """The words are there: to the preview, or first to whom it is for, where there is a choice."""
    if draft.get("node"):
        return Goto(draft, PREVIEW)
    choices = await _choices(asker)
    if len(choices) != 1:
        return Goto(draft, WHOM)
    return Goto({**draft, "node": choices[0].node.id, "audience": str(choices[0].audience)}, PREVIEW)


async def _ask_whom(asker: Asker, _draft: Draft) -> Question:
    labels = [say.audience(one.node.name, one.audience) for one in await _choices(asker)]
    return Question(say.ask_whom(), labels, per_row=1)


async def _read_whom(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    for one in await _choices(asker):
        if say.audience(one.node.name, one.audience) == text.strip():
            return Goto({**draft, "node": one.node.id, "audience": str(one.audience)}, PREVIEW)
    return Problem(press_a_button())


async def _ask_when(asker: Asker, _draft: Draft) -> Question:
    return Question(say.ask_when(), say.times(asker.turn.now), per_row=1)


async def _ask_time(asker: Asker, draft: Draft) -> Question:
    return Question(say_planning.ask_time(date.fromisoformat(str(draft["day"])), asker.turn.now))


async def _read_when(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    known = draft.get("day")
    further = {name: value for name, value in draft.items() if name not in {"day", "starts_at"}}
    if say.is_now(text):
        return Goto(further, PREVIEW)
    match read_when(text, asker.turn.now, on=date.fromisoformat(known) if isinstance(known, str) else None):
        case When(at=at):
            return Goto({**further, "starts_at": at.isoformat()}, PREVIEW)
        case Unclear(problem=WhenProblem.NO_TIME, day=day) if day is not None:
            return Goto({**draft, "day": day.isoformat()}, TIME)
        case Unclear() as unclear:
            return Problem(say_planning.unclear_when(unclear, asker.turn.now))


async def _ask_preview(asker: Asker, draft: Draft) -> Question:
    turn, node_id, audience = asker.turn, _node(draft), _audience(draft)
    author = await dialogues.member(asker)
    whom = await audiences.addressed(turn, node_id, audience, author.id)
    calendar = (await policies.in_force(turn, node_id)).calendar
    choices = await _choices(asker)
    name = next((one.node.name for one in choices if one.node.id == node_id), "")
    reach = await audiences.reach(turn, whom)
    starts_at = _starts_at(draft)
    shown = say.Preview(
        notice=showing.drawn(await _words(asker, draft)),
        audience=say.audience(name, audience),
        reach=reach.counts,
        phoners=[one.name for one in reach.phoners],
        asked_for=starts_at,
        goes_at=calendar.first_loud_day(starts_at or turn.now),
        is_quiet=calendar.is_quiet(starts_at or turn.now),
        until=(starts_at or turn.now) + VALID_FOR,
    )
    return Question(say.preview(shown, turn.now), say.preview_options(several=len(choices) > 1))


async def _read_preview(asker: Asker, draft: Draft, text: str) -> Goto | Became | Done | Problem:
    match say.choice(text):
        case "send":
            return await _send(asker, draft)
        case "test":
            asker.turn.tell(asker.telegram_id, showing.drawn(await _words(asker, draft)))
            return Goto(draft, PREVIEW)
        case "words" | "whom" | "when" as step:
            return Goto(draft, step)
        case _:
            return Problem(press_a_button())


async def _send(asker: Asker, draft: Draft) -> Became | Done | Problem:
    turn, author = asker.turn, await dialogues.member(asker)
    if not await access.may(turn, author, Action.BROADCAST, _node(draft)):
        return Done(refusals.plain(refusals.not_allowed()))
    calendar = (await policies.in_force(turn, _node(draft))).calendar
    starts_at = calendar.first_loud_day(max(_starts_at(draft) or turn.now, turn.now))
    plan = Plan(_node(draft), _audience(draft), author.id, starts_at, starts_at + VALID_FOR)
    broadcast = await store.add(turn.tx, plan, await _words(asker, draft), turn.now)
    await feeding.feed(turn)
    showing.show(turn, author, broadcast.id)
    return Became(showing.topic(author, broadcast.id))


async def _words(asker: Asker, draft: Draft) -> Words:
    sender = await showing.sender(asker.turn, _node(draft), await dialogues.member(asker))
    return Words(str(draft["text"]), sender, _media(draft))


async def _choices(asker: Asker) -> list[audiences.Choice]:
    return await audiences.choices(asker.turn, await dialogues.member(asker))


def _with_media(draft: Draft, media: Media | None) -> Draft:
    return draft if media is None else {**draft, "media": media.file_id, "media_kind": str(media.kind)}


def _media(draft: Draft) -> Media | None:
    return Media(MediaKind(str(draft["media_kind"])), str(draft["media"])) if draft.get("media") else None


def _node(draft: Draft) -> int:
    node_id = draft["node"]
    if not isinstance(node_id, int):
        raise TypeError("the draft's node is no id")
    return node_id


def _audience(draft: Draft) -> Audience:
    return Audience(str(draft["audience"]))


def _starts_at(draft: Draft) -> datetime | None:
    return datetime.fromisoformat(str(draft["starts_at"])) if draft.get("starts_at") else None


SCRIPT = Script(
    "notice",
    (
        Step(WORDS, _ask_words, _read_words),
        Step(WHOM, _ask_whom, _read_whom),
        Step(WHEN, _ask_when, _read_when),
        Step(TIME, _ask_time, _read_when),
        Step(PREVIEW, _ask_preview, _read_preview),
    ),
    to_another=True,
)
