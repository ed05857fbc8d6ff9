"""A suggestion leaves no trace of its author: not in any row, not by the time or the order of rows (H30)."""

import base64
import json
from typing import Any

import pytest
import sqlalchemy as sa

from storage.schema import Instant, metadata
from storage.suggestions import suggestion_words, suggestions
from tests.flows.test_sentinel import everything
from tests.flows.test_suggestions import WORDS, next_morning, put_in
from tests.flows.town import MING, YU, Town


async def test_no_row_says_who_or_when(town: Town) -> None:
    """Every table is searched for the author; what is left of the suggestion has no account, no moment, no order."""
    tokens = [await put_in(town, MING), await put_in(town, YU, "希望学习资料印大字")]
    await town.settle()
    author = {town.members[MING].id, town[MING].id, town.members[YU].id, town[YU].id}
    assert not [
        column.name
        for table in (suggestions, suggestion_words)
        for column in table.columns
        if isinstance(column.type, Instant)
    ]
    async with town.database.read() as tx:
        rows: list[Any] = [*await tx.execute(sa.select(suggestions)), *await tx.execute(sa.select(suggestion_words))]
        ids = {row.id for row in rows}
        assert len(ids) == 4
        for row in rows:
            assert not author & {value for name, value in row._mapping.items() if name not in {"branch_id", "position"}}
        assert await tx.scalar(sa.text("SELECT count(*) FROM dialogues")) == 0
        for table in metadata.sorted_tables:
            if table in (suggestions, suggestion_words):
                continue
            for other in await tx.execute(sa.select(table)):
                said = json.dumps([str(value) for value in other])
                assert not [id_ for id_ in ids if str(id_) in said], table.name
                assert not [token for token in tokens if token in said or token.replace("-", "") in said], table.name
        sealed = [bytes(body) for body in await tx.scalars(sa.text("SELECT body FROM suggestion_words"))]
        news = (await tx.execute(sa.select(suggestions.c.news_day, suggestions.c.day))).all()
    assert {base64.urlsafe_b64decode(body)[1:9] for body in sealed} == {bytes(8)}, "a seal without its second"
    assert {tuple(one) for one in news} == {(town.clock.now().date().toordinal(),) * 2}
    found = await everything(town)
    assert WORDS.encode() not in found
    assert tokens[0].encode() not in found


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_once_opened_not_even_the_transaction_tells(town: Town) -> None:
    """PostgreSQL notes which transaction wrote a row: after the box is opened it is no longer the author's tap."""
    await put_in(town, MING)
    await next_morning(town)
    async with town.database.read() as tx:
        written = set(
            await tx.scalars(
                sa.text("SELECT xmin::text FROM suggestions UNION SELECT xmin::text FROM suggestion_words")
            )
        )
        arrived = set(await tx.scalars(sa.text("SELECT xmin::text FROM inbox")))
        sent = set(await tx.scalars(sa.text(f"SELECT xmin::text FROM outbox WHERE chat_id = {town[MING].id}")))  # noqa: S608 - a number of ours
    assert written.isdisjoint(arrived | sent)
    town.forget_unheard()
