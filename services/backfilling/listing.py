"""Who was there, by the paper: a list of names to tap, or to type."""

from typing import Final

from domain import backfilling as rules
from domain.backfilling import Was
from domain.messages import Json
from domain.names import numbered
from services.backfilling import draft as said
from services.dialogues import Asker, Draft, Goto, Problem, Question, Step
from texts import backfilling as say

MOST: Final = 90  # buttons under one message; Telegram takes a hundred


async def _ask_who(asker: Asker, draft: Draft) -> Question:
    """Everybody as a button that goes round: not there, there, on leave."""
    invited, were = await said.invited(asker, draft), said.were(draft)
    options = [(say.label(one, were.get(one.id, Was.ABSENT)), numbered(one.id)) for one in invited[:MOST]]
    there = sum(was is Was.THERE for was in were.values())
    away = sum(was is Was.ON_LEAVE for was in were.values())
    return Question(say.ask_who(there, away, len(invited)), [*options, *say.who_options()])


async def _read_who(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    invited, were = await said.invited(asker, draft), dict(said.were(draft))
    match say.who_choice(text):
        case "all":
            away = {number: was for number, was in were.items() if was is Was.ON_LEAVE}
            were = {one.id: Was.THERE for one in invited} | away
        case "done" if any(was is Was.THERE for was in were.values()):
            return Goto(draft, "reason")
        case "done":
            return Problem(say.nobody_there())
        case _:
            meant = rules.named(text, [(one.id, one.name) for one in invited])
            if not meant:
                return Problem(say.unknown_names())
            were |= {number: rules.next_of(were.get(number, Was.ABSENT)) for number in meant}
    kept: dict[str, Json] = {str(number): str(was) for number, was in were.items()}
    return Goto({**draft, "were": kept}, "who")


STEP: Final = Step("who", _ask_who, _read_who)
