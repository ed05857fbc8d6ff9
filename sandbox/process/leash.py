"""What keeps a child from outliving a parent that was killed with -9."""

import ctypes
import os
import signal
import sys
from collections.abc import Callable

_PR_SET_PDEATHSIG = 1


def leash() -> Callable[[], None] | None:
    """Something to call in the child before it runs its command; None where the system has no such thing.

    Linux kills the child itself when its parent dies. A pipe would work elsewhere too, but only with a child that
    watches it, and the bot must not know the sandbox. The price: on other systems a sandbox killed with -9 leaves
    its bot behind, which the next start meets as a second getUpdates.
    """
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None)
    parent = os.getpid()

    def tie() -> None:
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)

    return tie
