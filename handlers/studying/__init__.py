"""Study in the private chat: the week's piece, hours, notes, and what leaders arrange."""

from handlers.routing import Route
from handlers.studying import arranging, hours, learning, notes

ROUTES: tuple[Route, ...] = (*learning.ROUTES, *hours.ROUTES, *notes.ROUTES, *arranging.ROUTES)
