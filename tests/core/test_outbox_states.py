"""What core calls things is what the tables take, so that no word is ever refused half way through a week."""

from enum import StrEnum

import pytest

from bot.core.cadence import Kind
from bot.core.outbox import State, Why
from bot.core.recaps import Audience, PlanState
from models.messages import MESSAGE_KINDS, MESSAGE_STATES, Outgoing
from models.recaps import AUDIENCES, PLAN_STATES


@pytest.mark.parametrize(
    ("ours", "tables"),
    [(Kind, MESSAGE_KINDS), (State, MESSAGE_STATES), (PlanState, PLAN_STATES), (Audience, AUDIENCES)],
)
def test_every_word_of_ours_is_one_the_tables_take(ours: type[StrEnum], tables: tuple[str, ...]) -> None:
    assert sorted(one.value for one in ours) == sorted(tables)


def test_every_reason_fits_beside_its_message() -> None:
    room = Outgoing.__table__.c.reason.type.length  # type: ignore[attr-defined]
    assert max(len(one.value) for one in Why) <= room
