"""The running process: settings, assembly, intake of updates, delivery of messages, the command line."""

import os

os.environ.setdefault("PTB_TIMEDELTA", "1")  # else python-telegram-bot warns about its own RetryAfter
