"""The one card by which an invitee has a meeting in the private chat (M19)."""

from services.meeting_cards.giving import answered, give, moved, put_away, refresh

__all__ = ["answered", "give", "moved", "put_away", "refresh"]
