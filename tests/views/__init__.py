"""Claims about views."""
