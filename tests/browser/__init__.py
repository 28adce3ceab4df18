"""Claims about browser."""
