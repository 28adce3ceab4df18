"""Claims about sko that somebody cares about."""
