"""转接组织关系: how far the moving of a member's formal relation has come (O11, MEM-05, 教管 Art. 25)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class TransferState(StrEnum):
    """Until it is accepted the old branch is responsible; a branch that says no says why."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Transfer:
    """`to_branch_id` None: a branch that is not with us, known by its name. `may_read_on` None: has not said."""

    id: int
    member_id: int
    from_branch_id: int
    to_branch_id: int | None
    to_name: str
    state: TransferState
    started_by: int
    started_at: datetime
    may_read_on: bool | None
