"""Every button of agendas, places, records, posts, tags, skills, proxies and moves, pressed by who has no business.

By members, a committee member, the level above, next door, a stranger, who has lost the post (V5, V7, A4, O9, M31,
M35): nothing leaks, nothing changes, nobody is asked a question, everybody is answered.
"""

from collections.abc import Collection, Mapping
from typing import Final

from domain.agendas import Material
from domain.members import Role
from domain.messages import MediaKind, Press
from domain.tags import Tag
from domain.venues import VenueKind
from handlers import ROUTES
from handlers.routing import Routes, Tap
from storage import agendas, mobility_affiliations, people, tags, venues
from tests.flows.intruders import PASSING, QIAN, all_press, anchors, next_door, state
from tests.flows.organised import SENTINELS, organised
from tests.flows.quarter import CHEN, HE, MING, WANG, WU, YU, ZHENG, ZHOU, Quarter
from tests.flows.test_study_attacks import in_dialogue
from tests.flows.town import STRANGER

OTHERS: Final = (MING, YU, HE, WU, QIAN, STRANGER)
HELD, AHEAD, PEARL, M, W, FILE, WAITING, GUEST, ASKED = range(-9, 0)  # stand for ids of what the test has made
OF_A_LEADER: Final[Mapping[str, tuple[int, ...]]] = {
    **dict.fromkeys(("agp", "agc", "aga", "agm", "ago", "jo", "slw", "pm", "mbg"), (AHEAD,)),
    **dict.fromkeys(("agi", "agu", "agd", "agw", "agx"), (1,)),
    **dict.fromkeys(("mi", "mia", "mio", "miw", "mic"), (HELD,)),
    "mif": (HELD, 0),
    "lef": (2026, 0),
    "sls": (1, 1),
    "mbf": (W,),
    "mbo": (M,),
    "tgp": (M,),
    "tgg": (M, 0),
    "tgd": (M, 6),
    **dict.fromkeys(("tgy", "tgk"), (WAITING,)),
    "mbtw": (2,),
}
OF_ANY_LEADER: Final[Mapping[str, tuple[int, ...]]] = {  # of one's own branch, for who leads one
    **dict.fromkeys(("psa", "psr", "pst", "psg", "psc", "psx", "psv", "vea", "mbn", "mbh"), ()),
    **dict.fromkeys(("psn", "tgl", "mbl"), (0,)),
    "le": (2026,),
}
OF_ONE: Final[Mapping[str, tuple[tuple[int, ...], str]]] = {  # whose it is
    **dict.fromkeys(("skp", "skd", "sky", "skn"), ((1,), MING)),
    **dict.fromkeys(("fay", "fan"), ((2,), MING)),
    **dict.fromkeys(("vey", "ven"), ((ASKED,), MING)),
    "mbc": ((GUEST, 1), MING),
    "mbi": ((GUEST,), MING),
    **dict.fromkeys(("fao", "fax"), ((1,), YU)),
    **dict.fromkeys(("fag", "fal"), ((1, AHEAD), YU)),
    **dict.fromkeys(("fas", "fam"), ((1, 1), YU)),
    "vee": ((1,), YU),
    "mbtr": ((2, 1), YU),
    **dict.fromkeys(("mbta", "mbtd", "joy", "jon"), ((1,), ZHENG)),
    "mbd": ((1, 1), ZHENG),
    "slp": ((1, 1), CHEN),
    "sln": ((1,), CHEN),
}
A_LEADER_ENDS: Final = frozenset({"fax", "vee"})  # of who has no telephone, of a place on the branch's list
OF_WHO_IS_MEANT: Final[Mapping[str, tuple[int, ...]]] = {
    **dict.fromkeys(("pi", "agg", "agl"), (AHEAD,)),
    "agf": (FILE,),
    "skq": (1,),
    "skk": (3,),
}
ONES_OWN: Final = frozenset(  # what they show, change or begin is the presser's own, or everybody's of the branch
    {
        *("mil", "psp", "tgo", "tga", "tgs", "tgx", "ska", "skf", "faa", "mb", "mbs", "mbm", "mbb", "mba", "mbx"),
        "veo",
    }
)


def our_taps() -> set[str]:
    return {*OF_A_LEADER, *OF_ANY_LEADER, *OF_ONE, *OF_WHO_IS_MEANT, *ONES_OWN}


