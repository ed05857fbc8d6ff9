"""Relieving somebody of a post, or laying down one's own (A4)."""

from typing import Final

from domain.messages import Message
from domain.posts import Unfit, unfit_to_lose
from services import dialogues
from services.dialogues import Asker, Done, Draft, Goto, Problem, Question, Script, Step
from services.posts import choosing, taking
from storage import duty_settings
from texts import posts as say
from texts import refusals


async def _ask_post(asker: Asker, draft: Draft) -> Question:
    return Question(say.whose_post(), [words for words, _, _ in await choosing.held_posts(asker, draft)])


async def _read_post(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    found = await choosing.held_posts(asker, draft)
    for words, post, holding in found:
        if words == text.strip():
            further: Draft = {"node": post.node.id, "role": str(post.role), "whom": holding.member.id}
            unfit = await _refusal(asker, {**draft, **further})
            return Problem(unfit) if unfit is not None else Goto({**draft, **further}, "confirm")
    return Problem(say.please_choose())


async def _ask_confirm(asker: Asker, draft: Draft) -> Question:
    chosen = choosing.picked(await choosing.held_posts(asker, draft), draft)
    words = say.gone_meanwhile() if chosen is None else say.confirm_relief(chosen[0], chosen[1].member)
    return Question(words, [say.do_relieve()], per_row=1)


async def _read_confirm(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    if text.strip() != say.do_relieve():
        return Problem(say.please_confirm_relief())
    refusal = await _refusal(asker, draft)
    if refusal is not None:
        return Done(Message(refusal))
    giver = await choosing.giver(asker, draft)
    chosen = choosing.picked(await choosing.held_posts(asker, draft), draft)
    if giver is None or chosen is None:
        return Done(say.gone_meanwhile())
    post, holding = chosen
    await taking.take(asker.turn, giver[0], post.node, holding)
    await duty_settings.look_again(asker.turn.tx, dialogues.number(draft, "branch"))
    return Done(say.relieved(post, holding.member))


async def _refusal(asker: Asker, draft: Draft) -> str | None:
    """Why not, in words; None where it may be done."""
    giver = await choosing.giver(asker, draft)
    if giver is None:
        return refusals.not_allowed()
    found = await choosing.held_posts(asker, draft)
    chosen = choosing.picked(found, draft)
    if chosen is None:
        return None
    post, holding = chosen
    unfit: Unfit | None = unfit_to_lose(giver[0].id, giver[1], holding.held, [one.held for _, _, one in found])
    return None if unfit is None else await choosing.refused(asker.turn, giver[0], holding.member, post.node.id, unfit)


RELIEVING: Final = Script(
    "relieving", (Step("post", _ask_post, _read_post), Step("confirm", _ask_confirm, _read_confirm))
)
