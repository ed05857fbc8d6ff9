"""The methods we serve and the fields we emit, extracted from Bot API 10.1.

Kept here so that the check below always has something to compare; where the full description is at hand, the table
itself is checked against it.
"""

from typing import Final

FIELDS: Final[dict[str, frozenset[str]]] = {
    kind: frozenset(names.split())
    for kind, names in {
        "Update": "update_id message my_chat_member chat_member callback_query",
        "Message": (
            "message_id from chat date sender_chat message_thread_id is_topic_message edit_date reply_markup "
            "reply_to_message text entities caption caption_entities document photo voice new_chat_members "
            "left_chat_member migrate_to_chat_id migrate_from_chat_id forum_topic_created"
        ),
        "User": "id is_bot first_name username language_code",
        "Chat": "id type title first_name username is_forum",
        "MessageEntity": "type offset length url language custom_emoji_id",
        "Document": "file_id file_unique_id file_size file_name mime_type",
        "PhotoSize": "file_id file_unique_id file_size width height",
        "CallbackQuery": "id from message chat_instance data",
        "ChatMemberUpdated": "chat from date old_chat_member new_chat_member",
        "InlineKeyboardMarkup": "inline_keyboard",
        "InlineKeyboardButton": "text callback_data url",
        "ForumTopicCreated": "name icon_color",
    }.items()
}

CHAT_MEMBERS: Final = {
    "creator": "ChatMemberOwner",
    "administrator": "ChatMemberAdministrator",
    "member": "ChatMemberMember",
    "left": "ChatMemberLeft",
    "kicked": "ChatMemberBanned",
}

NEWER: Final = {"ChatMemberAdministrator": {"can_send_welcome_messages"}}
"""Emitted because today's servers do, though Bot API 10.1 does not have it yet."""

NESTED: Final[dict[str, str]] = {
    "message": "Message",
    "reply_to_message": "Message",
    "my_chat_member": "ChatMemberUpdated",
    "chat_member": "ChatMemberUpdated",
    "callback_query": "CallbackQuery",
    "from": "User",
    "user": "User",
    "left_chat_member": "User",
    "new_chat_members": "User",
    "chat": "Chat",
    "sender_chat": "Chat",
    "entities": "MessageEntity",
    "caption_entities": "MessageEntity",
    "document": "Document",
    "photo": "PhotoSize",
    "voice": "Voice",
    "reply_markup": "InlineKeyboardMarkup",
    "inline_keyboard": "InlineKeyboardButton",
    "forum_topic_created": "ForumTopicCreated",
}
