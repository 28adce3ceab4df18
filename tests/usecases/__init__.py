"""Claims about usecases."""
