"""The operator's commands that keep what is remembered safe: backup, restore, rekey."""

import argparse
from datetime import datetime
from pathlib import Path

from bot import backing_up, rekeying, restoring
from bot.settings import Settings
from storage import keyfile

ONCE_MORE = "请把密钥文件另外抄一份，再备份一次；备用的机器也要换上新的密钥文件。"


def describe_backup(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("target", type=Path, help="文件，或者文件夹（按时间起名）")
    parser.add_argument("--keep", type=int, metavar="N", help="文件夹里只留最近 N 份")


def describe_restore(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="备份文件")
    parser.add_argument("--replace", action="store_true", help="SQLite：现在的文件挪到一边，换成备份里的")
    parser.add_argument("--as-it-was", action="store_true", help="备份以后小伴没有再运行过（搬家）：等着的信照发")


def describe_rekey(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--drop-old", action="store_true", help="都换好以后，把旧密钥从密钥文件里去掉")


async def backup(settings: Settings, parsed: argparse.Namespace) -> list[str]:
    """What there is to say, line by line."""
    done = await backing_up.back_up(settings, parsed.target, parsed.keep, datetime.now(settings.zone))
    said = [f"备份好了：{done.file}（{done.rows} 行，{done.size / 1e6:.1f} MB）。"]
    if done.thrown_away:
        said.append(f"去掉了 {done.thrown_away} 份更早的。")
    if not done.noted:
        said.append("没能在数据库里记下这次备份的时间（数据库正忙，或者表还不是最新的），备份本身没有问题。")
    keys = "、".join(map(str, keyfile.both(settings.key_file)))
    return [*said, f"没有密钥文件谁也打不开它：请把 {keys} 另外抄一份，和备份分开放。"]


async def restore(settings: Settings, parsed: argparse.Namespace) -> list[str]:
    now = datetime.now(settings.zone)
    done = await restoring.restore(settings, parsed.file, now, replace=parsed.replace, as_it_was=parsed.as_it_was)
    taken_at = f"{done.taken_at.astimezone(settings.zone):%Y-%m-%d %H:%M}"
    said = [f"恢复好了：{taken_at} 的备份，一共 {done.rows} 行，一行不少。"]
    if done.moved_to is not None:
        said.append(f"原来的文件挪到了 {done.moved_to}。")
    if (back := done.kept_back) is not None:
        said.append(
            f"备份以后可能已经说过的不再说：{back.letters} 封信、{back.reminders} 条提醒；"
            f"{back.notices} 个通知先暂停，由发的人决定要不要接着发。"
        )
    return [*said, "备份以后大家说的、做的不在里面；备份以后删掉的会回来，请照规定再删一次。现在可以启动小伴了。"]


async def rekey(settings: Settings, parsed: argparse.Namespace) -> list[str]:
    if parsed.drop_old:
        count = await rekeying.drop_old(settings)
        if not count:
            return ["密钥文件里没有旧密钥。"]
        return [
            f"去掉了 {count} 把旧密钥。聊天里旧的按钮从此失效；"
            "用旧密钥写的备份要用旧密钥文件才打得开，请马上再备份一次。"
        ]
    done = await rekeying.rekey(settings)
    said = [
        f"换上了新密钥，{done.values} 处内容重新加密好了。旧密钥还留着，旧按钮照常能用。"
        if done.fresh
        else f"上一次没有做完的，接着做完了：{done.values} 处。密钥没有再换；要再换一把，请再运行一次。"
    ]
    if done.lost:
        said.append(f"注意：表 {'、'.join(sorted(done.lost))} 里有密钥打不开的内容，没有动它们。")
    return [*said, ONCE_MORE]
