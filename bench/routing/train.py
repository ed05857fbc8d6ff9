"""`python -m bench.routing.train [--data DIRECTORY]`: make the statistics that ship anew from the development data.

It writes `counts.txt` and `calibration.json` beside the handwritten lexicon, which it reads. The same data and lexicon
give the same files.
"""

import sys
from argparse import ArgumentParser
from pathlib import Path

from bench.routing import calibrating, folding, learning, letters
from bench.routing.preparing import SEEDS, SHIPPED, prepared, untrained
from domain.concerns import calibration, counting


def main() -> int:
    """Train on everything there is; the calibration comes from letters the counts had not seen."""
    parser = ArgumentParser(prog="python -m bench.routing.train", description=__doc__)
    parser.add_argument("--data", type=Path, default=letters.directory(), help=f"default: ${letters.VARIABLE}")
    place: Path | None = parser.parse_args().data
    if place is None:
        parser.error("the development data is not at hand; name its directory with --data")
    read, kept = prepared(place)
    learnt = learning.learn(read, kept, untrained())
    judged = [one for seed in SEEDS for one in folding.judge(read, kept, untrained(), seed)]
    table = calibrating.calibrate([one.scored for one in judged], times=len(SEEDS))
    (SHIPPED / "counts.txt").write_text(counting.written(learnt.rows, learnt.examples), "utf-8")
    (SHIPPED / "calibration.json").write_text(calibration.written(table), "utf-8")
    print(f"{len(read)} letters, {len(learnt.rows)} signs")
    return 0


if __name__ == "__main__":
    sys.exit(main())
