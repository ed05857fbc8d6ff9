"""A key file that is gone: no new one takes its place while it alone opens what people confided."""

import pytest

from storage import keyfile
from storage.sealing import KeyProblem
from tests.flows.town import MING, Town

LAMP = "楼道里的灯坏了"


@pytest.mark.parametrize("which", [0, 1], ids=["ordinary", "care"])
async def test_a_lost_key_is_not_replaced(town: Town, which: int) -> None:
    await town.tap(MING, "✍️ 写建议", await town.ask(MING, "建议"))
    path = keyfile.both(town.settings.key_file)[which]
    key = path.read_bytes()
    await town.stop()
    path.unlink()
    with pytest.raises(KeyProblem, match=r"不见了，.*放回来再启动"):
        await town.start()
    assert not path.exists()
    path.write_bytes(key)
    path.chmod(0o600)
    await town.start()
    assert LAMP in (await town.ask(MING, LAMP)).text


async def test_the_second_key_comes_by_itself(town: Town) -> None:
    """An installation from the time of one key has nothing that the second seals."""
    one, second = keyfile.both(town.settings.key_file)
    await town.stop()
    second.unlink()
    await town.start()
    assert second.exists()
    assert one.read_bytes() != second.read_bytes()
    assert (await town.ask(MING, "建议")).text
