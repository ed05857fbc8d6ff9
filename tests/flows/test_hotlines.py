"""Numbers that nobody has checked for half a year (SAFE-11)."""

from tests.flows.town import ZHOU, Town


async def test_the_secretary_hears_of_it(town: Town) -> None:
    assert "半年没有核对" not in (await town.ask(ZHOU, "状态")).text
    town.forward(days=200)
    assert "半年没有核对了，请运维核对：报警" in (await town.ask(ZHOU, "状态")).text
