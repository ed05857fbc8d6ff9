"""What all dialogues say alike."""

from texts.rendering import plain


def cancel_label() -> str:
    return plain("dialogues", "cancel_label")


def cancelled() -> str:
    return plain("dialogues", "cancelled")


def nothing_to_cancel() -> str:
    return plain("dialogues", "nothing_to_cancel")


def old_question() -> str:
    return plain("dialogues", "old_question")
