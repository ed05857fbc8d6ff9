"""What may not be said, edited or answered, in the official server's own words."""

from dataclasses import replace

import pytest

from sandbox import World
from sandbox.play import Stage
from sandbox.world.chats import Chat
from sandbox.world.files import DOWNLOAD_BYTES
from sandbox.world.refusals import Refusal
from tests.sandbox.conftest import Api, Noon

NOT_MODIFIED = (
    "400 Bad Request: message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
TOO_OLD = "400 Bad Request: query is too old and response timeout expired or query ID is invalid"


def keyboard(data: str, text: str = "签到") -> dict[str, object]:
    return {"inline_keyboard": [[{"text": text, "callback_data": data}]]}


@pytest.fixture
def private(stage: Stage) -> int:
    stage.person("小明").starts()
    return stage.person("小明").id


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", "message text is empty"),
        (" \n ", "message text is empty"),
        ("字" * 4097, "message is too long"),
        ("😀" * 2049, "message is too long"),
        ("<b>开会", "can't parse entities: Can't find end tag corresponding to start tag \"b\""),
        ("<h1>开会</h1>", 'can\'t parse entities: Unsupported start tag "h1" at byte offset 0'),
        ("开会</b>", "can't parse entities: Unexpected end tag at byte offset 6"),
        ("<b>开<i>会</b>", 'can\'t parse entities: Unmatched end tag at byte offset 12, expected "</i>", found "</b>"'),
        ("3 < 5", 'can\'t parse entities: Unsupported start tag "" at byte offset 2'),
    ],
)
async def test_texts(api: Api, private: int, text: str, refusal: str) -> None:
    assert (
        await api.refusal("sendMessage", chat_id=private, text=text, parse_mode="HTML") == f"400 Bad Request: {refusal}"
    )


async def test_text_of_just_the_right_length_after_parsing(api: Api, private: int) -> None:
    assert (await api.call("sendMessage", chat_id=private, text=f"<b>{'字' * 4096}</b>", parse_mode="HTML"))["ok"]


