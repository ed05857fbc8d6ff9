"""What a meeting gave somebody to do: it stands in their 待办 until one line closes it (M22)."""
