"""选举结果: what a paper ballot came to, written down for the record (ELE-01 to 05)."""

from services.elections.looking import of_meeting

__all__ = ["of_meeting"]
