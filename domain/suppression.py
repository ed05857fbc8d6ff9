"""Which sums over people may be shown, so that none of them speaks of one person (C3, MOOD-03).

What is shown splits the people into classes: those who stand in exactly the same shown sums. Whatever anybody adds or
subtracts, of what is shown, comes to whole classes. So a sum is shown only while every class it leaves behind holds at
least `least` people, the one that stands in nothing among them. That is complementary suppression, and it holds for
groups that overlap as well as for those that lie side by side.

The promise: whoever knows what any `least - 1` people said can tell of nobody else what they said. Somebody outside
their class, whom they do not know either, could have changed places with them, and all that is shown would be the same.

Two dates: what is shown once stays as it is. A caller publishes a period when it is over, once, and keeps what it
published; sums of one running count on two days would differ by the one person who came between.
"""

from collections.abc import Collection, Hashable, Mapping, Sequence
from typing import Final, TypeVar

LEAST: Final = 5

_Group = TypeVar("_Group", bound=Hashable)
_Name = TypeVar("_Name", bound=Hashable)


def shown(groups: Mapping[_Group, int], least: int = LEAST, *, silent: int | None = None) -> dict[_Group, int | None]:
    """How many people stand in each of these groups, None where that is not shown; nobody stands in two.

    The sum of all is taken to be known. `silent` are those who could have answered and did not: where they are given,
    nothing is shown while fewer than `least` of them are left, since that somebody answered would be known as well.
    """
    sums = {group: frozenset({group}) for group in groups}
    if silent is None:
        return shown_sums(sums, groups, least)
    beside = object()
    counts = dict[Hashable, int]([*groups.items(), (beside, silent)])
    found = shown_sums(dict[Hashable, frozenset[Hashable]]([(beside, frozenset(groups)), *sums.items()]), counts, least)
    none_of_it = found[beside] is None
    return {group: None if none_of_it else found[group] for group in groups}


def shown_sums(
    sums: Mapping[_Name, Collection[Hashable]], counts: Mapping[_Group, int], least: int = LEAST
) -> dict[_Name, int | None]:
    """How many people stand in each of these sums, None where that is not shown. They may overlap.

    `counts` are the finest groups, in which everybody stands once: everything that can be filtered by, together. Of
    two sums that do not go together the one named first is shown, so the order must not come from the answers.
    """
    accepted: list[frozenset[Hashable]] = []
    found: dict[_Name, int | None] = {}
    for name, groups in sums.items():
        one = frozenset(groups)
        if min(classes([*accepted, one], counts), default=0) >= least:
            accepted.append(one)
            found[name] = sum(counts[group] for group in counts if group in one)
        else:
            found[name] = None
    return found


def classes(sums: Sequence[Collection[Hashable]], counts: Mapping[_Group, int]) -> list[int]:
    """How many people stand in each class: in exactly the same of these sums."""
    found: dict[tuple[bool, ...], int] = {}
    for group, count in counts.items():
        standing = tuple(group in one for one in sums)
        found[standing] = found.get(standing, 0) + count
    return list(found.values())
