"""撤回同意 and 删除 (PRV-02, PRV-07): foretold, then done in the same turn. Leaving the bot is deleting everything."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.members import Member
from domain.privacy import Scope
from services.own_data import forgetting
from services.turn import Turn
from storage import people as store
from storage.database import alone


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What was taken back, and how many rows of which code of `domain.retention` went with it."""

    scope: Scope
    gone: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NotGiven:
    """There was nothing to take back."""


class _Undone(Exception):
    """What was tried is not to be."""


async def foretell(turn: Turn, member: Member, scope: Scope) -> Mapping[str, int]:
    """What would go with this consent: it is done, counted, and undone behind a savepoint."""
    counted: dict[str, int] = {}

    async def attempt() -> None:
        counted.update(await _forget(turn, member, scope))
        raise _Undone

    letters, fresh, adopted = list(turn.letters), list(turn.fresh), dict(turn.adopted)
    error = await alone(turn.tx, attempt())
    turn.letters, turn.fresh, turn.adopted = letters, fresh, adopted
    if error is not None and not isinstance(error, _Undone):
        raise error
    return {code: rows for code, rows in counted.items() if rows}


async def withdraw(turn: Turn, member: Member, scope: Scope) -> Withdrawn | NotGiven:
    """Take a consent back, and delete what stood on it; without the basic one there is no account any more.

    What the branch must keep stays with the roster alone (PRV-07), without the account; paper goes on counting.
    """
    if scope is Scope.BASIC:
        for each in Scope:
            await store.withdraw_consent(turn.tx, member.id, each, turn.now)
        gone = await _forget(turn, member, scope)
        await store.unbind(turn.tx, member.id)
        return Withdrawn(scope, gone)
    if not await store.withdraw_consent(turn.tx, member.id, scope, turn.now):
        return NotGiven()
    return Withdrawn(scope, await _forget(turn, member, scope))


async def _forget(turn: Turn, member: Member, scope: Scope) -> Mapping[str, int]:
    if scope is Scope.BASIC:
        return await forgetting.forget_everything(turn, member)
    return await forgetting.forget_scope(turn, member, scope)
