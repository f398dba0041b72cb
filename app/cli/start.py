"""What every verb begins with: the settings, a log on standard error, and a database that is ready to be used.

In: the environment. Out: settings and addresses. The log is one JSON object a line in production, text for people in
development.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import structlog

from app.database.engine import Addresses, running_database
from app.database.migrate import migrate, schema_is_current
from app.errors import Misconfigured
from app.settings import Settings


def begin() -> Settings:
    """Load the settings and start the log."""
    settings = Settings.load()
    start_log(level=settings.log_level, as_json=settings.environment == "production")
    return settings


@contextmanager
def open_database(settings: Settings) -> Iterator[Addresses]:
    """A database at the newest schema. The embedded one is brought there; another one is its operator's to migrate."""
    with running_database(settings) as addresses:
        if not schema_is_current(addresses):
            if settings.database_url is not None:
                raise Misconfigured("the database is not at the newest schema", hint="Run `twingraph migrate`.")
            migrate(addresses)
        yield addresses


def start_log(*, level: str, as_json: bool) -> None:
    """Send every record of every library to standard error, in one form."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        _without_colours,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last: list[structlog.typing.Processor] = (
        [structlog.processors.dict_tracebacks, structlog.processors.JSONRenderer(sort_keys=True)]
        if as_json
        else [
            structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback)
        ]
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
        )
    )
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    # Casbin would tell every line of its model.
    logging.getLogger("casbin").setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


def _without_colours(_: object, __: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Uvicorn says everything twice, once for its own coloured log."""
    event.pop("color_message", None)
    return event
