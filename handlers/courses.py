"""The course library in the private chat: looking for everybody, keeping it for whoever manages study (S1)."""

from domain.features import Feature
from domain.messages import Media, Message, Toast
from handlers.routing import Command, Route, Tap
from handlers.visits import Visit
from services import courses
from texts import courses as say
from texts import refusals


async def library(visit: Visit) -> None:
    """With words behind: a search."""
    if visit.text:
        found = await courses.search(visit.turn, visit.me, visit.text)
        visit.says(say.found(found.courses, more=found.pages > 1) if found.courses else say.not_found(visit.text))
    else:
        visit.says(await _page(visit, 0))


async def turn_page(visit: Visit) -> None:
    visit.replaces(await _page(visit, visit.args[0]))


async def _page(visit: Visit, number: int) -> Message:
    page = await courses.newest(visit.turn, visit.me, number)
    return say.page(page.courses, page.number, page.pages, keeps=page.keeps)


async def show(visit: Visit) -> None:
    card = await courses.card(visit.turn, visit.me, visit.args[0])
    if card is None:
        visit.answers(Toast(say.gone()))
    else:
        visit.says(say.card(card.course, keeps=card.keeps))


async def write(visit: Visit) -> None:
    _ask(visit, await courses.write(visit.turn, visit.me))


async def edit(visit: Visit) -> None:
    _ask(visit, await courses.edit(visit.turn, visit.me, visit.args[0]))


def _ask(visit: Visit, question: Message | None) -> None:
    visit.says(refusals.plain(refusals.not_allowed()) if question is None else question)


async def retire(visit: Visit) -> None:
    course_id, back = visit.args
    card = await courses.retire(visit.turn, visit.me, course_id, back=bool(back))
    if card is None:
        visit.refuses()
    else:
        visit.says(say.brought_back(card.course) if back else say.retired(card.course))


async def waits_for_file(visit: Visit) -> bool:
    """Whether a file that comes now belongs to the course that is being written."""
    member = await visit.member()
    return member is not None and await courses.waits_for_file(visit.turn, member)


async def bring(visit: Visit, file: Media, said: str) -> None:
    """`said` is the file's name and what was written under it."""
    visit.says(await courses.bring_file(visit.turn, visit.me, file, said))


ROUTES: tuple[Route, ...] = (
    Command(
        "courses",
        library,
        ("课程", "微党校"),
        menu="课程：讲稿、视频、文章",
        feature=Feature.STUDY,
        takes_text=True,
    ),
    Command("newcourse", write, ("新课程",), menu="放进一门新课程", feature=Feature.STUDY, leads=True),
    Tap("co", show, Feature.STUDY),
    Tap("cop", turn_page, Feature.STUDY),
    Tap("con", write, Feature.STUDY),
    Tap("coe", edit, Feature.STUDY),
    Tap("cor", retire, Feature.STUDY),
)
