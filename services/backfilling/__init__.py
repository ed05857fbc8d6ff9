"""补录会议: a meeting that was held without the bot, entered afterwards, with who, when and why (M23)."""
