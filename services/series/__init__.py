"""Meetings on fixed days: `planning` asks, `days` works out when, `announcing` announces, `steering` stops them."""
