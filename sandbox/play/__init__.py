"""How tests and scripts play people: they say, press and hear, as one does with a telephone."""

from sandbox.play.heard import Heard, Press, Toast
from sandbox.play.roles import PlayedGroup, PlayedPerson
from sandbox.play.stage import Stage

__all__ = ["Heard", "PlayedGroup", "PlayedPerson", "Press", "Stage", "Toast"]
