"""How a world outlives the process: a snapshot and the blobs beside it."""
