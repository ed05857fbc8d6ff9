"""Tags: given by the member or the keeper of the roster, seen by both alone, contested with one tap (O7)."""

from services.tags.contesting import KEEPING, Gone, NoKeeper, Passed, TakenOff, agree, begin_keeping, contest
from services.tags.setting import give, give_own, take_off
from services.tags.showing import look, of, own, own_page, page

__all__ = [
    "KEEPING",
    "Gone",
    "NoKeeper",
    "Passed",
    "TakenOff",
    "agree",
    "begin_keeping",
    "contest",
    "give",
    "give_own",
    "look",
    "of",
    "own",
    "own_page",
    "page",
    "take_off",
]
