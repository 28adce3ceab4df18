"""`sko doctor`: what is wrong with this installation, and what to do about it, a line each."""

import sys
from collections.abc import Callable, Iterator

import click
from sqlalchemy.exc import SQLAlchemyError

from bot import encoder, schema
from bot.config import Settings
from bot.deps import Deps
from bot.errors import SkoError, SlackRefused
from bot.manifest import scopes
from bot.slack import NO_SUCH_TOKEN, Slack
from bot.usecases import directories
from bot.web import REFUSED

Check = tuple[bool, str]

NO_ORGANIZERS = "SKO_ORGANIZERS is not set: nobody may change the directory from Slack. List Slack ids or e-mails."
SWITCHED_OFF = "switched off by SKO_SEMANTIC; topics are found by their words alone"
NO_ENCODER = "not installed, and need not be; topics are found by their words alone"
NO_TOPICS = "The directory is empty: apply a sheet with `sko import SHEET --apply`."
NOT_REACHED = "Slack cannot be reached at {url} just now ({why}). Check the network, or SLACK_API_URL."
NO_SCOPE = "The bot token lacks {scopes}: reinstall the app from bot/manifest.json."


@click.command()
def doctor() -> None:
    """Check settings, token and scopes, database, schema and directory; exit with 1 if anything is wrong."""
    healthy = True
    for name, (good, said) in _examined():
        healthy = healthy and good
        click.echo(f"{'ok   ' if good else 'WRONG'} {name}: {said}")
    sys.exit(0 if healthy else 1)


def _examined() -> Iterator[tuple[str, Check]]:
    """Check one thing after the other; what cannot be checked without an earlier one is left out."""
    try:
        settings = Settings.load()
    except SkoError as wrong:
        yield "settings", (False, str(wrong))
        return
    yield "settings", _tried(lambda: _settings(settings))
    yield "organizers", (True, ", ".join(settings.organizers)) if settings.organizers else (False, NO_ORGANIZERS)
    if settings.slack_bot_token.get_secret_value():
        yield "Slack", _tried(lambda: _slack(settings))
    meaning = _tried(lambda: _encoder(settings))
    yield "encoder", meaning
    deps = Deps.build(settings if meaning[0] else settings.model_copy(update={"semantic": "off"}))
    database = _tried(lambda: f"{deps.engine.dialect.name}, schema {schema.check(deps.engine)}")
    yield "database", database
    if database[0]:
        yield "directory", _tried(lambda: _directory(deps))
    deps.engine.dispose()


def _tried(check: Callable[[], str]) -> Check:
    """Turn whatever a check raises into its one line."""
    try:
        return True, check()
    except SkoError as wrong:
        return False, str(wrong)
    except SQLAlchemyError:
        return False, schema.AWAY


def _settings(settings: Settings) -> str:
    settings.need_slack()
    return "Socket Mode" if settings.uses_socket else f"signed HTTP on port {settings.port}"


def _slack(settings: Settings) -> str:
    """Ask Slack who we are and what we were allowed."""
    try:
        ours = Slack(settings).introduce()
    except SkoError as failed:
        why = REFUSED if isinstance(failed, SlackRefused) and str(failed) in NO_SUCH_TOKEN else NOT_REACHED
        raise SkoError(why.format(code=failed, url=settings.slack_api_url, why=failed)) from None
    if ours.scopes and (missing := scopes() - ours.scopes):
        raise SkoError(NO_SCOPE.format(scopes=", ".join(sorted(missing))))
    return f"{ours.team_name}, {'all scopes granted' if ours.scopes else 'which did not tell the scopes it granted'}"


def _encoder(settings: Settings) -> str:
    """Read the sentence encoder as a question would."""
    folder = encoder.wanted(settings.semantic)
    if folder is None:
        return SWITCHED_OFF if settings.semantic == "off" else NO_ENCODER
    encoder.Encoder.load(folder)
    return encoder.MODEL


def _directory(deps: Deps) -> str:
    with deps.reading() as session:
        version, topics = directories.load(session)
    if not topics:
        raise SkoError(NO_TOPICS)
    return f"{len(topics)} topics, version {version}"
