"""Which row speaks of which member."""

from collections.abc import Iterable, Mapping, Sequence

from domain.members import Member, MemberStatus, Office, Role
from domain.party_dates import NO_DATES, PartyDates
from domain.roster.plan import Change, NewMember, Row, RowError, RowProblem


class Matching:
    """Rows against members: first where name and group agree, then where the name leaves only one."""

    def __init__(
        self,
        existing: Sequence[Member],
        group_names: Mapping[int, str],
        offices: Iterable[Office],
        dates: Mapping[int, PartyDates],
    ) -> None:
        self.by_name: dict[str, list[Member]] = {}
        for member in existing:
            self.by_name.setdefault(member.name, []).append(member)
        self.group_names = group_names
        self.dates = dates
        self.roles: dict[int, frozenset[Role]] = {}
        for office in offices:
            self.roles[office.member_id] = self.roles.get(office.member_id, frozenset()) | {office.role}
        self.add: list[NewMember] = []
        self.update: list[Change] = []
        self.same: list[Member] = []
        self.errors: list[RowError] = []
        self.taken: set[int] = set()
        self.settled: set[int] = set()

    def match(self, rows: Sequence[Row]) -> None:
        later: list[Row] = []
        for row in rows:
            here = [member for member in self._free(row.name) if self._group(member) == row.group]
            if len(here) == 1:
                self._compare(row, here[0])
            else:
                later.append(row)
        for row in later:
            free = self._free(row.name)
            if len(free) > 1:
                self.errors.append(RowError(row.number, RowProblem.AMBIGUOUS_NAME, row.name))
            elif free:
                self._compare(row, free[0])
            else:
                self._new(row)

    def _compare(self, row: Row, member: Member) -> None:
        self.taken.add(member.id)
        before = self.dates.get(member.id, NO_DATES)
        after = before.filled(row.join_date, row.full_member_date)
        if after.is_muddled:
            self.errors.append(RowError(row.number, RowProblem.BAD_DATE, str(row.full_member_date or row.join_date)))
            return
        self.settled.add(row.number)
        group = row.group if row.group != self._group(member) else None
        status = row.status if row.status is not member.status else None
        # Who leads a group and moves leads the new one, where the file still says so.
        leads_anew = group is not None and Role.GROUP_LEADER in (row.roles or ())
        roles = row.roles if leads_anew or row.roles != self.roles.get(member.id, frozenset()) else None
        dates = after if after != before else None
        if group is None and status is None and roles is None and dates is None:
            self.same.append(member)
        else:
            self.update.append(Change(row.number, member, group, status, roles, dates))

    def _new(self, row: Row) -> None:
        self.settled.add(row.number)
        self.add.append(
            NewMember(
                row.number,
                row.name,
                row.group,
                row.status or MemberStatus.FULL_MEMBER,
                row.status is None,
                row.roles or frozenset(),
                NO_DATES.filled(row.join_date, row.full_member_date),
            )
        )

    def _free(self, name: str) -> list[Member]:
        return [member for member in self.by_name.get(name, ()) if member.id not in self.taken]

    def _group(self, member: Member) -> str | None:
        return self.group_names.get(member.node_id)
