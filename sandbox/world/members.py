"""Who belongs to a group, and as what."""

from dataclasses import dataclass
from typing import Final, Literal

from sandbox.world.actors import Json

Status = Literal["creator", "administrator", "member", "left", "kicked"]

PRESENT: Final = frozenset({"creator", "administrator", "member"})
IN_CHARGE: Final = frozenset({"creator", "administrator"})

_RIGHTS: Final = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
    "can_manage_topics",
    "can_send_welcome_messages",  # newer than Bot API 10.1; other libraries already require it
)


@dataclass(frozen=True)
class Member:
    """One person's or bot's place in a group."""

    user: Json
    status: Status

    @property
    def is_present(self) -> bool:
        """Whether messages of the group reach them."""
        return self.status in PRESENT

    @property
    def is_in_charge(self) -> bool:
        """Whether they administer the group."""
        return self.status in IN_CHARGE

    def as_chat_member(self) -> Json:
        """The wire's `ChatMember` in the variant that fits the status."""
        member: Json = {"user": self.user, "status": self.status}
        if self.status == "creator":
            member["is_anonymous"] = False
        elif self.status == "administrator":
            member |= {"can_be_edited": False, "is_anonymous": False} | dict.fromkeys(_RIGHTS, True)
        elif self.status == "kicked":
            member["until_date"] = 0
        return member
