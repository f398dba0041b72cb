"""What a token must say (RFC 7519, RFC 9068), and what is made of it.

In: the payload of a token whose signature holds, and the rules of its issuer. Out: `Claims`, or `BadClaims` without a
word of why. A token names a person, and the role and purpose in which they ask to act. Whatever else it says of the
person (groups, a country, rights) is not read: what decides is in the database, at each request.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from app.authz.caller import Caller, Subject
from app.database.vocabulary import STAFF_ROLES, Purpose, Role
from app.identity.strict_json import NotStrictJson, read_json

# What clocks of two machines may differ by; a token counts this much longer, and this much before `nbf` and `iat`.
LEEWAY = 30
# OpenID Connect Core 1.0, section 2: at most 255 ASCII characters.
_SUBJECT = re.compile(r"[\x21-\x7e]{1,255}")
# RFC 5321, section 4.5.3.1: at most 254; what is more than letters and one sign is the issuer's to judge.
_EMAIL = re.compile(r"[^\s@\x00-\x1f\x7f]{1,128}@[^\s@\x00-\x1f\x7f]{1,253}")
_MOST_AUDIENCES = 20


class BadClaims(ValueError):
    """The token does not say what it must; says nothing about why."""


@dataclass(frozen=True, slots=True)
class Strength:
    """How people must have signed in: by one of these classes (`acr`) and by all of these methods (`amr`, RFC 8176)."""

    classes: frozenset[str] = frozenset()
    methods: frozenset[str] = frozenset()

    def is_met_by(self, claims: Mapping[str, Any]) -> bool:
        """Whether the token says so. One that says nothing of it meets no demand."""
        said, used = claims.get("acr"), claims.get("amr")
        is_of_class = not self.classes or (isinstance(said, str) and said in self.classes)
        return is_of_class and (
            not self.methods or (isinstance(used, list) and all(one in used for one in self.methods))
        )


@dataclass(frozen=True, slots=True)
class IssuerRules:
    """Who must have issued a token, and for whom.

    The subjects of the development issuer are users, by their ids. Those of any other are only names: a text that looks
    like an id of ours is nobody's. `staff` is what is demanded of a sign-in in a staff role (SEC-12).
    """

    issuer: str
    audience: str
    subjects_are_users: bool = False
    staff: Strength = field(default_factory=Strength)


@dataclass(frozen=True, slots=True)
class Claims:
    """Who calls with a token, and when it counts. `is_weak`: their role demands a stronger sign-in than theirs was."""

    caller: Caller
    starts: int
    ends: int
    is_weak: bool = False

    def holds_at(self, now: float) -> bool:
        return self.starts - LEEWAY <= now < self.ends + LEEWAY


def read_claims(payload: bytes, rules: IssuerRules) -> Claims:
    """The claims of a genuine token."""
    try:
        claims = read_json(payload)
    except NotStrictJson:
        raise BadClaims from None
    if not isinstance(claims, dict) or claims.get("iss") != rules.issuer or not isinstance(claims.get("jti"), str):
        raise BadClaims
    if rules.audience not in _audiences(claims.get("aud")):
        raise BadClaims
    issued, ends = _seconds(claims.get("iat")), _seconds(claims.get("exp"))
    starts = max(issued, _seconds(claims.get("nbf", 0)))
    signed_in = min(_seconds(claims["auth_time"]), issued) if "auth_time" in claims else None
    caller = replace(_caller(claims, rules), issued=issued, signed_in=signed_in, expires=ends)
    is_weak = caller.role in STAFF_ROLES and not rules.staff.is_met_by(claims)
    return Claims(caller, starts, ends, is_weak)


def _caller(claims: dict[str, Any], rules: IssuerRules) -> Caller:
    try:
        role = Role(claims.get("role", Role.GENERAL_USER))
        purpose = Purpose(claims["purpose"]) if "purpose" in claims else None
    except (ValueError, TypeError):
        raise BadClaims from None
    name = claims.get("sub")
    if role is Role.ANONYMOUS or not isinstance(name, str) or _SUBJECT.fullmatch(name) is None:
        raise BadClaims
    user_id = _user_id(name) if rules.subjects_are_users else None
    subject = None if user_id is not None else Subject(rules.issuer, name, _verified_email(claims))
    return Caller(role, purpose, user_id, subject)


def _user_id(name: str) -> UUID | None:
    try:
        user_id = UUID(name)
    except ValueError:
        return None
    if str(user_id) != name:
        raise BadClaims
    return user_id


def _verified_email(claims: dict[str, Any]) -> str | None:
    """The address, where the issuer says with a plain true that it is the person's; none that could not be one."""
    email = claims.get("email")
    verified = claims.get("email_verified") is True
    return email if verified and isinstance(email, str) and is_address(email) else None


def is_address(text: str) -> bool:
    """Whether a text may be an e-mail address."""
    return _EMAIL.fullmatch(text) is not None


def _audiences(value: object) -> list[str]:
    values: list[object] = value if isinstance(value, list) else [value]
    audiences = [item for item in values if isinstance(item, str)]
    if len(audiences) != len(values) or len(values) > _MOST_AUDIENCES:
        raise BadClaims
    return audiences


def _seconds(value: object) -> int:
    """Every time is a whole number of seconds."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**40:
        return value
    raise BadClaims
