"""The clients that stand beside our bot: each one polls, and answers every press with nothing else to do."""
