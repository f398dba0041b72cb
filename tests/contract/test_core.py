"""The core of the contract is in the schema: every name, type, nullability, argument, default and value of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.contract.facts import demands, facts

CORE = Path(__file__).with_name("core.graphql").read_text(encoding="utf-8")


def test_schema_contains_the_whole_core(sdl: str) -> None:
    assert sorted(facts(CORE) - facts(sdl)) == []


def test_additions_demand_nothing_of_clients_of_the_core(sdl: str) -> None:
    assert _new_demands(sdl) == set()


@pytest.mark.parametrize(
    ("written", "changed", "demand"),
    [
        ("nodes(ids: [ID!]!)", "nodes(ids: [ID!]!, kind: String!)", "Query.nodes, argument kind"),
        ("input CountryFilter {", "input CountryFilter { mode: Int!", "CountryFilter.mode"),
    ],
)
def test_a_demanding_addition_is_noticed(written: str, changed: str, demand: str) -> None:
    assert _new_demands(CORE.replace(written, changed)) == {demand}


def test_an_optional_addition_is_welcome() -> None:
    assert (
        _new_demands(CORE.replace("nodes(ids: [ID!]!)", 'nodes(ids: [ID!]!, kind: String! = "x", last: Int)')) == set()
    )


def _new_demands(sdl: str) -> set[str]:
    """What `sdl` demands on fields and inputs of the core beyond what the core demands."""
    core = {fact.removeprefix("input ").split(":")[0] for fact in facts(CORE)}
    return {name for name in demands(sdl) - demands(CORE) if _bearer(name) in core}


def _bearer(name: str) -> str:
    """The field that an argument belongs to, or the input that a field belongs to."""
    field, argument, _ = name.partition(", argument ")
    return field if argument else name.partition(".")[0]


@pytest.mark.parametrize(
    ("written", "changed", "lost"),
    [
        ("type Viewer { role: Role!", "type Viewer { role: Role", "Viewer.role: Role!"),
        ("email: EmailAddress", "eMail: EmailAddress", "User.email: EmailAddress"),
        ("noticeVersion: String!", "noticeVersion: ID!", "Consent.noticeVersion: String!"),
        ("nodes(ids: [ID!]!)", "nodes(ids: [ID!])", "Query.nodes, argument ids: [ID!]!"),
        ("direction: OrderDirection! = ASC", "direction: OrderDirection! = DESC", "= ASC"),
        ("direction: OrderDirection! = ASC", "direction: OrderDirection!", "= ASC"),
        ("enum AreaRole { OWNER", "enum AreaRole { KEEPER", "AreaRole = OWNER"),
        ("type TwinSpace implements Node & Area", "type TwinSpace implements Node", "TwinSpace implements Area"),
        ("interface Area", "type Area", "interface Area"),
        ("scalar Date ", "enum Day { MONDAY } #", "scalar Date"),
        ("input StringListFilter { has: String ", "input StringListFilter { ", "StringListFilter.has: String"),
    ],
)
def test_each_kind_of_change_is_noticed(written: str, changed: str, lost: str) -> None:
    text = CORE.replace("scalar Date\n", "scalar Date \n")
    assert written in text
    missing = facts(CORE) - facts(text.replace(written, changed, 1))
    assert missing
    assert any(lost in fact for fact in missing)
