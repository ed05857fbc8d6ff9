"""A tick -> a service. APScheduler is the bell, the database is the calendar."""

from scheduler.chores import CHORES, Chore

__all__ = ["CHORES", "Chore"]
