"""Claims about bench."""
