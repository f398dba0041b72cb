"""What the readme and the examples show works on the demo data, and shows each viewer their own graph."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import SecretStr

from app.application import create_application
from app.authz.caller import Caller
from app.cli.data import import_demo
from app.database.addresses import Addresses
from app.database.ids import record_id
from app.database.vocabulary import Purpose, Role
from app.identity.tokens import issue
from app.settings import Settings
from app.transfer.demo import DEMO_VIEWERS

pytestmark = pytest.mark.anyio

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLES = ROOT / "docs" / "examples"
Ask = Callable[..., Any]
NSO = ("staff-nso-ee", "NSO", "VALIDATION")


@pytest.fixture(scope="module")
def settings(secret: bytes, now: datetime, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("examples")
    return Settings(data_dir=folder, secret=SecretStr(secret.decode()), now=now, pool_size=2)


@pytest.fixture(scope="module")
def demo(new_database: Callable[[], Addresses], settings: Settings) -> Addresses:
    addresses = new_database()
    import_demo(settings, addresses, scale=1)
    return addresses


@pytest.fixture
async def ask(demo: Addresses, settings: Settings, secret: bytes, now: datetime) -> AsyncIterator[Ask]:
    """Send a query as a demo user; the data of the answer, which has no errors."""
    application = create_application(settings, demo)

    async def send(query: str, key: str = "", role: str = "ETWINNER", purpose: str = "") -> Any:
        caller = Caller(Role(role), Purpose(purpose) if purpose else None, record_id(secret, "user", key))
        headers = {"Authorization": f"Bearer {issue(secret, caller, now)}"} if key else {}
        answer = await client.post("/graphql", json={"query": query}, headers=headers)
        assert answer.status_code == 200, answer.text
        assert answer.json().keys() == {"data"}, answer.text
        return answer.json()["data"]

    transport = httpx.ASGITransport(application)
    async with (
        application.router.lifespan_context(application),
        httpx.AsyncClient(transport=transport, base_url="http://twingraph.test") as client,
    ):
        yield send


def example(name: str) -> str:
    return (EXAMPLES / f"{name}.graphql").read_text(encoding="utf-8")


async def test_the_public_website_shows_published_projects(ask: Ask) -> None:
    projects = (await ask(example("public_website")))["projects"]
    dates = [project["registeredOn"] for project in projects["nodes"]]
    assert projects["totalCount"] > len(dates) == 20
    assert dates == sorted(dates, reverse=True)
    partners = [partner for project in projects["nodes"] for partner in project["partners"]["nodes"]]
    assert all(partner["user"]["firstName"] for partner in partners)


async def test_a_twinspace_client_shows_the_members_to_a_member(ask: Ask) -> None:
    projects = (await ask(example("twinspace_client"), "teacher-tallinn"))["viewer"]["user"]["projects"]["nodes"]
    members = [
        member["user"]
        for project in projects
        if project["twinSpace"]
        for member in project["twinSpace"]["members"]["nodes"]
    ]
    assert "Kadri" in {member["firstName"] for member in members}
    assert len({member["id"] for member in members}) > 1
    assert len({project["id"] for project in projects}) == len(projects)


async def test_a_dashboard_shows_the_registrations_of_its_own_country(ask: Ask) -> None:
    estonia = (await ask(example("nso_dashboard"), *NSO))["users"]
    latvia = (await ask(example("nso_dashboard"), "staff-nso-lv", "NSO", "VALIDATION"))["users"]
    found = [{user["id"] for user in country["nodes"]} for country in (estonia, latvia)]
    assert all(found)
    assert not found[0] & found[1]
    assert all(user["email"] and user["school"]["officialName"] for user in estonia["nodes"])
    assert [user["school"]["head"]["email"] for user in estonia["nodes"] if user["school"]["head"]]


def shown_requests() -> list[tuple[list[str], str]]:
    """The requests of the readme: the options of the token, and the query."""
    requests: list[tuple[list[str], str]] = []
    for block in re.findall(r"```sh\n(.*?)```", README, flags=re.DOTALL):
        token = re.search(r"TOKEN=\$\(\.venv/bin/twingraph token (.*?)\)", block)
        options = shlex.split(token[1])[1::2] if token else []
        requests += [(options, json.loads(body)["query"]) for body in re.findall(r"--data '(.*?)'", block)]
    return requests


async def test_the_requests_of_the_readme_are_answered(ask: Ask) -> None:
    requests = shown_requests()
    assert [options[:1] for options, _ in requests] == [[], ["teacher-tallinn"], ["staff-nso-ee"]]
    answers = [json.dumps(await ask(query, *options)) for options, query in requests]
    assert ["totalCount" in answer and '"totalCount": 0' not in answer for answer in answers] == [True] * 3


async def test_a_teacher_finds_out_who_sees_what(ask: Ask) -> None:
    listed = (await ask(example("who_sees_me"), "teacher-tallinn"))["viewer"]["visibleTo"]
    seen = {entry["audience"]: entry["visible"] for entry in listed if entry["field"] == "User.email"}
    assert (seen["PEERS"], seen["OWN_NSO"], seen["EU_STAFF"]) == (False, True, True)


async def test_a_teacher_sees_what_others_see(ask: Ask) -> None:
    viewer = (await ask(example("as_others_see_me"), "teacher-tallinn"))["viewer"]
    shown = {persona: viewer[persona]["user"] and viewer[persona]["user"]["email"] for persona in ("peer", "nso")}
    assert shown["peer"] is None
    assert shown["nso"]


async def test_a_teacher_is_told_why(ask: Ask) -> None:
    asked = (await ask(example("why"), "teacher-tallinn"))["viewer"]
    assert asked["explain"] == {"code": "NOT_EXPLAINED", "rule": None, "rules": []}
    own = example("why").replace("00000000-0000-0000-0000-000000000000", asked["user"]["id"])
    assert (await ask(own, "teacher-tallinn"))["viewer"]["explain"]["rule"] == "user-own"


async def test_the_same_question_has_another_answer_for_another_viewer(ask: Ask) -> None:
    query = shown_requests()[2][1]
    as_staff, as_teacher = await ask(query, *NSO), await ask(query, "teacher-tallinn")
    assert as_staff["users"]["totalCount"] > 0
    assert as_teacher["users"]["totalCount"] == 0


def test_the_readme_offers_viewers_of_the_demo_in_every_role() -> None:
    rows = re.findall(r"\| `([a-z-]+)` \| (?:`(\w+)`)? ?\| (?:`(\w+)`)? ?\|", README)
    offered = {(viewer.key, viewer.role.value, viewer.purpose and viewer.purpose.value) for viewer in DEMO_VIEWERS}
    own = {key: role for key, role, purpose in offered if purpose is None}
    shown = {(key, role or own.get(key), purpose or None) for key, role, purpose in rows}
    assert shown <= offered
    assert {role for _, role, _ in shown} == set(Role) - {Role.ANONYMOUS}
