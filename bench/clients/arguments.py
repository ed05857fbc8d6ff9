"""The one interface all clients share: `python -m bench.clients.<name> --api URL`."""

from argparse import ArgumentParser

TOKEN = "42:bench"  # noqa: S105 - the fake server takes any; aiogram wants digits, a colon, something


def api() -> str:
    """Return the address of the Bot API server. Clients run until they are killed."""
    parser = ArgumentParser()
    parser.add_argument("--api", required=True)
    address: str = parser.parse_args().api
    return address
