"""Moving a meeting that was announced, and calling it off: `changing` does it, `moving` and `cancelling` ask (M29)."""
