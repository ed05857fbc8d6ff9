"""补充: one question, and the words or the file go to the request (H15, H21)."""

from domain.members import Member
from domain.messages import Media, Message
from domain.requests import LONGEST_TEXT
from domain.requests.elsewhere import Elsewhere
from services import dialogues, people, secrecy
from services.dialogues import Asker, Done, Draft, Problem, Question, Script, Step
from services.requests import asking
from services.requests.asking import Added, Addition, OnlyThanks
from services.turn import Turn
from texts import asking as say_asking
from texts import drafts as say_drafts
from texts import refusals
from texts import requests as say


async def begin(turn: Turn, member: Member, request_id: int) -> Message | None:
    """None where it is not theirs, or closed for too long."""
    request = await asking.own(turn, member, request_id)
    if request is None or not asking.takes_words(turn, request):
        return None
    draft: Draft = {"request": request.id, "number": request.number}
    return await dialogues.begin(turn, member.telegram_id or 0, SCRIPT, draft)


async def bring_file(turn: Turn, member: Member, draft: dialogues.Draft, file: Media, text: str) -> Message:
    """A file while the question is open."""
    await dialogues.cancel(turn, member.telegram_id or 0)
    return answer(await asking.add_words(turn, member, _request_id(draft), text, file))


def answer(addition: Addition) -> Message:
    match addition:
        case Added(number, to, reopened):
            return say.added(number, to, reopened=reopened)
        case OnlyThanks():
            return say_asking.thanks(None)
        case _:
            return refusals.plain(say.too_late())


async def _ask(_asker: Asker, draft: Draft) -> Question:
    return Question(say.ask_more(str(draft["number"])))


async def _read(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    if not text.strip():
        return Problem(say_drafts.empty())
    if len(text) > LONGEST_TEXT:
        return Problem(say_drafts.too_long(LONGEST_TEXT))
    member = await people.known(asker.turn, asker.telegram_id)
    if member is None:
        return Done(refusals.not_on_roster())
    if await secrecy.seen(asker.turn, member, text):
        return Done(say_asking.elsewhere(Elsewhere.CLASSIFIED))
    return Done(answer(await asking.add_words(asker.turn, member, _request_id(draft), text.strip())))


def _request_id(draft: Draft) -> int:
    value = draft["request"]
    if not isinstance(value, int):
        raise TypeError("the draft's request is no number")
    return value


SCRIPT = Script("request_more", (Step("words", _ask, _read),))
