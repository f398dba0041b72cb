"""The options of what one caller may ask for: price, points, clients, documents. A part of `app.settings`.

In: environment variables, as there. Out: checked values, and what they come to together.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, field_validator, model_validator
from pydantic_settings import BaseSettings

PREFIX = "TWINGRAPH_"
# A name for metrics, and the SHA-256 of a secret.
_CLIENT = re.compile(r"[a-z0-9-]{1,40}=[0-9a-f]{64}")
# What a request costs whatever it asks for, and all that a refused one costs.
REQUEST_POINTS = 50


class EdgeSettings(BaseSettings):
    """What an operator can choose of it."""

    environment: Literal["development", "production"] = "development"
    cost_limit_anonymous: int = Field(
        default=50_000,
        ge=1,
        description="Objects, as they are estimated beforehand, that one operation may ask for without a token.",
    )
    cost_limit: int = Field(
        default=200_000,
        ge=1,
        description="The same with a token.",
    )
    rate_limit: Literal["off", "memory", "database"] | None = Field(
        default=None,
        description="Where it is counted how much each address, person and client asks for: in each process, or in the "
        "database for all of them. Absent: `off` in development, `memory` in production.",
    )
    rate_limit_window: int = Field(default=60, ge=1, le=86_400, description="Seconds in which all points come back.")
    rate_limit_address: int = Field(
        default=600_000,
        ge=1,
        description="Points of one address (IPv6: one /64) in a window: 50 for each request, 1 for each object "
        "that it asks for.",
    )
    rate_limit_person: int = Field(
        default=300_000, ge=1, description="The same for one person, who pays wherever they are, beside the address."
    )
    rate_limit_client: int = Field(
        default=10_000_000, ge=1, description="The same for one client of the operator, in place of its address."
    )
    clients: str = Field(
        default="",
        repr=False,
        description="Servers of the operator that pay for themselves: names and the SHA-256 of their secrets, as "
        "`twingraph client` prints them, separated by commas. One name may stand twice, while its secret is replaced.",
    )
    documents: Literal["any", "trusted", "trusted-for-anonymous"] = Field(
        default="any",
        description="Which documents are answered: any, the registered ones, or without a token the registered ones.",
    )
    documents_path: Path | None = Field(
        default=None,
        description="Folder of the registered documents: `.graphql` files and `.json` manifests.",
    )

    @field_validator("clients")
    @classmethod
    def _clients(cls, value: str) -> str:
        if all(map(is_client, parts_of(value))):
            return value
        raise ValueError("it has a part that is no client: a name in small letters, `=`, and 64 hexadecimal digits")

    @model_validator(mode="after")
    def _points_suffice(self) -> Self:
        """What one operation may cost can be paid for at once; else it would never be answered."""
        for name in ("address", "person", "client"):
            if self.counts_points and getattr(self, f"rate_limit_{name}") < self.dearest_request:
                raise ValueError(
                    f"{PREFIX}RATE_LIMIT_{name.upper()} is less than one operation may cost: "
                    f"at least {self.dearest_request}"
                )
        return self

    @model_validator(mode="after")
    def _documents_are_somewhere(self) -> Self:
        if self.documents != "any" and self.documents_path is None:
            raise ValueError(f"{PREFIX}DOCUMENTS_PATH is missing: `{PREFIX}DOCUMENTS` demands registered documents")
        return self

    @property
    def counts_points(self) -> bool:
        return self.rate_limit != "off" and (self.rate_limit is not None or self.environment == "production")

    @property
    def dearest_request(self) -> int:
        """The points of the dearest operation that is allowed."""
        return max(self.cost_limit, self.cost_limit_anonymous) + REQUEST_POINTS

    @property
    def client_hashes(self) -> dict[str, list[str]]:
        """The hashes of the secrets of each client."""
        hashes: dict[str, list[str]] = {}
        for name, _, digest in (part.partition("=") for part in parts_of(self.clients)):
            hashes.setdefault(name, []).append(digest)
        return hashes


def is_client(text: str) -> bool:
    """Whether a part of `TWINGRAPH_CLIENTS` can be read."""
    return _CLIENT.fullmatch(text) is not None


def parts_of(text: str) -> list[str]:
    """The parts of a list in one variable."""
    return [part.strip() for part in text.split(",") if part.strip()]
