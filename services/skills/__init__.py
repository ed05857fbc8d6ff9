"""特长: offered by the member, found as far as the member says, asked for through the bot and answered with one tap."""

from services.skills.asking import ASKING, Answered, AnsweredBefore, answer, ask, find
from services.skills.offering import OFFERING, begin, drop, own, pause

__all__ = [
    "ASKING",
    "OFFERING",
    "Answered",
    "AnsweredBefore",
    "answer",
    "ask",
    "begin",
    "drop",
    "find",
    "own",
    "pause",
]
