"""Workers that are killed, databases that crash, a Slack on a bad day, all at once: what is lost, what comes twice."""
