"""The tables of the directory and of what happens around it."""

from models.asks import Ask, Suggestion
from models.base import Base, UtcDateTime, new_id, short_id, table_of
from models.directory import Directory
from models.embeddings import Embedding
from models.gaps import Gap, GapAsker
from models.kickoffs import Kickoff
from models.lessons import Lesson, Teaching
from models.messages import Outgoing, Pace, Sender
from models.people import Person
from models.recaps import Enrolment, Quiet, Recap, RecapMember, RecapPlan, Unwanted
from models.requests import Request
from models.stories import Story
from models.topics import Alias, KeyPoint, Role, Topic
from models.uploads import Spelling, Upload
from models.versions import Version

__all__ = [
    "Alias",
    "Ask",
    "Base",
    "Directory",
    "Embedding",
    "Enrolment",
    "Gap",
    "GapAsker",
    "KeyPoint",
    "Kickoff",
    "Lesson",
    "Outgoing",
    "Pace",
    "Person",
    "Quiet",
    "Recap",
    "RecapMember",
    "RecapPlan",
    "Request",
    "Role",
    "Sender",
    "Spelling",
    "Story",
    "Suggestion",
    "Teaching",
    "Topic",
    "Unwanted",
    "Upload",
    "UtcDateTime",
    "Version",
    "new_id",
    "short_id",
    "table_of",
]
