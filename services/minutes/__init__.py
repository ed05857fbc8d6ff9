"""会议记录: the minutes of a meeting, from the first word to the paper (M20, M21, REC-01 to REC-06)."""
