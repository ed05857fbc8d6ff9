"""What the ladder does next, given what it has done in this round (E5, E6, E10, E11, E18)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from domain.requests.ladder import Ladder, Level, Person, Rung


class StepKind(StrEnum):
    """What was done; each once per round and person.

    ASK asks a person. REMIND_SECRETARY stands in for the rungs that need a consent nobody gave. REFER hands the
    secretary a printable referral where nobody above is with us (E18). UP is the asker's 请上级看看. While somebody
    has it: WARN_RESPOND and WARN_RESOLVE tell the owner that three quarters of a promise are over (E13), STALL that
    there has been no word for long (E9), and LOOK asks somebody else to look.
    """

    ASK = "ask"
    REMIND_SECRETARY = "remind_secretary"
    REFER = "refer"
    UP = "up"
    WARN_RESPOND = "warn_respond"
    WARN_RESOLVE = "warn_resolve"
    STALL = "stall"
    LOOK = "look"


@dataclass(frozen=True, slots=True)
class Done:
    """A step of this round; `level` is None where a person chose the person, as in a transfer."""

    kind: StepKind
    member_id: int
    level: Level | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """The next thing the ladder does; `member_id` is who is asked, reminded or handed the referral."""

    kind: StepKind
    member_id: int
    level: Level


def next_step(climbed: Ladder, done: Collection[Done]) -> Step | None:
    """The next step; None at the end of the ladder.

    It never goes down again: who comes back after the ladder has passed their rung is not asked.
    """
    for rung in _from(climbed, reached(done)):
        for person in _unasked(rung, done):
            return Step(StepKind.ASK, person.member_id, rung.level)
    return _at_the_end(climbed, done)


def step_up(climbed: Ladder, done: Collection[Done], owner_id: int | None = None) -> Step | None:
    """The first person above the rung that is being asked, and none below the owner; None where nobody is (E11)."""
    come_to = reached(done)
    lowest = climbed.rungs[0].level if climbed.rungs else None
    at = lowest if come_to is None else come_to
    owners = next((rung.level for rung in climbed.rungs if owner_id in {one.member_id for one in rung.people}), lowest)
    if at is None or owners is None:
        return None
    approached = {one.member_id for one in done if one.kind in {StepKind.ASK, StepKind.UP, StepKind.LOOK}}
    for rung in climbed.rungs:
        for person in rung.people:
            if rung.level > at and rung.level >= owners and person.member_id not in {owner_id, *approached}:
                return Step(StepKind.ASK, person.member_id, rung.level)
    return None


def reached(done: Collection[Done]) -> Level | None:
    """The rung the ladder has come to in this round."""
    return max((one.level for one in done if one.level is not None), default=None)


def _at_the_end(climbed: Ladder, done: Collection[Done]) -> Step | None:
    if not climbed.secretaries:
        return None
    kind = StepKind.REMIND_SECRETARY if climbed.closed_above else StepKind.REFER
    if any(one.kind is kind for one in done):
        return None
    return Step(kind, climbed.secretaries[0], reached(done) or Level.SECRETARY)


def _from(climbed: Ladder, lowest: Level | None) -> Iterable[Rung]:
    return (rung for rung in climbed.rungs if lowest is None or rung.level >= lowest)


def _unasked(rung: Rung, done: Collection[Done]) -> Iterable[Person]:
    asked = {one.member_id for one in done if one.kind is StepKind.ASK}
    return (person for person in rung.people if person.member_id not in asked)
