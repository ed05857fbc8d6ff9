"""`python -m bot`: run the bot, or one of the operator's commands."""

import sys

from bot.commands import main

sys.exit(main(sys.argv[1:]))
