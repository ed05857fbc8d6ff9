"""What people agree to, and in which wording (PRV-01, PRV-02)."""

from enum import StrEnum
from typing import Final

# The day the words of the notice last changed in meaning. Whoever agreed to other words is asked again.
NOTICE_VERSION: Final = "2026-11-21-3"


class Scope(StrEnum):
    """One thing to agree to by itself; each is withdrawn by itself."""

    BASIC = "basic_service"
    HEALTH = "hardship_health"  # reasons for leave
    HELP = "help_request"  # another purpose, so another consent (PRV-02)
    MOOD = "mood"
    CARE = "care"  # what a visit is about: illness, hardship, a family's troubles
    PUBLISH = "publish_name"  # a congratulation in the group (PRV-11)
