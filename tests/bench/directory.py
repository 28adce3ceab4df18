"""An invented directory of any size, for the benches."""

import random
from datetime import datetime

from sqlalchemy.orm import Session

from models import Alias, Directory, KeyPoint, Kickoff, Person, Role, Topic
from tests.bench.load import USER

SYLLABLES = [
    "ka",
    "lo",
    "mi",
    "ver",
    "dan",
    "tor",
    "sel",
    "qui",
    "pra",
    "nex",
    "ori",
    "bal",
    "fen",
    "gus",
    "hal",
    "jor",
    "lum",
    "nov",
    "pex",
    "rin",
    "sor",
    "tal",
    "ulm",
    "vik",
    "wen",
    "xan",
    "yor",
    "zed",
]
WORK = [
    "pricing",
    "renewal",
    "onboarding",
    "discount",
    "routing",
    "contract",
    "security",
    "migration",
    "invoice",
    "training",
    "demo",
    "forecast",
]


def fill(session: Session, *, topics: int, now: datetime) -> list[str]:
    """Put `topics` topics of five names each into an empty directory, and give questions about them."""
    made_up = random.Random(7)
    kickoff = Kickoff(name="Bench", created_at=now)
    session.add_all([kickoff, Directory(version=1, changed_at=now), Person(name="Asker", slack_id=USER)])
    people = [Person(name=f"{_word(made_up).title()} {_word(made_up).title()}") for _ in range(max(10, topics // 10))]
    session.add_all(people)
    session.flush()
    questions = []
    for number in range(topics):
        title = f"{_word(made_up).title()} {made_up.choice(WORK)}"
        names = [f"{_word(made_up)} {made_up.choice(WORK)}" for _ in range(4)]
        owner, backup = made_up.sample(people, 2)
        session.add(
            Topic(
                kickoff_id=kickoff.id,
                key=f"topic-{number}",
                title=title,
                kind="product",
                position=number,
                aliases=[Alias(name=name, position=at) for at, name in enumerate(names)],
                key_points=[KeyPoint(text=f"{_word(made_up)} needs a {made_up.choice(WORK)}") for _ in range(2)],
                roles=[Role(kind="owner", person=owner), Role(kind="backup", person=backup, position=1)],
            )
        )
        questions.append(f"knows about {title} and who can I ask about it")
    return questions


def _word(made_up: random.Random) -> str:
    return "".join(made_up.choices(SYLLABLES, k=3))
