"""Claims about core."""
