"""What asks for too much is refused before it is validated; what is just small enough is not."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest
from graphql import GraphQLSchema, get_introspection_query

from app.errors import Code
from app.resolvers.document.limits import LIMITS
from app.resolvers.document.prepare import prepare
from app.resolvers.document.refusal import DocumentRefused


def fragment_bomb(levels: int) -> str:
    chain = " ".join(f"fragment F{n} on User {{ ...F{n + 1} ...F{n + 1} }}" for n in range(levels))
    return f"{{ users {{ nodes {{ ...F0 }} }} }} {chain} fragment F{levels} on User {{ id }}"


def nested(levels: int) -> str:
    """Fields under the root field, alternating between a school and its users, to a leaf on the last level."""
    document, closing = "{ users { nodes", ""
    for level in range(levels - 2):
        document += " { " + ("school", "users", "nodes")[level % 3]
        closing += " }"
    return f"{document} {{ __typename }}{closing} }} }}"


def users(selection: str) -> str:
    return f"{{ users {{ nodes {{ {selection} }} }} }}"


TOO_MUCH = {
    "C02 50 levels": nested(50),
    "C02 one level too many": nested(LIMITS.depth + 1),
    "C03 1,001 aliases": "{" + " ".join(f"a{n}: __typename" for n in range(1001)) + "}",
    "C03 16 aliases": "{ users {" + " ".join(f"a{n}: totalCount" for n in range(16)) + "} }",
    "C03 16 aliases in two fragments": "{ users { ...A ...B } } "
    + "".join(
        f"fragment {name} on UserConnection {{ {' '.join(f'{name}{n}: totalCount' for n in range(8))} }}"
        for name in "AB"
    ),
    "C04 one field 500 times": "{" + "users { totalCount } " * 500 + "}",
    "C05 one field 240 times": "{" + "users { totalCount } " * 200 + "}",
    "C05 below the root": users("school { id } " * 200),
    "C05 on two levels": users(("school { " + "id " * 25 + "} ") * 20),
    "C05 through fragments": users(" ".join(f"...F{n}" for n in range(60)))
    + "".join(f"fragment F{n} on User {{ school {{ id city }} }}" for n in range(60)),
    "C06 fragment bomb of 18": fragment_bomb(18),
    "C07 fragment bomb of 80": fragment_bomb(80),
    "C06 fragment bomb without fields": "{ ...F0 } "
    + " ".join(f"fragment F{n} on Query {{ ...F{n + 1} ...F{n + 1} }}" for n in range(20))
    + " fragment F20 on Query { ... @skip(if: true) { __typename } }",
    "C10 20,000 directives": "{ __typename " + "@include(if: true) " * 20_000 + "}",
    "C10 101 directives": "{ __typename " + "@include(if: true) " * 101 + "}",
    "C11 unknown directives": "{ __typename " + "@x " * 101 + "}",
    "C12 20,000 variables": "query (" + " ".join(f"$v{n}: Int" for n in range(20_000)) + ") { __typename }",
    "C13 2,000 operations": " ".join(f"query Q{n} {{ __typename }}" for n in range(2_000)),
    "C13 11 operations": " ".join(f"query Q{n} {{ __typename }}" for n in range(11)),
    "A09 comments": "{ __typename }" + "#\n" * 1_001,
    "A09 a long comment": "{ __typename } #" + "a" * 40_000,
    "11 root fields": "{" + " ".join(["__typename"] * 11) + "}",
    "11 root fields in fragments": "{" + "...R " * 11 + "} fragment R on Query { __typename }",
    "a list of 251": "{ nodes(ids: [" + '"x" ' * 251 + "]) { id } }",
    "a value of 21 levels": "{ users(where: " + "{ not: " * 21 + "{}" + " }" * 21 + ") { totalCount } }",
    "a default value of 21 levels": "query ($w: UserWhere = "
    + "{ not: " * 21
    + "{}"
    + " }" * 21
    + ") { users(where: $w)"
    " { totalCount } }",
    "introspection of 30 levels": "{ __schema { types " + "{ ofType " * 30 + "{ name }" + " }" * 30 + "} }",
}


@pytest.mark.parametrize("document", TOO_MUCH.values(), ids=TOO_MUCH.keys())
def test_too_much_is_refused(schema: GraphQLSchema, document: str) -> None:
    with pytest.raises(DocumentRefused) as caught:
        prepare(document, schema)
    assert caught.value.code is Code.LIMIT_EXCEEDED
    assert len(caught.value.findings) == 1


ENOUGH = {
    "the deepest": nested(LIMITS.depth),
    "15 aliases": "{ users {" + " ".join(f"a{n}: totalCount" for n in range(15)) + "} }",
    "10 root fields": "{" + " ".join(["__typename"] * 10) + "}",
    "10 operations": " ".join(f"query Q{n} {{ __typename }}" for n in range(10)),
    "a list of 250": "{ nodes(ids: [" + '"x" ' * 250 + "]) { id } }",
    "50 fragments with the same field": users(" ".join(f"...F{n}" for n in range(50)))
    + "".join(f"fragment F{n} on User {{ id }}" for n in range(50)),
    "a fragment at the root and below": "{ ...Q node(id: 1) { ...N } } "
    "fragment Q on Query { viewer { user { ...N } } } fragment N on User { id }",
    "introspection": get_introspection_query(),
    "all of introspection": get_introspection_query(
        specified_by_url=True, directive_is_repeatable=True, schema_description=True, input_value_deprecation=True
    ),
}


@pytest.mark.parametrize("document", ENOUGH.values(), ids=ENOUGH.keys())
def test_what_clients_need_is_within_the_limits(schema: GraphQLSchema, document: str) -> None:
    assert prepare(document, schema).operations


def calls_of(work: Callable[[], object]) -> int:
    """How many Python functions are entered: a measure of work that no other process disturbs."""
    calls = 0

    def count(_: FrameType, event: str, __: object) -> None:
        nonlocal calls
        calls += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    except DocumentRefused:
        pass
    finally:
        sys.setprofile(before)
    return calls


def test_a_fragment_bomb_costs_no_more_than_its_length(schema: GraphQLSchema) -> None:
    short = calls_of(lambda: prepare(fragment_bomb(20), schema))
    long = calls_of(lambda: prepare(fragment_bomb(80), schema))
    assert long < 5 * short


@pytest.mark.parametrize("document", TOO_MUCH.values(), ids=TOO_MUCH.keys())
def test_a_refusal_costs_little(schema: GraphQLSchema, document: str) -> None:
    # 200,000 calls are some 30 ms on a slow core; the parser alone needs about 60,000 for 1,000 tokens.
    assert calls_of(lambda: prepare(document, schema)) < 200_000
