"""Stories of colleagues as people read them."""

from dataclasses import replace
from datetime import date

import pytest

from bot.core.results import Who
from bot.core.stories import LONGEST, PAGE, Story, StoryKind, StoryPage, StoryState, Told
from bot.demo.rules import check_message, check_view
from bot.views import stories
from bot.views.replies import reply

HOSTILE = "&" * LONGEST
ANA = Who(person_id=1, name="&" * 200, slack_id="U0ANA")
STORY = Story(
    id=123_456_789,
    title="&" * 200,
    kind=StoryKind.OUTTAKE,
    text=HOSTILE,
    who=ANA,
    state=StoryState.WAITING,
    told_on=date(2027, 2, 2),
)


@pytest.mark.parametrize("text", [HOSTILE, "\n" * LONGEST, "*_" * (LONGEST // 2), "short"])
@pytest.mark.parametrize("state", StoryState)
def test_the_longest_page_fits_what_slack_takes(state: StoryState, text: str) -> None:
    told = replace(STORY, text=text)
    many = (told,) * (PAGE + 1)
    for waiting in (many, (told,), ()):
        page = StoryPage(own=many, waiting=waiting, decided=replace(told, state=state), withdrawn=None)
        drawn = reply(page, private=True).payload()
        check_message(drawn["text"], drawn["blocks"])
        labels = str(drawn["blocks"])
        assert stories.WITHDRAW in labels
        assert stories.MORE in labels
        assert (stories.APPROVE in labels) is bool(waiting)


def test_the_form_is_one_that_slack_takes() -> None:
    assert check_view(stories.form().view.to_dict(), "modal")


def test_the_thanks_say_what_happens_next_and_how_to_take_it_back() -> None:
    for state, said in ((StoryState.WAITING, "Once an organizer has approved it"), (StoryState.SHOWN, "already")):
        thanks = reply(Told(story=replace(STORY, title="Pricing", state=state)), private=True)
        assert said in thanks.text
        assert "*Pricing*" in str(thanks.payload()["blocks"])
