"""getUpdates and the webhook's registration: one road for updates at a time."""

import re
from typing import Final

from sandbox.botapi.asked import Asked
from sandbox.world.actors import Json
from sandbox.world.hooks import Webhook
from sandbox.world.refusals import bad_gateway, bad_request, conflict
from sandbox.world.watch import Changed

LONGEST_POLL_SECONDS: Final = 50
_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{0,256}")


async def get_updates(asked: Asked) -> list[Json]:
    """Wait for updates. A newer call ends this one; so do a leap of the clock and a closing server."""
    world, queue = asked.world, asked.world.queues[asked.bot.id]
    if asked.bot.id in world.webhooks:
        raise conflict(
            "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
        )
    allowed = asked.params.data("allowed_updates")
    if allowed is not None:
        queue.allowed = allowed
    queue.confirm(asked.params.number("offset") or 0)
    queue.forget_older_than(world.clock.seconds())
    queue.polls += 1
    world.watch.tell(Changed("polls"))
    mine, jumps = queue.polls, world.clock.jumps

    def is_over() -> bool:
        disturbed = queue.polls != mine or asked.bot.id in world.webhooks or world.faults.away
        return bool(queue.waiting) or disturbed or world.clock.jumps != jumps or world.closing

    timeout = min(max(asked.params.number("timeout") or 0, 0), LONGEST_POLL_SECONDS)
    await world.watch.until(is_over, timeout)
    if world.faults.away:
        raise bad_gateway()
    if asked.bot.id in world.webhooks:
        raise conflict("terminated by setWebhook request")
    if queue.polls != mine:
        raise conflict("terminated by other getUpdates request; make sure that only one bot instance is running")
    return queue.take(min(max(asked.params.number("limit") or 100, 1), 100))


def set_webhook(asked: Asked) -> bool:
    """Have updates sent. Plain http is accepted, unlike by Telegram: the receiver is on this machine."""
    url, secret = asked.params.text("url"), asked.params.text("secret_token")
    if not url:
        return delete_webhook(asked)
    if not url.startswith(("http://", "https://")):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    queue = asked.world.queues[asked.bot.id]
    allowed = asked.params.data("allowed_updates")
    if allowed is not None:
        queue.allowed = allowed
    if asked.params.flag("drop_pending_updates"):
        queue.clear()
    connections = min(max(asked.params.number("max_connections") or 40, 1), 100)
    asked.world.webhooks[asked.bot.id] = Webhook(url, secret, connections, queue.allowed or [])
    asked.world.watch.tell(Changed("webhooks"))
    return True


def delete_webhook(asked: Asked) -> bool:
    """Go back to fetching."""
    asked.world.webhooks.pop(asked.bot.id, None)
    if asked.params.flag("drop_pending_updates"):
        asked.world.queues[asked.bot.id].clear()
    asked.world.watch.tell(Changed("webhooks"))
    return True


def get_webhook_info(asked: Asked) -> Json:
    """How the delivery stands."""
    hook = asked.world.webhooks.get(asked.bot.id) or Webhook("")
    return hook.as_info(len(asked.world.queues[asked.bot.id].waiting))
