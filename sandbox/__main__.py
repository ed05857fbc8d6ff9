"""``python -m sandbox``."""

import sys

from sandbox.process.main import main

if __name__ == "__main__":
    sys.exit(main())
