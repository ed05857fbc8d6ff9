"""What the bot does when somebody is in danger: it answers, and it calls people. It keeps no word of what was said."""
