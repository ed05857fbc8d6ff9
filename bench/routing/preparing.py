"""What training and measuring begin with: the letters read, the signs that may be kept, the handwritten tables."""

from pathlib import Path

from bench.processes import ROOT
from bench.routing import learning, letters
from domain.concerns import calibration, counting, lexicon, urgency
from domain.concerns.deciding import Router

SHIPPED = ROOT / "services" / "routing"
SEEDS = (1, 2, 3)
_UNTRIED = calibration.Calibration(1.0, (0.0, 1.0), (0.0, 1.0))


def prepared(place: Path) -> tuple[list[learning.Read], frozenset[str]]:
    """The letters tidied and cut, and the signs that may be kept."""
    router = untrained()
    read = [learning.read(letter) for letter in letters.labelled(place)]
    messages = [one.adds.keys() for one in read] + [learning.seen_in(text) for text in letters.unlabelled(place)]
    return read, learning.may_ship(messages, router.lexicon.words)


def untrained() -> Router:
    """The handwritten tables alone."""
    return Router(
        lexicon.read((SHIPPED / "lexicon.txt").read_text("utf-8")),
        counting.Counts.of({}, {}),
        _UNTRIED,
        urgency.read((SHIPPED / "urgency.txt").read_text("utf-8")),
    )
