"""Who answers for what: the page, its changes in the chat and by a file, and trying a sentence."""

from collections.abc import Mapping
from typing import Any

from domain.messages import Json, Letter, Message, Method, Toast
from handlers import configuration, danger
from handlers.roster import ErrandHandler
from handlers.routing import Command, Route, Tap
from handlers.visits import Visit
from services import publishing, routes
from services.configuration import files as configuration_files
from texts import policies as say
from texts import publishing as say_publishing
from texts import refusals

EXPORT = "导出"


async def page(visit: Visit) -> None:
    """分工; 分工 导出 sends the file."""
    if visit.text == EXPORT:
        await export(visit)
        return
    match await routes.page(visit.turn, visit.me):
        case routes.Page(branch, policy, posts, published, manages):
            now = visit.turn.now
            visit.replaces(say.page(branch, policy, posts, published, now, visit.telegram_id, manages=manages))
        case routes.NotAllowed():
            visit.refuses()


async def reroute(visit: Visit) -> None:
    """Which topic, then which post."""
    match await routes.page(visit.turn, visit.me):
        case routes.Page(policy=policy, posts=posts, manages=True):
            chosen = visit.args[0] if visit.args else None
            if chosen is None:
                visit.replaces(say.which_to_reroute(visit.telegram_id))
            else:
                topic = None if chosen == say.DISPATCHED else say.TOPICS[chosen]
                visit.replaces(say.which_role(topic, policy, posts, visit.telegram_id))
        case _:
            visit.refuses()


async def reroute_to(visit: Visit) -> None:
    chosen, role = visit.args
    topic = None if chosen == say.DISPATCHED else say.TOPICS[chosen]
    _proposed(visit, await publishing.reroute(visit.turn, visit.me, topic, say.ROLES[role]))


async def words(visit: Visit) -> None:
    match await routes.page(visit.turn, visit.me):
        case routes.Page(policy=policy, manages=True):
            visit.replaces(say.own_words(list(policy.words.items()), visit.telegram_id))
        case _:
            visit.refuses()


async def drop_word(visit: Visit) -> None:
    _proposed(visit, await publishing.drop_word(visit.turn, visit.me, visit.args[0]))


async def add_word(visit: Visit) -> None:
    _begun(visit, await publishing.add_word(visit.turn, visit.me))


async def set_quiet(visit: Visit) -> None:
    _begun(visit, await publishing.set_quiet(visit.turn, visit.me))


async def restore(visit: Visit) -> None:
    outcome = await publishing.restore(visit.turn, visit.me)
    if isinstance(outcome, publishing.NothingBefore):
        visit.answers(Toast(say_publishing.nothing_before()))
    else:
        _proposed(visit, outcome)


async def export(visit: Visit) -> None:
    match await publishing.export(visit.turn, visit.me):
        case Message() as file:
            visit.says(file)
        case publishing.NotAllowed():
            visit.refuses()


async def document(visit: Visit, name: str, size: int | None, file_id: str) -> None:
    """A YAML file in the private chat. It is fetched outside any turn and comes back as an errand."""
    match await publishing.offered(visit.turn, visit.me, name, size):
        case publishing.Fetch():
            errand: dict[str, Json] = {"purpose": "policy", "telegram_id": visit.telegram_id}
            errand |= {"file_id": file_id, "name": name}
            visit.turn.letters.append(Letter(visit.chat_id, Method.FETCH, errand=errand))
        case publishing.NotAllowed():
            visit.refuses()
        case problem:
            visit.says(say_publishing.unreadable(problem))


async def brought(visit: Visit, body: Mapping[str, Any]) -> None:
    """The file is here."""
    member = await visit.member()
    if member is None:
        visit.says(refusals.not_on_roster())
        return
    if configuration_files.is_ours(str(body["name"]), body["data"]):
        await configuration.brought(visit, str(body["name"]), body["data"])
        return
    match await publishing.read_sent(visit.turn, member, str(body["name"]), body["data"]):
        case publishing.BadLines(lines):
            visit.says(say_publishing.bad_lines(lines))
        case publishing.FileProblem() as problem:
            visit.says(say_publishing.unreadable(problem))
        case publishing.Lost():
            visit.says(say_publishing.lost())
        case outcome:
            _proposed(visit, outcome)


async def try_out(visit: Visit) -> None:
    """路由测试: nothing is stored, nobody is called; who may not try it and writes of danger is heard as always."""
    if not visit.text:
        visit.says(say.ask_for_text())
        return
    match await routes.test(visit.turn, visit.me, visit.text):
        case routes.Tested(concern, calls_human, post, respond_by):
            visit.says(say.tested(concern, post, respond_by, visit.turn.now, calls_human=calls_human))
        case routes.NotAllowed(in_danger=True):
            await danger.heard(visit)
        case routes.NotAllowed():
            visit.refuses()


def _proposed(visit: Visit, outcome: publishing.Outcome) -> None:
    match outcome:
        case publishing.Proposed(question):
            visit.replaces(question)
        case publishing.Unchanged():
            visit.says_briefly(say_publishing.unchanged())
        case publishing.NotAllowed():
            visit.refuses()


def _begun(visit: Visit, begun: Message | publishing.NotAllowed) -> None:
    if isinstance(begun, Message):
        visit.replaces(begun)
    else:
        visit.refuses()


ROUTES: tuple[Route, ...] = (
    Command("duties", page, ("分工",), menu="求助归谁管（书记、委员、组长）", takes_text=True, leads=True),
    Command("route", try_out, ("路由测试",), takes_text=True, trial=True),
    Tap("yp", page),
    Tap("yt", reroute),
    Tap("yr", reroute_to),
    Tap("yw", words),
    Tap("yx", drop_word),
    Tap("ya", add_word),
    Tap("yq", set_quiet),
    Tap("ye", export),
    Tap("yv", restore),
)
ERRANDS: dict[str, ErrandHandler] = {"policy": brought}
