"""The suggestion box and the open desk, in the private chat only."""

from domain.features import Feature
from domain.messages import Toast
from handlers.routing import Command, Route, Tap
from handlers.visits import Visit
from services import features
from services.suggestions import box, desk, writing
from texts import proposals as say_desk
from texts import refusals
from texts import suggestions as say


async def notice(visit: Visit) -> None:
    readers = await writing.readers_for(visit.turn, visit.me)
    visit.says(say.notice(readers, len(await box.waiting(visit.turn, visit.me))))


async def feedback(visit: Visit) -> None:
    """About the bot itself; no branch can switch this off."""
    by_box = await features.on_at(visit.turn, Feature.SUGGESTIONS, visit.me.node_id)
    visit.says(say.feedback(by_box=by_box))


async def write(visit: Visit) -> None:
    match await writing.write(visit.turn, visit.me):
        case writing.Begun(question):
            visit.says(question)
        case writing.Enough():
            visit.says(say.enough())
        case writing.NoReaders():
            visit.says(say.no_readers())


async def look(visit: Visit) -> None:
    """With the token behind the word, or asking for it."""
    if not visit.text:
        visit.says(await writing.ask_token(visit.turn, visit.me))
        return
    match await writing.thread(visit.turn, visit.text):
        case writing.Thread(id_, status, words, proposal):
            visit.says(say.thread(id_, status, words, proposal, visit.turn.now))
        case writing.NoSuchToken():
            visit.says(say.no_such_token())


async def add(visit: Visit) -> None:
    match await writing.add(visit.turn, visit.me, visit.args[0]):
        case writing.Begun(question):
            visit.says(question)
        case writing.Enough():
            visit.says(say.enough())


async def read(visit: Visit) -> None:
    match await box.read(visit.turn, visit.me, visit.args[0]):
        case box.Page(opened, words, left, next_id):
            visit.says(say.page(opened.id, opened.readers, words, left, next_id, visit.turn.now))
        case box.Empty():
            visit.says(say.box_empty())
        case box.NotAllowed():
            visit.refuses()


async def set_aside(visit: Visit) -> None:
    done = await box.set_aside(visit.turn, visit.me, visit.args[0])
    visit.answers(Toast(say.set_aside() if done else refusals.not_allowed()))


async def answer(visit: Visit) -> None:
    visit.says_if_allowed(await box.answer(visit.turn, visit.me, visit.args[0]))


async def publish(visit: Visit) -> None:
    visit.says_if_allowed(await desk.publish(visit.turn, visit.me, visit.args[0]))


async def change(visit: Visit) -> None:
    visit.says_if_allowed(await desk.change(visit.turn, visit.me, visit.args[0]))


async def show_desk(visit: Visit) -> None:
    shown = await desk.desk(visit.turn, visit.me)
    visit.says(say_desk.desk(shown.branch, shown.proposals, visit.turn.now, keeps=shown.keeps))


ROUTES: tuple[Route, ...] = (
    Command("suggest", notice, ("建议", "建议箱"), menu="给支部提建议，不留名字", feature=Feature.SUGGESTIONS),
    Command("reply", look, ("建议回复",), menu="凭令牌看建议的答复", feature=Feature.SUGGESTIONS, takes_text=True),
    Command("open", show_desk, ("公开", "公开栏"), menu="公开栏：建议和答复", feature=Feature.SUGGESTIONS),
    Command("feedback", feedback, ("意见",), menu="对小伴本身有意见"),
    Tap("uw", write, Feature.SUGGESTIONS),
    Tap("ur", look, Feature.SUGGESTIONS),
    Tap("ua", add, Feature.SUGGESTIONS),
    Tap("ub", read),
    Tap("us", set_aside),
    Tap("un", answer),
    Tap("up", publish),
    Tap("uc", change),
)
