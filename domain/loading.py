"""A branch as an operator writes it down in a file: the tree, the people, the chats."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from domain.members import ROLE_WORDS, STATUS_WORDS, MemberStatus, NameProblem, Role, clean_name
from domain.nodes import KIND_NAMES, NodeKind
from domain.roster.columns import looks_like_id_number

_KINDS: Final = {word: kind for kind, word in KIND_NAMES.items()}
_TOP: Final = frozenset({"nodes", "members", "chats"})
_OF_NODE: Final = frozenset({"name", "kind", "children"})
_OF_MEMBER: Final = frozenset({"name", "status", "at", "roles", "telegram_id"})
_OF_CHAT: Final = frozenset({"chat_id", "at", "title"})


class LoadProblem(Exception):
    """The file cannot be used; the message is one sentence that names the key."""


@dataclass(frozen=True, slots=True)
class PlannedNode:
    """A node and the names above it, root first: the path by which members and chats find it."""

    path: tuple[str, ...]
    kind: NodeKind


@dataclass(frozen=True, slots=True)
class PlannedMember:
    name: str
    status: MemberStatus
    at: tuple[str, ...]
    roles: tuple[Role, ...]
    telegram_id: int | None


@dataclass(frozen=True, slots=True)
class PlannedChat:
    chat_id: int
    at: tuple[str, ...]
    title: str


@dataclass(frozen=True, slots=True)
class Blueprint:
    """Everything a file says, checked; nodes stand before their children."""

    nodes: tuple[PlannedNode, ...]
    members: tuple[PlannedMember, ...]
    chats: tuple[PlannedChat, ...]


def read(data: Mapping[str, Any]) -> Blueprint:
    """Raises LoadProblem for anything that is not understood: a word overlooked here is a person without a meeting."""
    _only(data, _TOP, "文件")
    nodes: list[PlannedNode] = []
    for number, entry in enumerate(_tables(data, "nodes", "文件"), 1):
        _node(entry, (), f"nodes 第 {number} 项", nodes)
    paths = [node.path for node in nodes]
    if len(set(paths)) != len(paths):
        twice = next(path for path in paths if paths.count(path) > 1)
        raise LoadProblem(f"nodes 里“{'/'.join(twice)}”写了两次。")
    members = [_member(entry, number, paths) for number, entry in enumerate(_tables(data, "members", "文件"), 1)]
    chats = [_chat(entry, number, paths) for number, entry in enumerate(_tables(data, "chats", "文件"), 1)]
    _once([(member.name, member.at) for member in members], "members 里同一处有两个同名的人，请分在不同的党小组：{}。")
    accounts = [member.telegram_id for member in members if member.telegram_id is not None]
    _once([(str(account),) for account in accounts], "members 里 telegram_id 重复：{}。")
    _once([(str(chat.chat_id),) for chat in chats], "chats 里 chat_id 重复：{}。")
    _once([("/".join(chat.at),) for chat in chats], "chats 里一个党组织写了两个群：{}。")
    return Blueprint(tuple(nodes), tuple(members), tuple(chats))


def _node(entry: Mapping[str, Any], above: tuple[str, ...], where: str, found: list[PlannedNode]) -> None:
    _only(entry, _OF_NODE, where)
    name = _name(entry, where)
    kind = _KINDS.get(entry.get("kind", ""))
    if kind is None:
        raise LoadProblem(f"{where}（{name}）的 kind 请写其中一个：{'、'.join(_KINDS)}。")
    path = (*above, name)
    found.append(PlannedNode(path, kind))
    for number, child in enumerate(_tables(entry, "children", where), 1):
        _node(child, path, f"{'/'.join(path)} 的 children 第 {number} 项", found)


def _member(entry: Mapping[str, Any], number: int, paths: Sequence[tuple[str, ...]]) -> PlannedMember:
    where = f"members 第 {number} 项"
    _only(entry, _OF_MEMBER, where)
    name = _name(entry, where)
    where = f"{where}（{name}）"
    status = STATUS_WORDS.get(entry.get("status", "正式党员"))
    if status is None:
        raise LoadProblem(f"{where}的 status 请写正式党员、预备党员或入党积极分子。")
    words = entry.get("roles", [])
    if not isinstance(words, list) or any(word not in ROLE_WORDS for word in words):
        raise LoadProblem(f'{where}的 roles 请写成列表，比如 ["党小组长"]；认识的职务：{"、".join(ROLE_WORDS)}。')
    account = entry.get("telegram_id")
    if account is not None and (type(account) is not int or account <= 0):
        raise LoadProblem(f"{where}的 telegram_id 要是一个正整数，没有就不写这一行。")
    return PlannedMember(name, status, _place(entry, where, paths), tuple(ROLE_WORDS[word] for word in words), account)


def _chat(entry: Mapping[str, Any], number: int, paths: Sequence[tuple[str, ...]]) -> PlannedChat:
    where = f"chats 第 {number} 项"
    _only(entry, _OF_CHAT, where)
    chat_id = entry.get("chat_id")
    if type(chat_id) is not int or chat_id >= 0:
        raise LoadProblem(f"{where}的 chat_id 要是一个负整数，群的编号都是负的。")
    at = _place(entry, where, paths)
    title = entry.get("title", at[-1])
    return PlannedChat(chat_id, at, str(title)[:128])


def _place(entry: Mapping[str, Any], where: str, paths: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The node that `at` names: by its name, or by the end of its path where two have one name."""
    said = entry.get("at")
    if not isinstance(said, str):
        raise LoadProblem(f"{where}缺 at，请写所在党组织的名称。")
    parts = tuple(part.strip() for part in said.split("/"))
    fitting = [path for path in paths if path[-len(parts) :] == parts]
    if not fitting:
        raise LoadProblem(f"{where}的 at“{said}”不在 nodes 里。")
    if len(fitting) > 1:
        raise LoadProblem(f"{where}的 at“{said}”不止一个，请连上级一起写，比如“{'/'.join(fitting[0][-2:])}”。")
    return fitting[0]


def _name(entry: Mapping[str, Any], where: str) -> str:
    said = entry.get("name")
    name = clean_name(said) if isinstance(said, str) else NameProblem.EMPTY
    if isinstance(name, NameProblem):
        raise LoadProblem(f"{where}的 name 要有 1 到 32 个字。")
    if looks_like_id_number(name):
        raise LoadProblem(f"{where}的 name 里有身份证号，请删掉。")
    return name


def _tables(data: Mapping[str, Any], key: str, where: str) -> Sequence[Mapping[str, Any]]:
    listed = data.get(key, [])
    if not isinstance(listed, list) or any(not isinstance(entry, Mapping) for entry in listed):
        raise LoadProblem(f"{where}的 {key} 要写成 [[{key}]] 的样子。")
    return listed


def _only(entry: Mapping[str, Any], known: frozenset[str], where: str) -> None:
    unknown = next((key for key in entry if key not in known), None)
    if unknown is not None:
        raise LoadProblem(f"{where}里的 {unknown} 我不认识，可以写的有：{'、'.join(sorted(known))}。")


def _once(keys: Sequence[tuple[Any, ...]], words: str) -> None:
    twice = next((key for key in keys if keys.count(key) > 1), None)
    if twice is not None:
        raise LoadProblem(words.format(twice[0]))
