"""Where a bot wants its updates sent."""

from dataclasses import dataclass, field

from sandbox.world.actors import Json


@dataclass
class Webhook:
    """A registered webhook and its last failure."""

    url: str
    secret_token: str = ""
    max_connections: int = 40
    allowed: list[str] = field(default_factory=list)
    failed_at: int | None = None
    failure: str = ""

    def as_info(self, pending: int) -> Json:
        """The wire's `WebhookInfo`."""
        info: Json = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": pending,
            "max_connections": self.max_connections,
        }
        if self.allowed:
            info["allowed_updates"] = self.allowed
        if self.failed_at is not None:
            info |= {"last_error_date": self.failed_at, "last_error_message": self.failure}
        return info
