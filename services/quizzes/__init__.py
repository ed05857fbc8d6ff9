"""The question of the week (S14): asked of whoever likes, answered at once, remembered of nobody."""

from services.quizzes.answering import Wrong, answer, keeps, message, of_week, remove
from services.quizzes.writing import SCRIPT, write

__all__ = ["SCRIPT", "Wrong", "answer", "keeps", "message", "of_week", "remove", "write"]
