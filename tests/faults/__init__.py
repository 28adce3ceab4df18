"""Claims about faults."""
