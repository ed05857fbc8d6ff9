"""The suggestion box without names, and the desk where proposals are answered in the open (H30, H31)."""
