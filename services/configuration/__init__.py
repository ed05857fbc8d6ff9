"""The values a branch sets for itself (A3). Others ask `value(turn, node_id, Key.…)`."""

from domain.configuration import Key
from services.configuration.asking import in_force, value

__all__ = ["Key", "in_force", "value"]
