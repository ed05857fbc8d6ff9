"""V2: what is meant for the bot, and what of it may be kept."""

from typing import Any

import pytest

from bot.addressed import addressed

GROUP = {"id": -5, "type": "supergroup", "title": "第三党小组"}
PRIVATE = {"id": 1002, "type": "private", "first_name": "小明"}
MING = {"id": 1002, "is_bot": False, "first_name": "小明"}
SECRET = "谁也不该看见这句话"


def message(chat: dict[str, Any], text: str | None = None, **more: Any) -> dict[str, Any]:
    body = {"message_id": 9, "date": 1, "chat": chat, "from": MING, **more}
    if text is not None:
        body["text"] = text
    return {"update_id": 1, "message": body}


def command(text: str, length: int, offset: int = 0) -> dict[str, Any]:
    return message(GROUP, text, entities=[{"type": "bot_command", "offset": offset, "length": length}])


@pytest.mark.parametrize(
    "update",
    [
        pytest.param(message(GROUP, SECRET), id="talk"),
        pytest.param(message(GROUP, f"小伴 {SECRET}"), id="talk about the bot"),
        pytest.param(message(GROUP, SECRET, reply_to_message={"from": {"id": 7}}), id="a reply"),
        pytest.param(message(GROUP, f"@xiaoban_bot2 {SECRET}"), id="a longer name"),
        pytest.param(message(GROUP, f"@xiaoban_bot {SECRET}", sender_chat=GROUP), id="a channel mentions us"),
        pytest.param(message(GROUP, f"mail@xiaoban_bot {SECRET}"), id="an address"),
        pytest.param(message(GROUP, f"/求助@other_bot {SECRET}"), id="another bot is asked for help"),
        pytest.param(message(GROUP, f"/求助电话 {SECRET}"), id="a longer word"),
        pytest.param(message(GROUP, None, caption=SECRET, photo=[{}]), id="a picture"),
        pytest.param(message(GROUP, None, new_chat_members=[MING]), id="somebody comes"),
        pytest.param(command("/menu@other_bot", 15), id="another bot's command"),
        pytest.param(command(f"说 /menu {SECRET}", 5, offset=2), id="a command in the middle"),
        pytest.param({"update_id": 1, "edited_message": message(GROUP, SECRET)["message"]}, id="an edit"),
        pytest.param({"update_id": 1, "channel_post": message(GROUP, SECRET)["message"]}, id="a channel"),
        pytest.param({"update_id": 1}, id="nothing"),
        pytest.param({"update_id": 1, "message": None}, id="no message"),
        pytest.param({"update_id": 1, "message": {"chat": SECRET}}, id="no chat"),
        pytest.param({"update_id": 1, "callback_query": SECRET}, id="no press"),
        pytest.param(message(GROUP, SECRET, entities=SECRET), id="no entities"),
    ],
)
def test_dropped(update: dict[str, Any]) -> None:
    assert addressed(update, "xiaoban_bot") is None


@pytest.mark.parametrize("words", ["/setup", "/setup@xiaoban_bot", "/SETUP@XiaoBan_Bot"])
def test_of_a_group_message_only_the_command_is_kept(words: str) -> None:
    kept = addressed(command(f"{words} {SECRET}", len(words)), "xiaoban_bot")
    assert kept is not None
    assert kept["message"] == {
        "message_id": 9,
        "date": 1,
        "chat": GROUP,
        "from": MING,
        "text": words,
        "entities": [{"type": "bot_command", "offset": 0, "length": len(words)}],
    }


@pytest.mark.parametrize("words", ["/求助", "/求助@xiaoban_bot", "/求助@XiaoBan_Bot"])
def test_asking_for_help_in_chinese_is_a_command(words: str) -> None:
    """Telegram marks Latin commands only."""
    kept = addressed(message(GROUP, f"{words} {SECRET}"), "xiaoban_bot")
    assert kept == command("/help", 5)


@pytest.mark.parametrize(
    "update",
    [
        pytest.param(message(GROUP, f"@xiaoban_bot {SECRET}"), id="a mention"),
        pytest.param(message(GROUP, f"{SECRET}，@XiaoBan_Bot，在吗"), id="in the middle"),
        pytest.param(message(GROUP, SECRET, reply_to_message={"from": {"username": "xiaoban_bot"}}), id="an answer"),
    ],
)
def test_of_words_to_us_in_a_group_nothing_is_kept(update: dict[str, Any]) -> None:
    """H1, HELP-02: that somebody spoke to us is enough for one line."""
    kept = addressed(update, "xiaoban_bot")
    assert kept == message(GROUP, "@xiaoban_bot")


@pytest.mark.parametrize("what", ["voice", "photo", "caption"])
def test_what_people_send_to_us_in_private_is_kept_by_its_id(what: str) -> None:
    """H15, H16."""
    update = message(PRIVATE, None, **{what: "id"})
    assert addressed(update, "xiaoban_bot") == update


def test_topic_sender_and_migration_are_kept() -> None:
    update = message(GROUP, None, migrate_to_chat_id=-100, pinned_message=SECRET, sender_chat=GROUP)
    kept = addressed(update, "xiaoban_bot")
    assert SECRET not in str(kept)
    assert kept is not None
    update["message"].pop("pinned_message")
    assert kept == update
    in_topic = addressed(
        message(
            GROUP,
            f"/setup {SECRET}",
            entities=[{"type": "bot_command", "offset": 0, "length": 6}],
            message_thread_id=4,
            is_topic_message=True,
        ),
        "xiaoban_bot",
    )
    assert "'message_thread_id': 4" in str(in_topic)
    assert SECRET not in str(in_topic)


def test_a_press_loses_the_message_it_hangs_on() -> None:
    board = {"message_id": 3, "date": 1, "chat": GROUP, "text": SECRET, "reply_markup": {"inline_keyboard": [[]]}}
    query = {"id": "q", "from": MING, "data": "abc", "message": board, "chat_instance": "1"}
    kept = addressed({"update_id": 8, "callback_query": query}, "xiaoban_bot")
    assert kept == {
        "update_id": 8,
        "callback_query": {**query, "message": {"message_id": 3, "date": 1, "chat": GROUP}},
    }
    without = {"update_id": 8, "callback_query": {"id": "q", "from": MING, "data": "abc"}}
    assert addressed(without, "xiaoban_bot") == without


@pytest.mark.parametrize("what", ["contact", "location", "venue", "video_note", "video"])
def test_places_and_telephones_are_never_kept(what: str) -> None:
    """V4: also where a person sends them to the bot."""
    kept = addressed(message(PRIVATE, None, **{what: {"phone_number": SECRET}}), "xiaoban_bot")
    assert kept == message(PRIVATE)


def test_private_words_and_files_are_kept() -> None:
    update = message(PRIVATE, "签到", document={"file_id": "f", "file_name": "花名册.csv"})
    assert addressed(update, "xiaoban_bot") == update


def test_our_own_membership_is_kept() -> None:
    update = {"update_id": 1, "my_chat_member": {"chat": GROUP, "from": MING}}
    assert addressed(update, "xiaoban_bot") == update
