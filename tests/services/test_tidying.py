"""What is thrown away is found by an index: the chore runs four times a minute, whether there is something or not."""

from typing import Any

import pytest
import sqlalchemy as sa

from services.tidying import tidy
from services.turn import Turn

LARGE = frozenset({"study_marks", "study_hours", "study_notes", "make_ups", "reminders", "told", "calls"})


async def test_tidying_reads_through_no_large_table(turn: Turn) -> None:
    if turn.tx.dialect.name != "sqlite":
        pytest.skip("PostgreSQL reads through any table that is empty")
    said: list[tuple[str, Any]] = []

    def note(_one: object, _two: object, statement: str, values: object, *_more: object) -> None:
        said.append((statement, values))

    sa.event.listen(turn.tx.sync_connection, "before_cursor_execute", note)
    await tidy(turn)
    sa.event.remove(turn.tx.sync_connection, "before_cursor_execute", note)
    plans = [await turn.tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values) for statement, values in said]
    steps = [str(step.detail).split() for plan in plans for step in plan]
    assert ["SEARCH", "study_marks"] in [step[:2] for step in steps]
    assert {step[1] for step in steps if step[0] == "SCAN"} & LARGE == set()