@pytest.mark.parametrize(
    ("markup", "refusal"),
    [
        (keyboard("一" * 22), "BUTTON_DATA_INVALID"),
        (keyboard(""), "BUTTON_DATA_INVALID"),
        (
            {"inline_keyboard": [[{"text": "签到"}]]},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        ("签到", "can't parse reply markup JSON object"),
        (["签到"], "object expected as reply markup"),
    ],
)
async def test_buttons(api: Api, private: int, markup: object, refusal: str) -> None:
    answer = await api.refusal("sendMessage", chat_id=private, text="开会", reply_markup=markup)
    assert answer == f"400 Bad Request: {refusal}"


async def test_sixty_four_bytes_of_callback_data_pass(api: Api, private: int) -> None:
    assert (await api.call("sendMessage", chat_id=private, text="开会", reply_markup=keyboard("x" * 64)))["ok"]


async def test_edits(api: Api, private: int, stage: Stage) -> None:
    sent = (
        await api.call(
            "sendMessage", chat_id=private, text="<b>开会</b>", parse_mode="HTML", reply_markup=keyboard("a")
        )
    )["result"]
    same = {"chat_id": private, "message_id": sent["message_id"]}
    assert (
        await api.refusal("editMessageText", **same, text="<b>开会</b>", parse_mode="HTML", reply_markup=keyboard("a"))
        == NOT_MODIFIED
    )
    assert await api.refusal("editMessageReplyMarkup", **same, reply_markup=keyboard("a")) == NOT_MODIFIED
    assert (await api.call("editMessageText", **same, text="开会", reply_markup=keyboard("a")))["ok"]
    assert await api.refusal("editMessageText", chat_id=private, message_id=999, text="x") == (
        "400 Bad Request: message to edit not found"
    )
    said = stage.person("小明").says("签到")
    assert await api.refusal("editMessageText", chat_id=private, message_id=said.id, text="x") == (
        "400 Bad Request: message can't be edited"
    )
    assert await api.refusal("editMessageCaption", **same, caption="x") == (
        "400 Bad Request: there is no caption in the message to edit"
    )


async def test_deletions(api: Api, private: int, group: Chat, stage: Stage, noon: Noon) -> None:
    said = stage.person("小明").says("/help", to=stage.group("第三党小组"))
    assert await api.refusal("deleteMessage", chat_id=group.id, message_id=said.id) == (
        "400 Bad Request: message can't be deleted"
    )
    assert await api.refusal("deleteMessage", chat_id=group.id, message_id=99) == (
        "400 Bad Request: message to delete not found"
    )
    sent = (await api.call("sendMessage", chat_id=private, text="旧"))["result"]
    noon.passes(48 * 3600 + 1)
    assert await api.refusal("deleteMessage", chat_id=private, message_id=sent["message_id"]) == (
        "400 Bad Request: message can't be deleted for everyone"
    )


async def test_replies_and_topics_that_are_not_there(api: Api, private: int) -> None:
    assert await api.refusal("sendMessage", chat_id=private, text="x", reply_parameters={"message_id": 99}) == (
        "400 Bad Request: message to be replied not found"
    )
    lenient = {"message_id": 99, "allow_sending_without_reply": True}
    assert (await api.call("sendMessage", chat_id=private, text="x", reply_parameters=lenient))["ok"]
    assert await api.refusal("sendMessage", chat_id=private, text="x", message_thread_id=7) == (
        "400 Bad Request: message thread not found"
    )


async def test_answers_to_presses(api: Api, private: int, stage: Stage, noon: Noon) -> None:
    ming = stage.person("小明")
    await api.call("sendMessage", chat_id=private, text="开会", reply_markup=keyboard("a"))
    heard = await ming.hears()
    press = ming.presses("签到", on=heard)
    query = {"callback_query_id": press.query_id}
    assert await api.refusal("answerCallbackQuery", **query, text="字" * 201) == "400 Bad Request: MESSAGE_TOO_LONG"
    assert (
        await api.refusal("answerCallbackQuery", **query, url="https://example.org") == "400 Bad Request: URL_INVALID"
    )
    assert (await api.call("answerCallbackQuery", **query))["ok"]
    assert await api.refusal("answerCallbackQuery", **query) == TOO_OLD
    late = ming.presses("签到", on=heard)
    noon.passes(61)
    assert await api.refusal("answerCallbackQuery", callback_query_id=late.query_id) == TOO_OLD
    assert await api.refusal("answerCallbackQuery", callback_query_id="nonsense") == TOO_OLD


async def test_files(api: Api, private: int, stage: Stage, world: World) -> None:
    said = stage.person("小明").sends_file("花名册.csv", b"x", size=DOWNLOAD_BYTES + 1)
    assert said.attachment is not None
    assert await api.refusal("getFile", file_id=said.attachment.file_id) == "400 Bad Request: file is too big"
    stored = world.files.by_id(said.attachment.file_id)
    world.files.files[stored.file_id] = replace(stored, size=DOWNLOAD_BYTES)
    assert (await api.call("getFile", file_id=stored.file_id))["ok"]
    assert await api.refusal("getFile", file_id="nonsense") == (
        "400 Bad Request: wrong file_id or the file is temporarily unavailable"
    )
    assert await api.refusal("sendDocument", chat_id=private, document=stored.file_id, caption="字" * 1025) == (
        "400 Bad Request: message caption is too long"
    )
    assert await api.refusal("sendDocument", chat_id=private) == "400 Bad Request: there is no document in the request"
    assert await api.refusal("sendPhoto", chat_id=private, photo=stored.file_id) == (
        "400 Bad Request: can't use file of type Document as Photo"
    )
    with pytest.raises(Refusal, match="IMAGE_PROCESS_FAILED"):
        stage.person("小明").sends_photo(b"no picture")
