"""Where bots are born fast: a process that has read the program and its dictionaries, and forks a bot when asked to.

Run by `tests/processes.py`. Each line read is a JSON object: `{"start": {environment}, "log": path}` is answered by the
process id, `{"wait": id}` by the exit code once that process has ended.
"""

import gc
import json
import os
import sys

from bot.commands import main
from services import concerns


def tend() -> None:
    """Until nobody asks any more."""
    concerns.load()
    gc.freeze()  # what is read stays shared with the children
    for line in sys.stdin:
        match json.loads(line):
            case {"start": environment, "log": log}:
                child = os.fork()
                if child == 0:
                    become_a_bot(environment, log)
                answer(child)
            case {"wait": child}:
                answer(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


def answer(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


def become_a_bot(environment: dict[str, str], log: str) -> None:
    """As `python -m bot` begins, but for the reading."""
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(environment["PWD"])
    written = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    nothing = os.open(os.devnull, os.O_RDWR)
    for old, new in ((0, nothing), (1, written), (2, written)):
        os.dup2(new, old)
    sys.exit(main([]))


if __name__ == "__main__":
    tend()
