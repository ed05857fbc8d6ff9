"""A picture waits in the outbox as what it shows, sealed like all words, and is gone when it was sent."""

from datetime import date

import pytest
import sqlalchemy as sa

from domain.messages import Letter, Message
from domain.pictures import Bars, Faces, Picture, Spec
from storage import outbox, outgoing
from storage.database import Database
from storage.envelopes import pack, unpack
from tests.conftest import A_MONDAY

SPECS = [
    Bars("谁也不该看到的标题", (("医疗健康", 6),), "人", "说明"),
    Faces("谁也不该看到的标题", ((date(2026, 11, 17), 1),)),
]


@pytest.mark.parametrize("spec", SPECS)
@pytest.mark.parametrize("dark", [False, True])
async def test_a_picture_waits_sealed(database: Database, spec: Spec, dark: bool) -> None:
    letter = Letter(5, message=Message("字", picture=Picture(spec, dark)))
    assert unpack(pack(letter)) == (letter.message, {})
    async with database.write() as tx:
        await outbox.post(tx, [letter], A_MONDAY)
    async with database.write() as tx:
        raw = await tx.scalar(sa.text("SELECT body FROM outbox"))
        assert spec.title.encode() not in bytes(raw)
        [due] = await outgoing.due(tx, {}, 9)
        [claimed] = await outgoing.claim(tx, [due.id])
        assert claimed.letter.message == letter.message
        await outgoing.end(tx, {due.id: ("sent", None)}, A_MONDAY)
        assert await tx.scalar(sa.text("SELECT body FROM outbox")) is None
