"""问意见: what people think, asked in the chat; never an election, never a decision (M18)."""
