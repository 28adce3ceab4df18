"""A strict stand-in for Slack on loopback, with a page to click in: what `sko demo` and the journeys run against."""
