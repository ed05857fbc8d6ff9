"""A draft is written down as JSON and read back as it was."""

import json

from hypothesis import given
from hypothesis import strategies as st

from domain.concerns import Topic, Urgency
from domain.messages import Media, MediaKind
from domain.requests import Audience, Medium
from domain.requests.areas import Area
from services.requests.draft import HelpDraft, unpacked

drafts = st.builds(
    HelpDraft,
    text=st.text(),
    files=st.lists(st.builds(Media, st.sampled_from(MediaKind), st.text())).map(tuple),
    area=st.none() | st.sampled_from(Area),
    topic=st.none() | st.sampled_from(Topic),
    second=st.none() | st.sampled_from(Topic),
    guess=st.none() | st.sampled_from(Topic),
    chosen=st.booleans(),
    unsorted=st.booleans(),
    offered=st.lists(st.sampled_from(Topic)).map(tuple),
    because=st.lists(st.text()).map(tuple),
    urgency=st.sampled_from(Urgency),
    audience=st.sampled_from(Audience),
    excluded=st.lists(st.integers(1)).map(tuple),
    hide_name=st.booleans(),
    may_leave=st.none() | st.booleans(),
    about_id=st.none() | st.integers(1),
    ours=st.booleans(),
)


@given(drafts)
def test_it_comes_back_as_it_was(draft: HelpDraft) -> None:
    assert unpacked(json.loads(json.dumps(draft.packed()))) == draft


def test_nothing_is_a_new_draft() -> None:
    assert unpacked({}) == HelpDraft()


def test_how_it_was_asked() -> None:
    """H16, H24."""
    voice = Media(MediaKind.VOICE, "v")
    assert HelpDraft(files=(voice,)).medium is Medium.VOICE
    assert HelpDraft(text="还有这个", files=(voice,)).medium is Medium.TEXT
    assert HelpDraft(files=(Media(MediaKind.PHOTO, "p"),)).medium is Medium.TEXT
    assert HelpDraft(about_id=3).medium is Medium.CARE
