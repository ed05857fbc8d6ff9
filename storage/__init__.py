"""What is remembered, and how it is asked for."""
