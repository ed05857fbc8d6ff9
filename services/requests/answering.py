"""The helper's two small dialogues: a reply to the asker, and a note that the asker never gets (H17)."""

from domain.concerns.danger import judge
from domain.directory import PolicyCard
from domain.members import Member
from domain.messages import Media, MediaKind, Message
from domain.requests import HelpRequest
from services import dialogues, directory, people, secrecy
from services.dialogues import Asker, Done, Draft, Goto, Problem, Question, Script, Step
from services.requests import helping
from services.turn import Turn
from texts import answering as say
from texts.dialogues import classified


async def mine(asker: Asker, draft: Draft) -> tuple[Member, HelpRequest] | None:
    """Who is speaking, and the request the dialogue is about, if it still is theirs."""
    member = await people.known(asker.turn, asker.telegram_id)
    request_id = draft["request"]
    if member is None or not isinstance(request_id, int):
        return None
    request = await helping.owned(asker.turn, member, request_id)
    return (member, request) if request is not None else None


async def worded(asker: Asker, text: str) -> str | Problem:
    """What was typed, line breaks kept; or what is wrong with it. Nothing marked secret is kept (SEC-04)."""
    written = text.strip()
    if not written:
        return Problem(say.empty())
    member = await people.known(asker.turn, asker.telegram_id)
    if member is not None and await secrecy.seen(asker.turn, member, written):
        return Problem(classified())
    return written if len(written) <= helping.LONGEST else Problem(say.too_long(helping.LONGEST))


async def _ask_reply(_asker: Asker, draft: Draft) -> Question:
    return Question(say.ask_reply(str(draft["number"])), [say.label_canned()])


async def _read_reply(asker: Asker, draft: Draft, text: str) -> Goto | Done | Problem:
    if text == say.label_canned():
        return Goto(draft, "canned")
    written = await worded(asker, text)
    if isinstance(written, Problem):
        return written
    return await _reply(asker, {**draft, "text": written})


async def _ask_canned(asker: Asker, draft: Draft) -> Question:
    """Usual sentences, then the cards of support that belong to the topic (H18)."""
    labels = [*say.canned(), *(say.label_card(card.name) for card in await _cards(asker, draft)), say.label_own_words()]
    return Question(say.ask_canned(), labels, per_row=1)


async def _read_canned(asker: Asker, draft: Draft, text: str) -> Goto | Done | Problem:
    """A card is always looked at before it goes: what it says has a date."""
    if text == say.label_own_words():
        return Goto(draft, "words")
    for card in await _cards(asker, draft):
        if text == say.label_card(card.name):
            return Goto({**draft, "text": directory.card_text(card, asker.turn.now)}, "confirm")
    return await _read_reply(asker, draft, text)


async def _cards(asker: Asker, draft: Draft) -> list[PolicyCard]:
    found = await mine(asker, draft)
    return directory.cards_for(found[1].topic) if found is not None else []


async def _ask_confirm(_asker: Asker, draft: Draft) -> Question:
    options = [say.label_send(), say.label_change()]
    file = _file(draft)
    kind = None if file is None else str(file.kind)
    return Question(say.preview_reply(str(draft["number"]), str(draft["text"]), kind), options)


async def _read_confirm(asker: Asker, draft: Draft, text: str) -> Goto | Done | Problem:
    if text.strip() in say.label_change():
        return Goto({name: value for name, value in draft.items() if name != "file"}, "words")
    if text.strip() not in say.label_send():
        return Problem(say.choose_send_or_change())
    return await _send(asker, draft)


async def _reply(asker: Asker, draft: Draft) -> Goto | Done:
    """The first reply is shown once more before it goes, and so are words of danger; others go at once.

    Such words may have been meant for us, and the question was forgotten: then nobody else should get them.
    """
    found = await mine(asker, draft)
    if found is not None and (found[1].answered_at is None or judge(str(draft["text"])).calls_human):
        return Goto(draft, "confirm")
    return await _send(asker, draft)


async def bring_file(turn: Turn, owner: Member, draft: Draft, file: Media, text: str) -> Message:
    """A picture, a file or a voice while the question is open: it is the reply (H15)."""
    asker = Asker(turn, owner.telegram_id or 0)
    further: Draft = {**draft, "text": text, "file": [str(file.kind), file.file_id]}
    match await _reply(asker, further):
        case Goto(kept, step):
            return await dialogues.amend(turn, asker.telegram_id, REPLY, kept, step)
        case Done(message):
            await dialogues.cancel(turn, asker.telegram_id)
            return message


def _file(draft: Draft) -> Media | None:
    match draft.get("file"):
        case [str(kind), str(file_id)]:
            return Media(MediaKind(kind), file_id)
        case _:
            return None


async def _send(asker: Asker, draft: Draft) -> Done:
    found = await mine(asker, draft)
    sent = found and await helping.reply(asker.turn, found[0], found[1].id, str(draft["text"]), _file(draft))
    return Done(say.reply_sent(sent.number) if sent else say.no_longer_yours())


async def _ask_note(_asker: Asker, draft: Draft) -> Question:
    return Question(say.ask_note(str(draft["number"])))


async def _read_note(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    written = await worded(asker, text)
    if isinstance(written, Problem):
        return written
    found = await mine(asker, draft)
    kept = found and await helping.note(asker.turn, found[0], found[1].id, written)
    return Done(say.note_kept(kept.number) if kept else say.no_longer_yours())


REPLY = Script(
    "help_reply",
    (
        Step("words", _ask_reply, _read_reply),
        Step("canned", _ask_canned, _read_canned),
        Step("confirm", _ask_confirm, _read_confirm),
    ),
    to_another=True,
)
NOTE = Script("help_note", (Step("words", _ask_note, _read_note),), to_another=True)
