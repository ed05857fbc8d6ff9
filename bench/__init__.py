"""How fast the bot is: ratios to limits that were measured in the same run on the same machine."""
