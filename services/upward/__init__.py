"""上报 (X4): counts of a quarter for the secretary to send up, and for the posts above to look at."""
