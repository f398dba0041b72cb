"""The verb that makes a secret for a server of the operator, and a server in production that takes it."""

from __future__ import annotations

import httpx
import pytest

from app.database.addresses import Addresses
from app.edge.clients import Clients
from tests.cli.running import assert_refused, given, run, serving

PRODUCTION = {"TWINGRAPH_ENVIRONMENT": "production", "TWINGRAPH_SECRET": "s" * 40}
# The proxy speaks from this machine, and says that its visitor came over TLS.
PROXIED = {"x-forwarded-proto": "https", "x-forwarded-for": "198.51.100.7"}


def test_a_new_secret_is_printed_once_with_what_the_setting_takes() -> None:
    first, second = (run("client", "website").out.splitlines() for _ in range(2))
    assert first != second
    for credentials, line in (first, second):
        name, _, digest = line.partition("=")
        header = httpx.BasicAuth(*credentials.split(":"))._auth_header
        assert Clients({name: [digest]}).authenticate([header]) == "website"


@pytest.mark.parametrize("name", ["Website", "a b", "", "a=b", "a" * 41])
def test_a_name_that_the_setting_would_not_take_is_refused(name: str) -> None:
    assert_refused(run("client", name), "small letters")


@pytest.mark.parametrize("store", ["memory", "database"])
def test_a_server_in_production_counts_points_of_visitors_and_clients(addresses: Addresses, store: str) -> None:
    credentials, line = run("client", "website").out.splitlines()
    set_up = PRODUCTION | given(addresses) | {"TWINGRAPH_RATE_LIMIT": store, "TWINGRAPH_CLIENTS": line}
    website = {"x-client-authorization": httpx.BasicAuth(*credentials.split(":"))._auth_header}
    with serving(errors=None, **set_up) as (_, printed):
        url, query = printed.strip(), {"query": "{ countries { code } }"}
        told = [httpx.post(url, json=query, headers=PROXIED | more).headers for more in ({}, {}, website)]
        wrong = httpx.post(url, json=query, headers=PROXIED | {"x-client-authorization": "Basic eDp5"})
    assert [headers["ratelimit-policy"].split(";")[0] for headers in told] == ['"address"', '"address"', '"client"']
    first, second = (int(headers["ratelimit"].split(";")[1].removeprefix("r=")) for headers in told[:2])
    assert second < first + 2_000 < 602_000
    assert wrong.status_code == 401
