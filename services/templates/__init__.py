"""A branch's own wordings: `using` fills them, `writing` asks for them, `keeping` shows and drops them (A6)."""
