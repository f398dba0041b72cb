"""Staff sign in strongly where the operator demands it (SEC-12); a token that says otherwise is told what to do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from app.database.addresses import Addresses
from app.database.vocabulary import STAFF_ROLES, Role
from app.errors import Code
from app.identity.claims import Strength
from app.settings import Settings
from tests.edge.shape import assert_refused
from tests.identity.test_installation import WHO, of_issuer, production, running, settle, token

pytestmark = pytest.mark.anyio

HIGH = "https://login.example/loa/high"
DEMANDS: dict[str, Any] = {"staff_acr": f"{HIGH}, substantial", "staff_amr": "mfa,hwk"}
STRONG: dict[str, Any] = {"acr": HIGH, "amr": ["pwd", "hwk", "mfa"]}


@pytest.mark.parametrize(
    "claims",
    [
        {},
        {"acr": HIGH},
        {"amr": ["mfa", "hwk"]},
        STRONG | {"acr": "low"},
        STRONG | {"acr": [HIGH]},
        STRONG | {"acr": {}},
        STRONG | {"acr": f"{HIGH} substantial"},
        STRONG | {"acr": None},
        STRONG | {"amr": ["mfa"]},
        STRONG | {"amr": "mfa hwk"},
        STRONG | {"amr": {"mfa": True, "hwk": True}},
        STRONG | {"amr": [["mfa"], "hwk"]},
        STRONG | {"amr": None},
    ],
)
async def test_staff_who_signed_in_weakly_are_asked_to_sign_in_again(
    empty_world: Addresses, tmp_path: Path, claims: dict[str, Any]
) -> None:
    settle(empty_world, Role.EACEA)
    async with running(production(empty_world, **of_issuer(tmp_path, **DEMANDS)), empty_world) as client:
        weak = token(role="EACEA", purpose="OPERATION", **claims)
        refused = await client.post("/graphql", json=WHO, headers=weak)
        assert_refused(refused, 401, Code.UNAUTHENTICATED)
        assert refused.headers["www-authenticate"] == (
            f'Bearer error="insufficient_user_authentication", acr_values="{HIGH} substantial"'
        )
        for role in ("ETWINNER", "GENERAL_USER"):
            answer = await client.post("/graphql", json=WHO, headers=token(role=role, **claims))
            assert answer.json()["data"]["viewer"]["role"] == role, "of others nothing is demanded"


async def test_staff_who_signed_in_strongly_act(empty_world: Addresses, tmp_path: Path) -> None:
    settle(empty_world, Role.EACEA)
    async with running(production(empty_world, **of_issuer(tmp_path, **DEMANDS)), empty_world) as client:
        for claims in (STRONG, STRONG | {"acr": "substantial"}):
            strong = token(role="EACEA", purpose="OPERATION", **claims)
            answer = await client.post("/graphql", json=WHO, headers=strong)
            assert answer.json()["data"]["viewer"]["role"] == "EACEA"


async def test_nothing_is_demanded_until_it_is_set(empty_world: Addresses, tmp_path: Path) -> None:
    settle(empty_world, Role.EACEA)
    async with running(production(empty_world, **of_issuer(tmp_path)), empty_world) as client:
        answer = await client.post("/graphql", json=WHO, headers=token(role="EACEA", purpose="OPERATION"))
        assert answer.json()["data"]["viewer"]["role"] == "EACEA"


async def test_every_staff_role_is_meant_and_methods_alone_are_a_demand(empty_world: Addresses, tmp_path: Path) -> None:
    async with running(production(empty_world, **of_issuer(tmp_path, staff_amr="mfa")), empty_world) as client:
        for role in sorted(STAFF_ROLES):
            refused = await client.post("/graphql", json=WHO, headers=token(role=role))
            assert_refused(refused, 401, Code.UNAUTHENTICATED)
            assert refused.headers["www-authenticate"] == 'Bearer error="insufficient_user_authentication"'


def test_what_is_not_demanded_is_met_by_everything() -> None:
    assert Strength().is_met_by({})
    assert Strength(methods=frozenset({"mfa"})).is_met_by({"acr": 7, "amr": ["mfa"]})


@pytest.mark.parametrize("value", ['a"b', "a b", "é", "a\\b", "x" * 201])
def test_what_cannot_stand_in_a_header_is_no_demand(tmp_path: Path, value: str) -> None:
    with pytest.raises(ValidationError, match="no name and no address"):
        Settings(data_dir=tmp_path, **of_issuer(tmp_path, staff_acr=value))


@pytest.mark.parametrize("name", ["staff_acr", "staff_amr"])
def test_a_demand_without_an_issuer_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValidationError, match="TWINGRAPH_ISSUER is missing"):
        Settings(data_dir=tmp_path, **{name: "mfa"})  # type: ignore[arg-type]
