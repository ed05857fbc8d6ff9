"""我有异议: a member contests an entry; an organiser changes it or keeps it; both see how it went (M26)."""
