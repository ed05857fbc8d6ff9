"""What a branch sets for itself, and what it may not (A3)."""

from domain.configuration.document import (
    Configuration,
    Difference,
    Fault,
    Wrong,
    differences,
    is_meant,
    read,
    written,
)
from domain.configuration.fixed import FIXED
from domain.configuration.keys import SETTINGS, Key
from domain.configuration.setting import Setting

__all__ = [
    "FIXED",
    "SETTINGS",
    "Configuration",
    "Difference",
    "Fault",
    "Key",
    "Setting",
    "Wrong",
    "differences",
    "is_meant",
    "read",
    "written",
]
