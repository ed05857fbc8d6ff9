"""Which methods there are. What is missing here answers 404, as a misspelt method does at Telegram's."""

from collections.abc import Awaitable, Callable
from typing import Any, Final

from sandbox.botapi import answering, editing, fetching, introducing, looking, speaking
from sandbox.botapi.asked import Asked

Method = Callable[[Asked], Any | Awaitable[Any]]

NAMES: Final[dict[str, Method]] = {
    "getMe": looking.get_me,
    "getUpdates": fetching.get_updates,
    "setWebhook": fetching.set_webhook,
    "deleteWebhook": fetching.delete_webhook,
    "getWebhookInfo": fetching.get_webhook_info,
    "sendMessage": speaking.send_message,
    "sendDocument": speaking.send_document,
    "sendPhoto": speaking.send_photo,
    "sendVoice": speaking.send_voice,
    "sendChatAction": speaking.send_chat_action,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageMedia": editing.edit_message_media,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": editing.delete_message,
    "answerCallbackQuery": answering.answer_callback_query,
    "getChat": looking.get_chat,
    "getChatMember": looking.get_chat_member,
    "getChatAdministrators": looking.get_chat_administrators,
    "getChatMemberCount": looking.get_chat_member_count,
    "leaveChat": looking.leave_chat,
    "getFile": looking.get_file,
    "setMyCommands": introducing.set_my_commands,
    "getMyCommands": introducing.get_my_commands,
    "deleteMyCommands": introducing.delete_my_commands,
    "setMyDescription": introducing.set_my_description,
    "setMyShortDescription": introducing.set_my_short_description,
    "setChatMenuButton": introducing.set_chat_menu_button,
}

METHODS: Final = {name.lower(): (name, method) for name, method in NAMES.items()}
