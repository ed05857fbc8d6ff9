"""AB岗: who stands in at which post."""

from collections.abc import Sequence

from domain.members import Member
from domain.messages import Message, Toast
from domain.nodes import BRANCH_KINDS
from handlers.routing import Command, Route, Tap
from handlers.visits import Visit
from services import absences, backups, dialogues
from services.backups import Choice, Post
from texts import absences as say_absences
from texts import refusals
from texts import standins as say


async def show_posts(visit: Visit) -> None:
    match await backups.posts(visit.turn, visit.me):
        case backups.NotAllowed():
            visit.says(refusals.plain(refusals.not_allowed()))
        case posts:
            visit.replaces(_panel(posts, visit.telegram_id) if posts else say.nobody_has_a_post())


async def choose(visit: Visit) -> None:
    node_id, number, page = visit.args
    match await backups.choice(visit.turn, visit.me, node_id, say.NUMBERED[number], page):
        case Choice() as choice:
            visit.replaces(_choose(choice, visit.telegram_id))
        case backups.NotAllowed():
            visit.refuses()


async def name_backup(visit: Visit) -> None:
    node_id, number, member_id = visit.args
    match await backups.name_backup(visit.turn, visit.me, node_id, say.NUMBERED[number], member_id):
        case Post(backup=Member() as backup) as post:
            visit.answers(Toast(say.named(_name(post), backup)))
            await show_posts(visit)
        case backups.Unfit():
            visit.answers(Toast(say.unfit()))
        case _:
            visit.refuses()


async def drop_backup(visit: Visit) -> None:
    node_id, number = visit.args
    match await backups.drop_backup(visit.turn, visit.me, node_id, say.NUMBERED[number]):
        case Post() as post:
            visit.answers(Toast(say.dropped(_name(post))))
            await show_posts(visit)
        case _:
            visit.refuses()


async def be_away(visit: Visit) -> None:
    await _begin(visit, visit.me.id)


async def be_away_for(visit: Visit) -> None:
    """A leader enters an absence for somebody, who may have no telephone (O5)."""
    if await absences.may_begin(visit.turn, visit.me, visit.args[0]):
        await _begin(visit, visit.args[0])
    else:
        visit.refuses()


async def come_back(visit: Visit) -> None:
    """By word, or by the button under the absence."""
    member_id = visit.args[0] if visit.args else visit.me.id
    match await absences.come_back(visit.turn, visit.me, member_id):
        case absences.Back(waiting):
            visit.replaces(say_absences.back(waiting) if member_id == visit.me.id else say_absences.is_back())
        case None:
            visit.replaces(say_absences.was_not_away())


async def _begin(visit: Visit, member_id: int) -> None:
    draft: dialogues.Draft = {"member": member_id}
    visit.says(await dialogues.begin(visit.turn, visit.telegram_id, absences.SCRIPT, draft))


def _panel(posts: Sequence[Post], telegram_id: int) -> Message:
    lines = [say.line(_name(post), post.backup, post.natural) for post in posts]
    return say.panel(lines, [(_name(post), post.node.id, post.role) for post in posts], telegram_id)


def _choose(choice: Choice, telegram_id: int) -> Message:
    post = choice.post
    return say.choose(
        _name(post),
        post.node.id,
        post.role,
        post.backup,
        post.holders,
        choice.members,
        choice.page,
        choice.pages,
        telegram_id,
    )


def _name(post: Post) -> str:
    return say.post_name(post.node.name, post.role, post.holders, with_node=post.node.kind not in BRANCH_KINDS)


ROUTES: tuple[Route, ...] = (
    Command("backups", show_posts, ("AB岗", "ab岗", "替补"), menu="谁替谁（AB岗，书记）", leads=True),
    Command("away", be_away, ("我不在", "不在"), menu="我这几天不在"),
    Command("back", come_back, ("我回来了", "回来了"), menu="我回来了"),
    Tap("wa", show_posts),
    Tap("wp", choose),
    Tap("wn", name_backup),
    Tap("wd", drop_backup),
    Tap("wf", be_away_for),
    Tap("wb", come_back),
)
