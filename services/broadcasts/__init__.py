"""Notices: written and looked at, sent in small portions, stopped and resumed, and who did not get one (S10)."""
