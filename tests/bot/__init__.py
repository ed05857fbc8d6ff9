"""The parts of the running bot, each by itself."""
