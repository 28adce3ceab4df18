"""One line of log per listener and job, on standard error."""

import logging
import sys

import structlog

LIBRARIES = dict.fromkeys(("apscheduler", "alembic", "waitress", "werkzeug"), logging.WARNING) | {
    "matplotlib": logging.ERROR,  # that it keeps what it knows of fonts elsewhere where the home folder is read-only
    "slack_sdk": logging.CRITICAL,  # what it logs it also raises, and then we say it in a line of our own
    "slack_bolt": logging.ERROR,  # its INFO has whole bodies of requests, its WARNING advice for the app's developer
}


def set_up(*, verbose: bool = False) -> None:
    """Send structlog and the libraries' own warnings to standard error; call it once, at the start of a process.

    Secrets and people's words are in none of our lines; the libraries are kept quiet enough for that to stay true.
    """
    level = logging.DEBUG if verbose else logging.INFO
    shared: list[structlog.types.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"]),
            ],
        )
    )
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name, least in LIBRARIES.items():
        logging.getLogger(name).setLevel(least)
