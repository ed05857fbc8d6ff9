"""Care that comes before it is asked for: visits, talks, contacts, and what stops after a death."""
