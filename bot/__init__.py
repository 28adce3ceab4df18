"""sko: the Slack app that names the person to ask after a sales kickoff."""
