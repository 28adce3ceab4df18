"""Settings come from the environment, in the forms in which operators paste them."""

import pytest

from bot.config import Settings
from bot.errors import SettingMissing

NAMES = (
    "DATABASE_URL",
    "SLACK_BOT_TOKEN",
    "SLACK_SIGNING_SECRET",
    "SLACK_APP_TOKEN",
    "SLACK_API_URL",
    "SKO_ORGANIZERS",
    "SKO_SEMANTIC",
    "PORT",
)


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin with nothing set."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def load(monkeypatch: pytest.MonkeyPatch, **given: str) -> Settings:
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    return Settings.load()


def test_without_any_setting_there_is_an_embedded_database_and_slacks_own_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings = load(monkeypatch)
    assert settings.database_url == "sqlite:///sko.db"
    assert settings.slack_api_url == "https://slack.com/api/"
    assert (settings.port, settings.organizers, settings.uses_socket) == (3000, (), False)


def test_an_empty_setting_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load(monkeypatch, **dict.fromkeys(NAMES, "")) == Settings()


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("postgres://u:p@host:5432/sko", "postgresql+psycopg://u:p@host:5432/sko"),
        ("postgresql://u:p%40ss@host/sko?sslmode=require", "postgresql+psycopg://u:p%40ss@host/sko?sslmode=require"),
        (" postgresql+psycopg://host/sko\n", "postgresql+psycopg://host/sko"),
        ("sqlite:////var/lib/sko.db", "sqlite:////var/lib/sko.db"),
    ],
)
def test_a_database_is_understood_as_hosters_give_it(monkeypatch: pytest.MonkeyPatch, given: str, used: str) -> None:
    assert load(monkeypatch, DATABASE_URL=given).database_url == used


def test_blanks_around_what_was_pasted_do_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = load(
        monkeypatch,
        SLACK_BOT_TOKEN=" xoxb-1\n",
        SLACK_SIGNING_SECRET="secret \n",
        SLACK_API_URL=" https://x.example/api ",
    )
    assert settings.slack_bot_token.get_secret_value() == "xoxb-1"
    assert settings.slack_signing_secret.get_secret_value() == "secret"
    assert settings.slack_api_url == "https://x.example/api/"


@pytest.mark.parametrize("given", ["U0ANA1, mara@example.com", "U0ANA1;mara@example.com", "U0ANA1\nmara@example.com"])
def test_organizers_are_ids_or_addresses(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    assert load(monkeypatch, SKO_ORGANIZERS=given).organizers == ("U0ANA1", "mara@example.com")


@pytest.mark.parametrize(("given", "used"), [("", "auto"), ("auto", "auto"), (" On\n", "on"), ("OFF", "off")])
def test_the_encoder_is_used_where_it_is_installed_unless_told(
    monkeypatch: pytest.MonkeyPatch, given: str, used: str
) -> None:
    assert load(monkeypatch, SKO_SEMANTIC=given).semantic == used


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"SLACK_BOT_TOKEN": "xoxb-"}, "SLACK_BOT_TOKEN"),
        ({"SLACK_APP_TOKEN": "sesame"}, "SLACK_APP_TOKEN"),
        ({"SLACK_SIGNING_SECRET": "xoxb-sesame"}, "SLACK_SIGNING_SECRET"),
        ({"DATABASE_URL": "postgresql://u:sesame@h:x/d"}, "DATABASE_URL"),
        ({"DATABASE_URL": "sqlite://"}, "DATABASE_URL"),
        ({"SKO_SEMANTIC": "sesame"}, "SKO_SEMANTIC"),
        ({"PORT": "-1"}, "PORT"),
        ({"PORT": "3000x"}, "PORT"),
    ],
)
def test_a_malformed_setting_is_named_and_not_repeated(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], named: str
) -> None:
    with pytest.raises(SettingMissing) as told:
        load(monkeypatch, **given)
    assert str(told.value).startswith(f"{named}: ")
    assert "sesame" not in str(told.value)
    assert "\n" not in str(told.value)


def test_secrets_are_not_printed_with_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = load(
        monkeypatch, SLACK_BOT_TOKEN="xoxb-sesame", SLACK_SIGNING_SECRET="sesame", SLACK_APP_TOKEN="xapp-sesame"
    )
    assert "sesame" not in f"{settings!r} {settings}"


def test_signed_http_needs_the_secret_and_socket_mode_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    socket = load(monkeypatch, SLACK_BOT_TOKEN="xoxb-1", SLACK_APP_TOKEN="xapp-1")
    socket.need_slack()
    with pytest.raises(SettingMissing, match="SLACK_SIGNING_SECRET"):
        socket.need_slack(http=True)
