"""What a meeting decided: written down by who leads it, declared by the secretary (M22)."""

from domain.decisions import Decided
from services.resolutions.looking import of_meeting

__all__ = ["Decided", "of_meeting"]
