"""The options of who issues access tokens, and of what is demanded of them. A part of `app.settings`.

In: environment variables, as there. Out: checked values, and what they come to together.
"""

from __future__ import annotations

import re
from typing import Self

from pydantic import Field, field_validator, model_validator
from pydantic_settings import BaseSettings

from app.edge_settings import PREFIX, parts_of

# Plain HTTP does for an issuer on the same machine, in development.
_KEYS_ADDRESS = re.compile(
    r"(?:https://[^\s/?#@]+|http://(?:127\.0\.0\.1|localhost|\[::1\])(?::[0-9]{1,5})?)(?:[/?][^\s#]*)?"
)
# What stands in a header between quotation marks (RFC 9470): a name or an address, as `mfa` or `https://…/loa/high`.
_STRENGTH = re.compile(r"[A-Za-z0-9:/._~#?&=%+-]{1,200}")
# Each has a private and a public key: with a shared one, whoever verifies could issue.
TOKEN_ALGORITHMS = frozenset(f"{family}{bits}" for family in ("RS", "PS", "ES") for bits in (256, 384, 512)) | {
    "Ed25519",
    "EdDSA",
}


class IssuerSettings(BaseSettings):
    """What an operator can choose of it."""

    issuer: str | None = Field(
        default=None,
        description="Who issues the access tokens of this installation, as the claim `iss` has it (docs/identity.md). "
        "Needs the two that follow. Absent: the development issuer, and in production every token is refused.",
    )
    audience: str | None = Field(default=None, description="What the claim `aud` of such a token must have.")
    jwks: str | None = Field(
        default=None,
        description="The public keys of the issuer: an `https` address, or a file.",
    )
    token_algorithms: str = Field(
        default="RS256, ES256",
        description="Algorithms, separated by commas, that may sign a token: `RS256`, `RS384`, `RS512`, `PS256`, "
        "`PS384`, `PS512`, `ES256`, `ES384`, `ES512`, `Ed25519`, `EdDSA`.",
    )
    staff_acr: str = Field(
        default="",
        description="How staff must have signed in: values of the claim `acr`, separated by commas, of which a token "
        "in a staff role must have one. Absent: nothing is demanded.",
    )
    staff_amr: str = Field(
        default="",
        description="The same by methods: values of the claim `amr`, such as `mfa`, all of which it must have.",
    )

    @field_validator("jwks")
    @classmethod
    def _keys(cls, value: str | None) -> str | None:
        """An address over TLS, or one of this machine, or a path: whoever can change the keys can be anybody."""
        if value is None or "://" not in value or _KEYS_ADDRESS.fullmatch(value):
            return value
        raise ValueError("it is neither an `https` address nor a file")

    @field_validator("staff_acr", "staff_amr")
    @classmethod
    def _strengths(cls, value: str) -> str:
        if all(_STRENGTH.fullmatch(part) for part in parts_of(value)):
            return value
        raise ValueError("it has a part that is no name and no address")

    @field_validator("token_algorithms")
    @classmethod
    def _algorithms(cls, value: str) -> str:
        if parts_of(value) and TOKEN_ALGORITHMS.issuperset(parts_of(value)):
            return value
        raise ValueError("it has a part that is no algorithm of public keys, or none at all")

    @model_validator(mode="after")
    def _whole_issuer(self) -> Self:
        names = ("issuer", "audience", "jwks")
        given = [name for name in names if getattr(self, name) is not None]
        if given and len(given) < len(names):
            missing = next(name for name in names if name not in given)
            raise ValueError(f"{PREFIX}{missing.upper()} is missing: an issuer needs all of its three settings")
        if not given and (self.staff_acr or self.staff_amr):
            raise ValueError(f"{PREFIX}STAFF_ACR and {PREFIX}STAFF_AMR are about an issuer: {PREFIX}ISSUER is missing")
        return self

    @property
    def algorithms(self) -> frozenset[str]:
        return frozenset(parts_of(self.token_algorithms))

    @property
    def staff_classes(self) -> frozenset[str]:
        return frozenset(parts_of(self.staff_acr))

    @property
    def staff_methods(self) -> frozenset[str]:
        return frozenset(parts_of(self.staff_amr))
