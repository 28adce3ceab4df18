"""A menu never shows an error: whatever goes wrong, it is empty and the person goes on."""

import pytest

from bot.usecases import choosing
from bot.views import menus
from tests.listeners.desks import offered
from tests.office import Office


def test_a_menu_is_empty_whatever_goes_wrong_while_it_is_looked_up(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = office.person("ana")
    ana.command("/sko", "who runs the karaoke")
    answer = ana.wait_for_reply()

    def broken(*_: object, **__: object) -> None:
        raise ValueError("the encoder choked on it")

    with monkeypatch.context() as patched:
        patched.setattr(choosing, "topics", broken)
        assert offered(ana, answer, menus.WHO_IS_IT, "disc") == []
    assert offered(ana, answer, menus.WHO_IS_IT, "disc") != []
    office.web.offers.close()
    assert offered(ana, answer, menus.WHO_IS_IT, "disc") == []
