"""The row of the template that shows how to fill it in."""

EXAMPLE_TITLE = "Example: Pricing for hotels"
