"""The options of mail. A part of `app.settings`.

In: environment variables, as there. Out: checked values, and what they come to together.
"""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings

Ways = Literal["off", "log", "folder", "smtp"]


class MailSettings(BaseSettings):
    """What an operator can choose of it."""

    environment: Literal["development", "production"] = "development"
    mail: Ways | None = Field(
        default=None,
        description="How `twingraph mail` sends letters: by `smtp`, as files in `mail` of the data directory "
        "(`folder`), as lines of the log without the address (`log`). `off`: none are written. Absent: `folder` in "
        "development, `off` in production.",
    )
    mail_host: str | None = Field(default=None, description="The SMTP server. Needed by `smtp`.")
    mail_port: int = Field(default=587, ge=1, le=65535, description="Its port.")
    mail_security: Literal["starttls", "tls", "none"] = Field(
        default="starttls",
        description="How the connection to it is kept private; `none` for a server of the same machine.",
    )
    mail_user: str | None = Field(default=None, description="The name to sign in with there. Absent: without.")
    mail_password: SecretStr | None = Field(default=None, description="The password of that name.")
    mail_from: str = Field(
        default="no-reply@localhost",
        pattern=r"^[^\s@<>,]+@[A-Za-z0-9.-]+$",
        description="The address that letters come from.",
    )
    site: str = Field(
        default="http://127.0.0.1:8000",
        pattern=r"^https?://[A-Za-z0-9.:\[\]-]+(?:/\S*)?$",
        description="Address of the web site, which letters point to.",
    )

    @model_validator(mode="after")
    def _whole_mail(self) -> Self:
        if self.mail == "smtp" and self.mail_host is None:
            raise ValueError("TWINGRAPH_MAIL_HOST is missing: `smtp` needs a server")
        if (self.mail_user is None) != (self.mail_password is None):
            raise ValueError("TWINGRAPH_MAIL_USER and TWINGRAPH_MAIL_PASSWORD go together")
        return self

    @property
    def mail_way(self) -> Ways:
        """How letters are sent."""
        if self.mail is not None:
            return self.mail
        return "folder" if self.environment == "development" else "off"
