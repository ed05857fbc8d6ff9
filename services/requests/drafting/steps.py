"""What the steps of a draft share: who writes it, what it looks like, and where it goes on."""

from domain.requests import LONGEST_TEXT
from domain.requests.elsewhere import belongs_elsewhere
from domain.requests.opening_words import says_nothing_yet
from services import concerns, dialogues, lessons, policies, secrecy
from services.dialogues import Asker, Done, Draft, Goto, Problem
from services.requests.draft import HelpDraft, unpacked
from storage import nodes
from texts import asking as say_asking
from texts import drafts as say

WRITE, CHOOSE, REVIEW, CHANGE, TOPICS = "write", "choose", "review", "change", "topics"
REWRITE, WHO, EXCLUDE, CONSENT, LEAVE, BELONGS = "rewrite", "who", "exclude", "consent", "leave", "belongs"


def goto(draft: HelpDraft, step: str) -> Goto:
    return Goto(draft.packed(), step)


def held(draft: Draft) -> HelpDraft:
    return unpacked(draft)


async def understood(asker: Asker, draft: HelpDraft) -> HelpDraft:
    """The draft with what its text is about, in the words of this branch and with what it has learned."""
    if not draft.text:
        return draft if draft.chosen else draft.for_a_human()
    member = await dialogues.member(asker)
    in_force = await policies.in_force(asker.turn, member.node_id)
    tree = await nodes.tree(asker.turn.tx)
    branch = tree.branch_of(member.node_id) or tree[member.node_id]
    learned = await lessons.of_branch(asker.turn, branch.id)
    found = concerns.understand(draft.text, words=in_force.policy.words, lessons=learned)
    return draft.understood(found.concern, in_force.policy.role_for)


async def read_more(asker: Asker, draft: HelpDraft, text: str) -> Goto | Done | Problem:
    """Words that are no option: they belong to the request too, unless they say nothing (好的, 在吗)."""
    if says_nothing_yet(text):
        return onward(draft) if draft.text or draft.unsorted else Problem(say.empty())
    problem = wrong_with(f"{draft.text}\n{text}") or await elsewhere(asker, draft, text)
    if problem is not None:
        return problem
    return onward(await understood(asker, draft.with_more(text.strip())))


def onward(draft: HelpDraft) -> Goto:
    """To the choice where we are not sure, else to the preview."""
    return goto(draft, REVIEW if draft.topic is not None or draft.unsorted else CHOOSE)


async def elsewhere(asker: Asker, draft: HelpDraft, text: str) -> Done | None:
    """What has an office of its own ends the draft, and nothing is kept (HELP-06)."""
    where = None if draft.ours else belongs_elsewhere(text)
    if where is None:
        return None
    await secrecy.seen(asker.turn, await dialogues.member(asker), text)
    return Done(say_asking.elsewhere(where))


def wrong_with(text: str) -> Problem | None:
    if not text.strip():
        return Problem(say.empty())
    return Problem(say.too_long(LONGEST_TEXT)) if len(text.strip()) > LONGEST_TEXT else None
