"""`python -m bench.routing.train_danger [--data DIRECTORY]`: learn the second opinion on danger anew and write it down.

It learns from PsySUICIDE (PsyGUARD, EMNLP 2024, MIT licence) and keeps weights of runs of one to three characters. The
same messages give the same weights.
"""

import sys
import unicodedata
from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from bench.processes import ROOT
from bench.routing import crisis, letters
from domain.concerns.danger.opinion import Opinion

WEIGHTS: Final = ROOT / "domain" / "concerns" / "danger" / "weights.py"
WIDTH: Final = 118  # columns; a Chinese character takes two

HEAD: Final = '''"""Weights of the second opinion. `python -m bench.routing.train_danger` makes them; nobody edits them.

Learnt from PsySUICIDE (PsyGUARD, EMNLP 2024), Copyright (c) 2024 qiuhuachuan, MIT licence: the notice stands beside
this file in LICENSE.PsyGUARD.MIT.txt. Each line: log-odds in hundredths, and the runs of characters that add them.
"""

from typing import Final

BIAS: Final = {bias}
GRAMS: Final = """
{grams}
"""
'''


def written(opinion: Opinion) -> str:
    """The opinion as the source of `weights.py`."""
    alike: defaultdict[int, list[str]] = defaultdict(list)
    for gram, weight in sorted(opinion.weights.items()):
        alike[weight].append(gram)
    lines = [line for weight, found in sorted(alike.items()) for line in _wrapped(str(weight), found)]
    return HEAD.format(bias=opinion.bias, grams="\n".join(lines))


def _wrapped(weight: str, found: Iterable[str]) -> Iterable[str]:
    line = weight
    for gram in found:
        if _columns(line) + 1 + _columns(gram) > WIDTH:
            yield line
            line = weight
        line += f" {gram}"
    yield line


def _columns(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in line)


def main() -> int:
    """Learn from all messages there are."""
    parser = ArgumentParser(prog="python -m bench.routing.train_danger", description=__doc__)
    parser.add_argument("--data", type=Path, default=letters.directory(), help=f"default: ${letters.VARIABLE}")
    place: Path | None = parser.parse_args().data
    if place is None:
        parser.error("the development data is not at hand; name its directory with --data")
    messages = crisis.read_messages(place)
    opinion = crisis.learn(messages)
    WEIGHTS.write_text(written(opinion), encoding="utf-8")
    print(f"{len(messages)} messages, {len(opinion.weights)} weights")
    return 0


if __name__ == "__main__":
    sys.exit(main())
