"""Operations made of the public schema alone: what a stranger's tool would send who has read nothing but it.

In: the schema, the words and ids of a world. Out: strategies of documents, valid ones of one field of the root, and
ones with one fault. A field, an argument or a scalar that is new in the schema is asked for from that day on.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLObjectType,
    GraphQLSchema,
    ValueNode,
    Visitor,
    is_scalar_type,
    is_specified_scalar_type,
    print_ast,
    visit,
)
from hypothesis import strategies as st
from hypothesis_graphql import Mode, mutations, nodes, queries

from app.application import public_schema
from tests.conformance.asking.pool import MALFORMED_IDS, STRANGE, Pool

Values = Mapping[str, st.SearchStrategy[ValueNode]]

_PLACES = frozenset({"after", "before", "last"})
_LANGUAGES = ("en", "et", "pt-BR", "en_us", "")
_ADDRESSES = ("anna@people.example", "nobody@people.example", "anna", "@", "ANNA@PEOPLE.EXAMPLE")
_COUNTRIES = ("EE", "NO", "HU", "XX", "ee", "")
_DAYS = ("2025-06-15", "2024-02-29", "2025-02-30", "", "now")
_INSTANTS = ("2025-06-15T12:00:00Z", "2025-06-15T12:00:00.000001+02:00", "2025-06-15T12:00:00", "9999-12-31T23:59:59Z")


@cache
def schema() -> GraphQLSchema:
    """What is published."""
    return public_schema()


def root_fields(operation: str) -> list[str]:
    """The fields of the root `Query` or `Mutation`."""
    root = schema().type_map[operation]
    assert isinstance(root, GraphQLObjectType)
    return list(root.fields)


def documents(operation: str, field: str, pool: Pool, *, is_valid: bool = True) -> st.SearchStrategy[str]:
    """Operations that ask for one field of the root, by the specification or against it in one place."""
    make = {"Query": queries, "Mutation": mutations}[operation]
    mode = Mode.POSITIVE if is_valid else Mode.NEGATIVE
    asked = partial(make, schema(), fields=[field], custom_scalars=_values(pool), allow_x00=False, mode=mode)
    return asked() | asked(print_ast=_forward) if is_valid else asked()


def _forward(document: DocumentNode) -> str:
    """The text of a document whose lists are read from their beginning.

    Every argument is made up by itself, and few lists have both ends and a cursor that fit together.
    """
    return print_ast(visit(document, _Forward()))


class _Forward(Visitor):
    """Leaves out what names a place in a list."""

    def enter_field(self, node: FieldNode, *_: object) -> FieldNode:
        kept = tuple(one for one in node.arguments or () if one.name.value not in _PLACES)
        return FieldNode(
            name=node.name, alias=node.alias, arguments=kept, directives=(), selection_set=node.selection_set
        )


def _values(pool: Pool) -> Values:
    """Values of every scalar: mostly such as occur in the world, or nearly."""
    words = _words(*pool.words, *STRANGE) | st.text(max_size=20).filter(lambda text: "\0" not in text).map(nodes.String)
    known = {
        "ID": _words(*pool.any_ids) | _words(*MALFORMED_IDS),
        "Int": (st.integers(0, 9) | st.integers(0, 100) | st.integers(-(2**31), 2**31 - 1)).map(nodes.Int),
        "CountryCode": _words(*_COUNTRIES),
        "Date": _words(*_DAYS),
        "DateTime": _words(*_INSTANTS),
        "EmailAddress": _words(*_ADDRESSES),
        "LanguageCode": _words(*_LANGUAGES),
    }
    scalars = {name: kind for name, kind in schema().type_map.items() if is_scalar_type(kind)}
    own = {name: words for name, kind in scalars.items() if not is_specified_scalar_type(kind)}
    return {"String": words, **own, **known}


def _words(*texts: str) -> st.SearchStrategy[ValueNode]:
    return st.sampled_from(texts).map(nodes.String)
