"""The secretary's calendar: looking what is owed, saying it, and hearing that it is done."""
