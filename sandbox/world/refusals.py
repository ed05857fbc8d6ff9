"""What the server answers instead of a result, in the official server's own words."""


class Refusal(Exception):
    """A Bot API call answered with ``ok: false``."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.parameters = parameters


def bad_request(why: str, **parameters: int) -> Refusal:
    """400: the call makes no sense here."""
    return Refusal(400, f"Bad Request: {why}", **parameters)


def forbidden(why: str) -> Refusal:
    """403: the person or the group does not want this bot."""
    return Refusal(403, f"Forbidden: {why}")


def conflict(why: str) -> Refusal:
    """409: somebody else already fetches this bot's updates."""
    return Refusal(409, f"Conflict: {why}")


def not_found() -> Refusal:
    """404: no such method, or no such path."""
    return Refusal(404, "Not Found")


def unauthorized() -> Refusal:
    """401: the token belongs to no bot."""
    return Refusal(401, "Unauthorized")


def too_many_requests(retry_after: int) -> Refusal:
    """429: come back later."""
    return Refusal(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)


def bad_gateway() -> Refusal:
    """502: Telegram is away."""
    return Refusal(502, "Bad Gateway")
