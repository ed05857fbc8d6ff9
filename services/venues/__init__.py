"""Places to meet: who may see where they are, who keeps the list, whose home is open (M31)."""

from services.venues.addresses import address_for

__all__ = ["address_for"]
