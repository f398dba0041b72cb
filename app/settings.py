"""Every option of the program: one place, typed, with its help line.

In: environment variables that begin with `TWINGRAPH_`. Out: one frozen `Settings`, which is handed on as an argument;
nothing else reads the environment. A bad value or a variable that no option has stops the start-up with
`Misconfigured`, which names the variable and never its value. docs/settings.md is generated from the help lines.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import UTC, datetime
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import SettingsConfigDict

from app.edge_settings import PREFIX, EdgeSettings, parts_of
from app.errors import Misconfigured
from app.issuer_settings import TOKEN_ALGORITHMS, IssuerSettings
from app.mail_settings import MailSettings
from app.secret_file import kept_secret

__all__ = ["PREFIX", "SECRET_LENGTH", "TOKEN_ALGORITHMS", "Settings", "secret_of"]

# Below this a secret can be guessed from the tokens and ids that are made with it.
SECRET_LENGTH = 32
# As a browser writes it (RFC 6454): nothing behind the port, and no `*`.
_ORIGIN = re.compile(r"https?://(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?")


class Settings(EdgeSettings, IssuerSettings, MailSettings):
    """What an operator can choose. Field names in capitals, after the prefix, are the variables."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, extra="forbid", frozen=True, hide_input_in_errors=True
    )

    environment: Literal["development", "production"] = Field(
        default="development",
        description="`production` refuses the development issuer, the embedded database and a fixed clock, "
        "and shows GraphiQL only when asked for.",
    )
    database_url: str | None = Field(
        default=None,
        repr=False,
        description="PostgreSQL (16 or newer) as seen by the API, an address or a libpq string. "
        "Absent: embedded PostgreSQL in the data directory. Needed in production.",
    )
    owner_database_url: str | None = Field(
        default=None,
        repr=False,
        description="The same database as the role that owns the tables, for `migrate`, `import` and `demo`. "
        "Absent: `TWINGRAPH_DATABASE_URL`.",
    )
    data_dir: Path = Field(
        default=Path(".data"),
        description="Folder of the embedded database and of the generated secret.",
    )
    policy_version: str = Field(
        default="esep-nb",
        description="The privacy notice that is in force in this deployment: `esep-nb`, `etwinning-sv`, "
        "`etwinning-et`, `etwinning-hu` or `etwinning-lv`.",
    )
    secret: SecretStr | None = Field(
        default=None,
        description="Key of ids, cursors and development tokens; in production at least 32 characters, and needed. "
        "Absent in development: generated into the data directory. Another secret means other ids.",
    )
    now: datetime | None = Field(
        default=None,
        description="A fixed clock for tests of retention: ISO 8601 with a zone. Development only.",
    )
    graphiql: bool | None = Field(
        default=None,
        description="The query page for people at `/graphql`. Absent: shown in development only.",
    )
    host: str = Field(default="127.0.0.1", description="Address that `serve` listens on.")
    port: int = Field(default=8000, ge=0, le=65535, description="Port that `serve` listens on; 0 takes a free one.")
    pool_size: int = Field(default=8, ge=1, le=100, description="Database connections of one API process at most.")
    writing_pool_size: int = Field(
        default=8,
        ge=1,
        le=100,
        description="Database connections of one API process, beside those, for commands, for reads that leave a "
        "record, and whatever else writes.",
    )
    statement_timeout: float = Field(
        default=5.0,
        gt=0,
        le=600,
        description="Seconds after which the database gives up one statement of the API.",
    )
    trusted_proxies: str = Field(
        default="127.0.0.1, ::1",
        description="Addresses or networks, separated by commas, whose `X-Forwarded-Proto` is believed. In production "
        "a request that came over plain HTTP is refused.",
    )
    cors_origins: str = Field(
        default="",
        description="Origins of web pages, separated by commas, that may ask, such as `https://www.example.org`. "
        "Absent: none but the own one.",
    )
    connections_per_address: int = Field(
        default=500,
        ge=1,
        description="Connections that one address (IPv6: one /64) may hold; more than that take the place of its idle "
        "ones. Behind a proxy this is the number for all of its clients.",
    )
    metrics_port: int | None = Field(
        default=None,
        ge=0,
        le=65535,
        description="Port on which Prometheus reads numbers; not for the public. Absent: there are none.",
    )
    metrics_host: str = Field(default="127.0.0.1", description="Address for `TWINGRAPH_METRICS_PORT`.")
    traces: str | None = Field(
        default=None,
        pattern=r"^https?://[A-Za-z0-9.:\[\]-]+(?:/\S*)?$",
        description="Address of an OpenTelemetry collector (OTLP over HTTP) that is sent traces. Absent: none.",
    )
    traces_follow: bool = Field(
        default=False, description="Whether a trace continues the one that `traceparent` of a request names."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="The least severe events that are logged, on standard error."
    )

    @field_validator("now", mode="before")
    @classmethod
    def _aware(cls, value: object) -> object:
        """Only text with a zone: a bare number or a local time would be another instant elsewhere."""
        if value is None:
            return None
        try:
            moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
        except ValueError:
            raise ValueError("it is not an ISO 8601 date and time") from None
        if moment.tzinfo is None:
            raise ValueError("the zone is missing")
        return moment.astimezone(UTC)

    @field_validator("trusted_proxies")
    @classmethod
    def _networks(cls, value: str) -> str:
        for part in parts_of(value):
            try:
                ip_network(part)
            except ValueError:
                raise ValueError("it has a part that is no address and no network") from None
        return value

    @field_validator("cors_origins")
    @classmethod
    def _origins(cls, value: str) -> str:
        if all(_ORIGIN.fullmatch(part) for part in parts_of(value)):
            return value
        raise ValueError("it has a part that is no origin: a scheme and a host, in small letters, no path")

    @model_validator(mode="after")
    def _fit_for_production(self) -> Self:
        if self.environment == "development":
            return self
        if self.now is not None:
            raise ValueError(f"{PREFIX}NOW is for development only: unset it in production")
        if self.jwks is not None and self.jwks.startswith("http:"):
            raise ValueError(f"{PREFIX}JWKS must be an `https` address or a file in production")
        if self.database_url is None:
            raise ValueError(f"{PREFIX}DATABASE_URL is missing: production has no embedded database")
        if self.secret is None or len(self.secret.get_secret_value()) < SECRET_LENGTH:
            raise ValueError(f"{PREFIX}SECRET is missing or short: production needs {SECRET_LENGTH} characters or more")
        return self

    @classmethod
    def load(cls) -> Self:
        """The settings of this process; the first variable that is wrong is named."""
        known = {PREFIX + name.upper() for name in cls.model_fields}
        for variable in sorted(os.environ):
            if variable.upper().startswith(PREFIX) and variable not in known:
                raise Misconfigured(f"`{variable}` is not a setting", hint="docs/settings.md lists every setting.")
        try:
            return cls()
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            raise _misconfigured(first["loc"], first["msg"]) from None

    @property
    def has_development_issuer(self) -> bool:
        """Never in production, and nowhere beside an issuer of the settings."""
        return self.environment == "development" and self.issuer is None

    @property
    def shows_graphiql(self) -> bool:
        return self.environment == "development" if self.graphiql is None else self.graphiql

    @property
    def proxies(self) -> tuple[IPv4Network | IPv6Network, ...]:
        return tuple(ip_network(part) for part in parts_of(self.trusted_proxies))

    @property
    def origins(self) -> frozenset[str]:
        return frozenset(parts_of(self.cors_origins))

    def clock(self) -> Callable[[], datetime]:
        """What the time is: frozen when TWINGRAPH_NOW is given, UTC in any case."""
        frozen = self.now
        if frozen is not None:
            return lambda: frozen
        return wall_clock


def wall_clock() -> datetime:
    """The time now, where none is fixed."""
    return datetime.now(UTC)


def _misconfigured(location: tuple[int | str, ...], reason: str) -> Misconfigured:
    """A fault of one option names its variable; a fault of their combination says so itself."""
    reason = reason.removeprefix("Value error, ").replace("\n", " ")
    if location:
        reason = f"`{PREFIX}{str(location[0]).upper()}` is wrong: {reason}"
    return Misconfigured(reason, hint="docs/settings.md says what each setting takes.")


def secret_of(settings: Settings) -> bytes:
    """The secret that is set, or the one of the data directory, made there at the first call."""
    if settings.secret is not None:
        return settings.secret.get_secret_value().encode()
    return kept_secret(settings.data_dir / "secret", SECRET_LENGTH)
