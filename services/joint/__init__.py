"""Meetings that several branches hold together: each its own meeting and names, totals shared (M27)."""

from services.joint.totals import partners

__all__ = ["partners"]
