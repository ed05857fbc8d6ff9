"""Draws the bot's charts, in a process of its own: `python -m pictures` reads one chart as JSON and writes a PNG.

Nobody imports this package. What it takes to draw (a font, a picture library, tens of megabytes) is gone when the
picture is there, and the process knows neither the token nor the database.
"""
