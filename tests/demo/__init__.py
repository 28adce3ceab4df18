"""The stand-in workspace is as strict as Slack."""
