"""Posts: who holds what until when, giving and taking them (O2, O3, A4); and setting a branch up (A1)."""

from services.posts import giving, grouping, relieving, setting_up, terms

SCRIPTS = (
    giving.APPOINTING,
    relieving.RELIEVING,
    terms.TERMS,
    grouping.GROUPS,
    setting_up.TERM,
    setting_up.BACKUP,
)

__all__ = ["SCRIPTS"]
