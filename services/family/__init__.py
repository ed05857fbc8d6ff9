"""代办: somebody stands for somebody else by the consent of both; each deed is told, and one tap ends it (U9)."""
