"""One chart as JSON on the standard input, one PNG on the standard output."""

import json
import sys

from domain.pictures import unpacked
from pictures.charts import drawn
from pictures.sheet import as_png


def main() -> None:
    picture = unpacked(json.load(sys.stdin.buffer))
    sys.stdout.buffer.write(as_png(drawn(picture)))


if __name__ == "__main__":
    main()
