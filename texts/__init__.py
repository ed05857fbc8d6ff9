"""Every word the bot says: one template file per feature and language, one typed function per message."""
