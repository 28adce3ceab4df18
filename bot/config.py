"""Every setting, read from the environment once; the only reader of the environment."""

import re
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from bot.errors import SettingMissing

SLACK_API = "https://slack.com/api/"
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
ORGANIZER = re.compile(r"[UW][A-Z0-9]{2,}|[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+")


class Settings(BaseSettings):
    """What an operator can set, each by the environment variable of the same name in capitals."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    database_url: str = Field("sqlite:///sko.db", alias="DATABASE_URL")
    slack_bot_token: SecretStr = Field(SecretStr(""), alias="SLACK_BOT_TOKEN")
    slack_signing_secret: SecretStr = Field(SecretStr(""), alias="SLACK_SIGNING_SECRET")
    slack_app_token: SecretStr = Field(SecretStr(""), alias="SLACK_APP_TOKEN")
    slack_api_url: str = Field(SLACK_API, alias="SLACK_API_URL")
    organizers: Annotated[tuple[str, ...], NoDecode] = Field((), alias="SKO_ORGANIZERS")
    semantic: Literal["auto", "on", "off"] = Field("auto", alias="SKO_SEMANTIC")
    pace: int = Field(200, alias="SKO_PACE", ge=1, le=6000)
    port: int = Field(3000, alias="PORT", ge=0, le=65535)

    @classmethod
    def load(cls) -> Self:
        """Read the environment; the first thing wrong becomes one line that names the setting."""
        try:
            return cls()
        except ValidationError as wrong:
            first = wrong.errors()[0]
            raise SettingMissing(f"{first['loc'][0]}: {first['msg'].removeprefix('Value error, ')}.") from None

    @property
    def uses_socket(self) -> bool:
        """Whether Slack is reached over a websocket rather than reaching us over HTTP."""
        return bool(self.slack_app_token.get_secret_value())

    @property
    def is_on_loopback(self) -> bool:
        """Whether Slack is a stand-in on this machine, where nobody is disturbed."""
        return urlsplit(self.slack_api_url).hostname in LOOPBACK

    def need_slack(self, *, http: bool = False) -> None:
        """Stop with one line unless everything needed to talk to Slack is set; `http` asks for signed requests."""
        self.need_token()
        if (http or not self.uses_socket) and not self.slack_signing_secret.get_secret_value():
            raise SettingMissing(
                "SLACK_SIGNING_SECRET is not set: copy it from Basic Information of your Slack app"
                + ("." if http else ", or set SLACK_APP_TOKEN (xapp-…) for Socket Mode.")
            )

    def need_token(self) -> None:
        """Stop with one line unless Slack can be called, which is all that those need who are never called by it."""
        if not self.slack_bot_token.get_secret_value():
            raise SettingMissing(
                "SLACK_BOT_TOKEN is not set: copy the Bot User OAuth Token (xoxb-…) of your Slack app."
            )

    @field_validator("database_url")
    @classmethod
    def _a_database_we_speak(cls, value: str) -> str:
        try:
            url = make_url(re.sub(r"^postgres(ql)?://", "postgresql+psycopg://", value.strip()))
        except (ArgumentError, ValueError):
            raise ValueError("should look like sqlite:///sko.db or postgresql://user:password@host/name") from None
        if url.drivername not in {"sqlite", "postgresql+psycopg"}:
            raise ValueError("only sqlite:///… and postgresql://… are supported")
        if url.drivername == "sqlite" and url.database in {None, "", ":memory:"}:
            raise ValueError("an SQLite database needs a file, such as sqlite:///sko.db")
        return url.render_as_string(hide_password=False)

    @field_validator("slack_bot_token")
    @classmethod
    def _a_bot_token(cls, value: SecretStr) -> SecretStr:
        return _starts_with("xoxb-", value)

    @field_validator("slack_signing_secret")
    @classmethod
    def _a_signing_secret(cls, value: SecretStr) -> SecretStr:
        text = value.get_secret_value().strip()
        if text.startswith(("xoxb-", "xapp-")):
            raise ValueError("is a token; the signing secret stands under Basic Information of your Slack app")
        return SecretStr(text)

    @field_validator("slack_app_token")
    @classmethod
    def _an_app_token(cls, value: SecretStr) -> SecretStr:
        return _starts_with("xapp-", value)

    @field_validator("slack_api_url")
    @classmethod
    def _an_address(cls, value: str) -> str:
        if not re.fullmatch(r"https?://[^\s/]+(/\S*)?", value.strip()):
            raise ValueError("should be an address such as https://slack.com/api/")
        return value.strip().rstrip("/") + "/"

    @field_validator("semantic", mode="before")
    @classmethod
    def _in_any_case(cls, value: object) -> object:
        return value.strip().lower() if isinstance(value, str) else value

    @field_validator("organizers", mode="before")
    @classmethod
    def _ids_or_emails(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        names = tuple(re.split(r"[\s,;]+", value.strip())) if value.strip() else ()
        for name in names:
            if not ORGANIZER.fullmatch(name):
                raise ValueError(f"“{name}” is neither a Slack member id (U…) nor an e-mail address")
        return names


class Surroundings(BaseSettings):
    """What another Python needs to start where this one did; nobody sets it for us, and none of it is secret."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore")

    libraries: str = Field("", alias="LD_LIBRARY_PATH")
    python: str = Field("", alias="PYTHONHOME")
    windows: str = Field("", alias="SYSTEMROOT")

    @classmethod
    def load(cls) -> dict[str, str]:
        """Read them; what is not set is left out."""
        return {name: value for name, value in cls().model_dump(by_alias=True).items() if value}


def _starts_with(prefix: str, value: SecretStr) -> SecretStr:
    """Refuse a token of another kind without repeating it."""
    text = value.get_secret_value().strip()
    if text and (not text.startswith(prefix) or text == prefix):
        raise ValueError(f"should start with {prefix}")
    return SecretStr(text)
