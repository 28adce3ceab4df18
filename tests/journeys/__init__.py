"""Claims about journeys."""
