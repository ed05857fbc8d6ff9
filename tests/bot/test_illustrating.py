"""A message with a picture on its way: drawn just before it goes, and its words alone where it cannot be drawn (X3)."""

from dataclasses import dataclass, field

import pytest
from telegram.error import BadRequest

from bot.carrying import Carrier, Outcome
from bot.drawing import Studio
from bot.sending import Sender
from domain.messages import Letter, Message, Method
from domain.pictures import Bars, Picture
from storage.database import Database
from storage.outgoing import Waiting
from tests.clock import FrozenClock
from tests.conftest import A_MONDAY

PICTURE = Picture(Bars("需求", (("医疗健康", 6),), "人"))
NOBODY_DRAWS = Studio(("/nowhere/python",))


@dataclass(frozen=True)
class Noting(Sender):
    """Telegram takes all new messages, and no edit that has words for a picture."""

    said: list[tuple[str, bytes | None]] = field(default_factory=list)

    async def send(self, letter: Letter, message: Message, drawn: bytes | None = None) -> int:
        self.said.append((message.html, drawn))
        return 7

    async def edit(self, chat_id: int, message_id: int, message: Message, drawn: bytes | None = None) -> None:
        if drawn is None:
            raise BadRequest("There is no text in the message to edit")
        self.said.append((message.html, drawn))


@pytest.fixture
def sender() -> Noting:
    return Noting(None, None)  # type: ignore[arg-type]  # neither is asked


async def _carried(database: Database, sender: Sender, letter: Letter, studio: Studio) -> Outcome:
    carrier = Carrier(database, sender, FrozenClock(A_MONDAY), studio)
    left: list[bool] = []
    outcome = await carrier.carry(Waiting(1, letter, 0, A_MONDAY), lambda: left.append(True))
    assert left == ([] if outcome.pointless else [True])
    return outcome


async def test_drawn_and_sent(database: Database, sender: Noting) -> None:
    outcome = await _carried(database, sender, Letter(5, message=Message("字", picture=PICTURE)), Studio())
    assert (outcome.message_id, outcome.refusal) == (7, None)
    [(words, drawn)] = sender.said
    assert words == "字"
    assert drawn is not None
    assert drawn.startswith(b"\x89PNG")


async def test_words_go_alone(database: Database, sender: Noting) -> None:
    await _carried(database, sender, Letter(5, message=Message("字", picture=PICTURE)), NOBODY_DRAWS)
    assert sender.said == [("字", None)]


async def test_where_the_words_went_ahead_there_is_nothing_left_to_say(database: Database, sender: Noting) -> None:
    outcome = await _carried(database, sender, Letter(5, message=Message("", picture=PICTURE)), NOBODY_DRAWS)
    assert outcome.pointless
    assert sender.said == []


async def test_a_picture_that_cannot_become_another_is_followed_by_its_words(
    database: Database, sender: Noting
) -> None:
    letter = Letter(5, Method.EDIT, Message("字", picture=PICTURE), message_id=3)
    outcome = await _carried(database, sender, letter, NOBODY_DRAWS)
    assert (outcome.anew, outcome.message_id) == (True, 7)
    assert sender.said == [("字", None)]
