"""Traditional characters into simplified ones. The only file that knows OpenCC."""

from functools import cache
from importlib import resources

from opencc import OpenCC


def load() -> None:
    """Read the tables; more than once does no harm."""
    _traditional()
    _converter()


def simplified(text: str) -> str:
    """The text in simplified characters; one that has no others is not touched, which costs nothing."""
    if _traditional().isdisjoint(text):
        return text
    converted: str = _converter().convert(text)
    return converted


@cache
def _traditional() -> frozenset[str]:
    table = (resources.files("opencc") / "dictionary" / "TSCharacters.txt").read_text("utf-8")
    pairs = (line.split() for line in table.splitlines())
    return frozenset(pair[0] for pair in pairs if len(pair) > 1 and pair[0] not in pair[1:])


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")
