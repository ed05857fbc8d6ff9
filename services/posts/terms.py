"""Until when a post is held; the calendar reminds half a year and a month before (O2, ORG-10)."""

from typing import Final

from domain.party_dates import read_date
from domain.posts import TERM_YEARS, is_term
from services import dialogues, recurring
from services.dialogues import Asker, Done, Draft, Goto, Problem, Question, Script, Step
from services.posts import choosing
from storage import duty_settings
from storage import posts as store
from texts import posts as say
from texts import refusals


async def _ask_post(asker: Asker, draft: Draft) -> Question:
    return Question(say.whose_term(), [words for words, _, _ in await choosing.held_posts(asker, draft)])


async def _read_post(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    for words, post, holding in await choosing.held_posts(asker, draft):
        if words == text.strip():
            further: Draft = {"node": post.node.id, "role": str(post.role), "whom": holding.member.id}
            return Goto({**draft, **further}, "day")
    return Problem(say.please_choose())


async def _ask_day(asker: Asker, draft: Draft) -> Question:
    chosen = choosing.picked(await choosing.held_posts(asker, draft), draft)
    if chosen is None:
        return Question(say.gone_meanwhile())
    post, holding = chosen
    since = holding.held.since.astimezone(asker.turn.now.tzinfo).date()
    days = [recurring.years_after(since, number) for number in TERM_YEARS]
    options = [(say.day(day, asker.turn.now), day.isoformat()) for day in days if is_term(day, asker.turn.now.date())]
    return Question(say.until_when(post.node, post.role), [*options, say.no_term()], per_row=1)


async def _read_day(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    if await choosing.giver(asker, draft) is None:
        return Done(refusals.plain(refusals.not_allowed()))
    chosen = choosing.picked(await choosing.held_posts(asker, draft), draft)
    if chosen is None:
        return Done(say.gone_meanwhile())
    none = text.strip() == say.no_term()
    day = None if none else read_date(text)
    if not none and (day is None or not is_term(day, asker.turn.now.date())):
        return Problem(say.day_unclear(asker.turn.now))
    post, holding = chosen
    await store.set_term(asker.turn.tx, holding.held, day)
    await duty_settings.look_again(asker.turn.tx, dialogues.number(draft, "branch"))
    return Done(say.term_set(post, holding.member, day, asker.turn.now))


TERMS: Final = Script("post_terms", (Step("post", _ask_post, _read_post), Step("day", _ask_day, _read_day)))
