"""The Web API, a module for each family of methods; `METHODS` knows them by name."""

from bot.demo.methods import chat, conversations, files, team, users, views
from bot.demo.methods.registry import METHODS

__all__ = ["METHODS", "chat", "conversations", "files", "team", "users", "views"]
