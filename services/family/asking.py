"""The dialogue that asks: who, what they are to each other, and is it right?"""

from domain import family as rules
from domain.family import TIE_NAMES
from domain.members import Member, is_here
from domain.messages import Message
from domain.names import tidy_line
from services import dialogues, people
from services.dialogues import Asker, Done, Draft, Goto, Problem, Question, Script, Step
from services.family import arranging
from services.turn import Turn
from storage import nodes
from storage import people as members
from texts import family as say
from texts import refusals
from texts.dialogues import press_a_button

FOR_ME, FOR_ANOTHER = "for_me", "for_another"
_LONGEST_SHOWN = 12  # of a name that nobody has


async def begin(turn: Turn, member: Member, *, for_me: bool) -> Message:
    """`for_me`: somebody is to stand for this member; else this member would stand for somebody."""
    way: Draft = {"way": FOR_ME if for_me else FOR_ANOTHER}
    return await dialogues.begin(turn, member.telegram_id or 0, SCRIPT, way)


async def _ask_who(_asker: Asker, draft: Draft) -> Question:
    return Question(say.ask_who(for_me=_for_me(draft)))


async def _read_who(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    name = tidy_line(text)
    named = [one for one in await _neighbours(asker) if one.name == name]
    if not named:
        return Problem(say.nobody_called(name[:_LONGEST_SHOWN]))
    further: Draft = {**draft, "name": name}
    return Goto({**further, "who": named[0].id}, "tie") if len(named) == 1 else Goto(further, "which")


async def _ask_which(asker: Asker, draft: Draft) -> Question:
    labels = [label for label, _ in await _namesakes(asker, draft)]
    return Question(say.ask_which(), labels, per_row=1)


async def _read_which(asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    found = next((one for label, one in await _namesakes(asker, draft) if label == text.strip()), None)
    return Problem(press_a_button()) if found is None else Goto({**draft, "who": found.id}, "tie")


async def _ask_tie(_asker: Asker, draft: Draft) -> Question:
    return Question(say.ask_tie(str(draft["name"])), TIE_NAMES.values())


async def _read_tie(_asker: Asker, draft: Draft, text: str) -> Goto | Problem:
    tie = rules.read_tie(text)
    return Problem(press_a_button()) if tie is None else Goto({**draft, "tie": str(tie)}, "confirm")


async def _ask_confirm(_asker: Asker, draft: Draft) -> Question:
    label = say.send_label()
    return Question(say.confirm(str(draft["name"]), for_me=_for_me(draft)), [label], per_row=1)


async def _read_confirm(asker: Asker, draft: Draft, text: str) -> Done | Problem:
    if text.strip() != say.send_label():
        return Problem(press_a_button())
    me = await people.known(asker.turn, asker.telegram_id)
    other = await members.get(asker.turn.tx, dialogues.number(draft, "who"))
    if me is None or other is None or other.id == me.id or not is_here(other):
        return Done(refusals.not_on_roster())
    member, stands_in = (me, other) if _for_me(draft) else (other, me)
    match await arranging.ask(asker.turn, me, member, stands_in, rules.Tie(str(draft["tie"]))):
        case arranging.Asked(to, for_them):
            return Done(say.asked(to, other, for_them=for_them))
        case arranging.There():
            return Done(say.there_already(other))
        case arranging.Enough():
            return Done(say.enough(rules.MOST, rules.MOST_FOR))
        case arranging.Unreachable():
            return Done(say.unreachable(other))


async def _namesakes(asker: Asker, draft: Draft) -> list[tuple[str, Member]]:
    """(`小明（第三党小组）`, the member)."""
    tree = await nodes.tree(asker.turn.tx)
    named = [one for one in await _neighbours(asker) if one.name == draft.get("name")]
    return [(say.of_group(one, tree[one.node_id].name), one) for one in named]


async def _neighbours(asker: Asker) -> list[Member]:
    """Everybody else on the roster of the branch."""
    me = await people.known(asker.turn, asker.telegram_id)
    if me is None:
        return []
    tree = await nodes.tree(asker.turn.tx)
    branch = tree.branch_of(me.node_id) or tree[me.node_id]
    everybody = await members.in_nodes(asker.turn.tx, tree.same_branch(branch.id))
    return [one for one in everybody if one.id != me.id and is_here(one)]


def _for_me(draft: Draft) -> bool:
    return draft.get("way", FOR_ME) == FOR_ME


SCRIPT = Script(
    "family",
    (
        Step("who", _ask_who, _read_who),
        Step("which", _ask_which, _read_which),
        Step("tie", _ask_tie, _read_tie),
        Step("confirm", _ask_confirm, _read_confirm),
    ),
)
