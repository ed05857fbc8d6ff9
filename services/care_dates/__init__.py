"""The care calendar: who is greeted when, of whom leaders think ahead, who is visited at the two festivals."""
