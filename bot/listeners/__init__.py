"""What Slack sends, one module a noun: each reads its payload, asks one use case, and says where it listens."""
