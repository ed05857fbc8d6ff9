"""`python -m bot check`: examines an installation and says in plain words what is well and what is not."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from sqlalchemy.exc import DBAPIError
from telegram import Bot, ChatMember
from telegram.error import InvalidToken, TelegramError

from bot.clock import TOLERANCE
from bot.settings import Settings
from bot.transport import AiohttpRequest
from services import holidays
from storage import inbox, keyfile, migrations, nodes, resealing, safekeeping
from storage.database import Database, cause
from storage.sealing import KeyProblem, Keyring
from texts import hotlines

BACKED_UP_WITHIN = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. A warning is no failure."""

    words: str
    good: bool = True
    warning: bool = False

    @property
    def mark(self) -> str:
        return "✗ 不行" if not self.good else ("! 注意" if self.warning else "✓ 正常")


async def checkup(settings: Settings) -> list[Finding]:
    """Everything that can be examined without changing anything but a missing key file."""
    findings: list[Finding] = []
    chats: list[nodes.Chat] = []
    try:
        keyring = Keyring.from_file(settings.key_file)
        findings.append(Finding(f"密钥文件 {'、'.join(map(str, keyfile.both(settings.key_file)))}"))
    except KeyProblem as problem:
        return [Finding(str(problem), good=False)]
    findings.append(_hotlines(settings))
    findings += await _database(settings, keyring, chats)
    findings += await _telegram(settings, chats)
    return findings


async def _database(settings: Settings, keyring: Keyring, chats: list[nodes.Chat]) -> list[Finding]:
    database = Database.open(settings.database_url, keyring)
    name = "SQLite" if database.embedded else "PostgreSQL"
    try:
        if not await migrations.is_current(database):
            return [Finding(f"数据库 {name} 能打开，表还不是最新的；运行一次 python -m bot 就会更新", warning=True)]
        async with database.read() as tx:
            chats += await nodes.chats_of(tx, frozenset(await nodes.all_ids(tx)))
            failed = (await inbox.counts(tx)).get("failed", 0)
            years = await holidays.missing(tx, datetime.now(settings.zone).date())
            opens = await resealing.opened_by(tx, keyring)
            backed_up = await safekeeping.last_backup(tx)
    except (DBAPIError, OSError) as error:
        why = cause(error) if isinstance(error, DBAPIError) else type(error).__name__
        return [Finding(f"数据库 {name} 打不开（{why}），请检查 XIAOBAN_DATABASE_URL", good=False)]
    finally:
        await database.close()
    found = [
        Finding(f"数据库 {name}，表是最新的，绑定了 {len(chats)} 个群"),
        _backup(backed_up, datetime.now(settings.zone)),
    ]
    if not opens:
        found.append(Finding("密钥文件打不开数据库里加密的内容，请放回与这个数据库配套的两个密钥文件", good=False))
    if failed:
        found.append(Finding(f"有 {failed} 条消息办不了、放到了一边：python -m bot failed 查看", warning=True))
    for year in years:
        words = f"还不知道 {year} 年怎么放假，只按周末算；写成 TOML 文件，用 python -m bot holidays 读进来"
        found.append(Finding(words, warning=True))
    return found


def _backup(last: datetime | None, now: datetime) -> Finding:
    """A10: a disk does not say a week ahead when it dies."""
    how = "python -m bot backup 文件夹 --keep 7"
    if last is None:
        return Finding(f"还没有备份过；请每天备份一次：{how}", warning=True)
    words = f"最近一次备份是 {last.astimezone(now.tzinfo):%Y-%m-%d %H:%M}"
    if now - last > BACKED_UP_WITHIN:
        return Finding(f"{words}，已经超过 {BACKED_UP_WITHIN.days} 天；请备份：{how}", warning=True)
    return Finding(words)


def _hotlines(settings: Settings) -> Finding:
    """SAFE-11: a number that nobody looked at for half a year may be another one by now."""
    hotlines.directory.use(settings.hotlines_file)
    stale = hotlines.directory.stale(datetime.now(settings.zone).date())
    if not stale:
        return Finding("热线号码半年内都核对过")
    names = "、".join(f"{line.name} {line.number}" for line in stale)
    return Finding(f"这些热线号码超过 180 天没有核对：{names}；核对后改 checked_on", warning=True)


async def _telegram(settings: Settings, chats: list[nodes.Chat]) -> list[Finding]:
    dates: list[str] = []
    transport = AiohttpRequest(on_date=dates.append)
    bot = Bot(
        settings.token.get_secret_value(),
        base_url=settings.api_url,
        base_file_url=settings.file_url,
        request=transport,
        get_updates_request=AiohttpRequest(),
    )
    try:
        await bot.initialize()
        found = [Finding(f"令牌有效，机器人是 @{bot.username}"), _clock(dates)]
        if bot.bot.can_read_all_group_messages:
            found.append(Finding("小伴能读到群里所有消息，请在 @BotFather 用 /setprivacy 打开隐私模式", warning=True))
        for chat in chats:
            if await is_admin(bot, chat.chat_id):
                found.append(
                    Finding(f"小伴是群「{chat.title}」的管理员，会收到群里所有消息，请取消管理员", warning=True)
                )
        return found
    except InvalidToken:
        return [Finding("Telegram 不认这个令牌，请检查 XIAOBAN_TOKEN", good=False)]
    except TelegramError as error:
        return [Finding(f"连不上 Telegram（{type(error).__name__}），请检查网络和 XIAOBAN_API_URL", good=False)]
    finally:
        await bot.shutdown()


async def is_admin(bot: Bot, chat_id: int) -> bool:
    """Whether the bot is an administrator there; where it may not ask it is none."""
    try:
        member = await bot.get_chat_member(chat_id, bot.id)
    except TelegramError:
        return False
    return member.status == ChatMember.ADMINISTRATOR


def _clock(dates: list[str]) -> Finding:
    off = abs(parsedate_to_datetime(dates[-1]) - datetime.now(UTC)) if dates else TOLERANCE
    if not dates:
        return Finding("Telegram 没有报时，时钟没法核对", warning=True)
    seconds = round(off.total_seconds())
    if off > TOLERANCE:
        return Finding(f"本机时钟与 Telegram 相差 {seconds} 秒，请校准本机时钟", warning=True)
    return Finding(f"时钟与 Telegram 相差 {seconds} 秒")
