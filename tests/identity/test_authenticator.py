"""Who sends these headers: nobody, somebody, or a refusal; never the public view for a bad token."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from app.authz.caller import ANONYMOUS, Caller
from app.database.vocabulary import Purpose, Role
from app.errors import Forbidden, Unauthenticated
from app.identity.authenticator import DevelopmentAuthenticator, NoIssuer
from app.identity.tokens import issue

pytestmark = pytest.mark.anyio

TEACHER = Caller(Role.ETWINNER, None, UUID("7fd6152e-19a5-4b66-94f7-9293322b34db"))
OFFICER = Caller(Role.NSO, None, TEACHER.user_id)


@pytest.fixture
def authenticator(secret: bytes, now: datetime) -> DevelopmentAuthenticator:
    return DevelopmentAuthenticator(secret, lambda: now)


async def test_f01_no_token_is_anonymous(authenticator: DevelopmentAuthenticator) -> None:
    assert await authenticator.authenticate([], []) == ANONYMOUS


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
async def test_a_token_names_its_person(
    authenticator: DevelopmentAuthenticator, secret: bytes, now: datetime, scheme: str
) -> None:
    token = issue(secret, TEACHER, now)
    assert await authenticator.authenticate([f"{scheme} {token}"], []) == TEACHER


async def test_the_caller_knows_when_the_token_ends(
    authenticator: DevelopmentAuthenticator, secret: bytes, now: datetime
) -> None:
    for person, purpose in ((TEACHER, []), (OFFICER, ["SURVEY"])):
        token = issue(secret, person, now, lifetime=timedelta(minutes=5))
        caller = await authenticator.authenticate([f"Bearer {token}"], purpose)
        assert caller.expires == int(now.timestamp()) + 300
    assert (await authenticator.authenticate([], [])).expires is None


async def test_the_header_names_the_purpose(
    authenticator: DevelopmentAuthenticator, secret: bytes, now: datetime
) -> None:
    token = issue(secret, OFFICER, now)
    expected = Caller(Role.NSO, Purpose.SURVEY, OFFICER.user_id)
    assert await authenticator.authenticate([f"Bearer {token}"], ["SURVEY"]) == expected
    with pytest.raises(Forbidden):
        await authenticator.authenticate([f"Bearer {token}"], ["OPERATION"])


@pytest.mark.parametrize("order", [1, -1])
async def test_a18_two_headers_are_refused_in_either_order(
    authenticator: DevelopmentAuthenticator, secret: bytes, now: datetime, order: int
) -> None:
    headers = [f"Bearer {issue(secret, TEACHER, now)}", "Bearer bad"][::order]
    with pytest.raises(Unauthenticated):
        await authenticator.authenticate(headers, [])
    with pytest.raises(Unauthenticated):
        await authenticator.authenticate([", ".join(headers)], [])


@pytest.mark.parametrize("form", ["", "{}", "Bearer", "Bearer ", "Bearer  {}", "Basic {}", "Bearer {} ", "Bearer{}"])
async def test_a_header_that_is_not_bearer_and_a_token_is_refused(
    authenticator: DevelopmentAuthenticator, secret: bytes, now: datetime, form: str
) -> None:
    with pytest.raises(Unauthenticated):
        await authenticator.authenticate([form.format(issue(secret, TEACHER, now))], [])


async def test_production_knows_no_issuer(secret: bytes, now: datetime) -> None:
    production = NoIssuer()
    assert await production.authenticate([], []) == ANONYMOUS
    with pytest.raises(Unauthenticated):
        await production.authenticate([f"Bearer {issue(secret, TEACHER, now)}"], [])
    with pytest.raises(Forbidden):
        await production.authenticate([], ["SURVEY"])
