"""The phone list: putting somebody on it and taking them off. What its reader does is `listing` and `phoning`."""

from services.calls.asking import ask, settled

__all__ = ["ask", "settled"]
