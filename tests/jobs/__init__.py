"""Claims about jobs."""
