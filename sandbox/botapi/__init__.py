"""The Bot API over HTTP, as the official server speaks it."""
