"""What the worker does by itself, a module a job."""
