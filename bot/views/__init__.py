"""Results drawn for people: blocks for Slack, lines for a terminal. Pure, and the home of every word a person reads."""
