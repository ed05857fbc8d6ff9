"""What the ladder may know (E17): requests, posts and who is away. Moods, cries for help and leave are not among it."""

import grimp
import pytest

KNOWN = {
    "access_log",
    "cards",
    "database",
    "envelopes",
    "family",  # who hears the answers for somebody without a telephone
    "invitations",
    "keyfile",
    "log_chats",
    "nodes",
    "outbox",
    "people",
    "policies",
    "request_events",
    "request_steps",
    "request_watch",
    "request_words",
    "requests",
    "schema",
    "sealing",
    "standins",
}


@pytest.fixture(scope="module")
def imports() -> grimp.ImportGraph:
    return grimp.build_graph("services", "storage", "domain", "texts")


@pytest.mark.parametrize("module", ["climbing", "rungs", "watching", "referring", "leaving", "ageing"])
def test_the_ladder_reads_requests_and_posts_alone(imports: grimp.ImportGraph, module: str) -> None:
    """By whatever way round: what is not on the list cannot be reached from the ladder at all."""
    reached = imports.find_upstream_modules(f"services.requests.{module}")
    assert {name.removeprefix("storage.") for name in reached if name.startswith("storage.")} <= KNOWN


def test_the_list_would_notice(imports: grimp.ImportGraph) -> None:
    """A module that does know more is found out."""
    reached = imports.find_upstream_modules("services.tidying")
    assert {"storage.danger", "storage.leave"} <= reached
