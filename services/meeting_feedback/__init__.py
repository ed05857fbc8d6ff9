"""说说这次会: three taps without a name, counted and shown once (M34)."""
