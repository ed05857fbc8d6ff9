"""Surveys of needs (C20): opening one, answering, closing it, and what everybody may see of it then."""
