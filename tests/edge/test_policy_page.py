"""`/policy`: the page of the matrix in development, nothing in production."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from app.application import create_application
from app.authz.matrix.page import Page
from app.database.addresses import Addresses
from app.database.connections import ApiPool
from app.edge.policy_page import PolicyPage
from app.edge.routes import edge_application
from app.errors import Code, Misconfigured
from app.identity.authenticator import NoIssuer
from app.settings import Settings
from tests.edge.rowless import RowlessGraph
from tests.edge.shape import assert_refused

pytestmark = pytest.mark.anyio


class Making:
    """Counts how often the page is made."""

    def __init__(self) -> None:
        self.times = 0
        self.files = "one"
        self.fault: Misconfigured | None = None

    def make(self) -> Page:
        if self.fault is not None:
            raise self.fault
        self.times += 1
        return Page(f"<p>{self.times}</p>", "default-src 'none'; frame-ancestors 'none'")


@pytest.fixture
def making() -> Making:
    return Making()


@pytest.fixture
async def browser(graph: RowlessGraph, pool: ApiPool, making: Making) -> AsyncIterator[httpx.AsyncClient]:
    page = PolicyPage(lambda: making.files, making.make)
    application = edge_application(graph, NoIssuer(), pool, policy_page=page)
    transport = httpx.ASGITransport(application)
    async with httpx.AsyncClient(transport=transport, base_url="http://twingraph.test") as client:
        yield client


async def test_the_page_comes_with_its_own_strict_policy(browser: httpx.AsyncClient) -> None:
    answer = await browser.get("/policy")
    assert (answer.status_code, answer.text) == (200, "<p>1</p>")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "DENY"


async def test_the_page_is_made_anew_when_a_file_has_changed(browser: httpx.AsyncClient, making: Making) -> None:
    assert [(await browser.get("/policy")).text for _ in range(2)] == ["<p>1</p>"] * 2
    making.files = "two"
    assert (await browser.get("/policy")).text == "<p>2</p>"


async def test_a_policy_that_is_refused_says_where(browser: httpx.AsyncClient, making: Making) -> None:
    making.fault = Misconfigured("rules.csv, line 7: the file is odd", hint="Mend it.")
    answer = await browser.get("/policy")
    assert (answer.status_code, answer.text) == (500, "rules.csv, line 7: the file is odd. Mend it.")


async def test_nothing_is_written_there(browser: httpx.AsyncClient) -> None:
    assert_refused(await browser.post("/policy"), 405, Code.BAD_USER_INPUT)


@pytest.mark.parametrize(("environment", "status"), [("development", 200), ("production", 404)])
async def test_production_has_no_such_page(environment: str, status: int, tmp_path: Path) -> None:
    nowhere = f"postgresql:///nothing?host={tmp_path}"
    settings = Settings(
        environment=environment, database_url=nowhere, secret="s" * 40, data_dir=tmp_path, graphiql=True
    )
    application = create_application(settings, Addresses(nowhere, nowhere))
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(application), base_url="http://twingraph.test"
    ) as client:
        answer = await client.get("/policy", headers={"x-forwarded-proto": "https"})
    assert answer.status_code == status
    assert ("Who may read what" in answer.text) == (status == 200)