def test_none_of_them_works_in_a_group() -> None:
    taps = Routes.of(ROUTES).taps
    assert [action for action in our_taps() if not (isinstance(tap := taps[action], Tap) and tap.private)] == []


def _beside(action: str, whose: str) -> list[str]:
    """Everybody but whose it is; their leader too, unless it is for a leader to end."""
    return [one for one in (*OTHERS, CHEN) if one != whose and (one != CHEN or action not in A_LEADER_ENDS)]


async def _made(quarter: Quarter) -> dict[int, int]:
    """A whole life, and what still waits for somebody; the number behind each placeholder."""
    pearl = await organised(quarter)
    await next_door(quarter)
    ming, now = quarter.member(MING), quarter.town.clock.now()
    async with quarter.town.database.write() as tx:
        await agendas.add_material(tx, Material(0, 3, "名单", "", "file-1", MediaKind.DOCUMENT), ming.id, now)
        file = (await agendas.materials_of(tx, 3))[0].id
        waiting = await tags.put(tx, ming.id, Tag.HONORARY, quarter.member(ZHOU).id, now)
        await tags.contest(tx, waiting, now)
        [guest] = await mobility_affiliations.invite(tx, 3, [ming.id])
        asked = await venues.ask(tx, ming.id, VenueKind.HUB_HOUSEHOLD, quarter.member(CHEN).id, now)
    numbers = (2, 3, pearl, ming.id, quarter.member(WANG).id, file, waiting, guest.id, asked)
    return dict(zip(range(-9, 0), numbers, strict=True))


async def _attacked(
    quarter: Quarter, ids: Mapping[int, int], presses: Mapping[str, tuple[tuple[int, ...], Collection[str]]]
) -> list[str]:
    """What leaked, broke, changed, was asked or not answered when these people press these."""
    on = await anchors(quarter, sorted({name for _, names in presses.values() for name in names}))
    before, found = await state(quarter), list[str]()
    for action, (args, names) in presses.items():
        quarter.town.forward(minutes=1)
        press = Press(action, tuple(ids.get(one, one) for one in args))
        for attempt in await all_press(quarter, {name: on[name] for name in names}, press):
            found += attempt.holds([*SENTINELS, WANG])
            if action != "tgk":  # it says what the press before it said, in the same message
                found += [f"{attempt}: no answer"] if not any(attempt.heard) else []
            found += [f"{attempt}: it broke" for words in attempt.heard if "没有办成" in words or "有点快" in words]
        found += [f"{action}: {name} was asked something" for name in await in_dialogue(quarter, tuple(names))]
    after = await state(quarter)
    found += [
        f"{name} has changed" for name in before if name not in PASSING | {"burden"} and before[name] != after[name]
    ]
    quarter.town.forget_unheard()
    return found


async def test_nobody_gets_at_what_is_somebody_elses(quarter: Quarter) -> None:
    ids = await _made(quarter)
    far = (HE, WU, QIAN, STRANGER)
    presses: dict[str, tuple[tuple[int, ...], Collection[str]]] = {
        **{action: (args, OTHERS) for action, args in OF_A_LEADER.items()},
        **{action: (args, (MING, YU, HE, STRANGER)) for action, args in OF_ANY_LEADER.items()},
        **{action: (args, _beside(action, whose)) for action, (args, whose) in OF_ONE.items()},
        **{
            action: (args, (QIAN, STRANGER) if action in {"skq", "skk"} else far)
            for action, args in OF_WHO_IS_MEANT.items()
        },
    }
    found = await _attacked(quarter, ids, presses)
    assert found == [], "\n".join(found)
    town = quarter.town
    async with town.database.write() as tx:
        for who, node, role in (
            (CHEN, town.group_id, Role.GROUP_LEADER),
            (ZHOU, town.branch_id, Role.BRANCH_SECRETARY),
        ):
            await people.relieve(tx, quarter.member(who).id, node, role, town.clock.now())
    lost = {action: (args, (CHEN, ZHOU)) for action, args in {**OF_A_LEADER, **OF_ANY_LEADER}.items()}
    found = await _attacked(quarter, ids, lost)
    assert found == [], "\n".join(found)
