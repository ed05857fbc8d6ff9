"""People who are away, who belong to a second place, who go to another branch: all in the private chat."""

from handlers.mobility import homes, staying, transfers
from handlers.routing import Route

ROUTES: tuple[Route, ...] = (*staying.ROUTES, *homes.ROUTES, *transfers.ROUTES)
