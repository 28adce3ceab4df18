"""Claims about listeners."""
