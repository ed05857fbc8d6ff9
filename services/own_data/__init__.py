"""A person's data in their own hands: see, copy, correct, delete, take a consent back (PRV-02, PRV-05..07)."""
