"""A document that is wrong is refused with the right code and places, and without a word of its own."""

from __future__ import annotations

import pytest
from graphql import GraphQLSchema

from app.errors import Code
from app.resolvers.document.prepare import prepare, select_operation
from app.resolvers.document.refusal import DocumentRefused

INVALID = {
    "unknown field": ("{ S3CR3T }", "Cannot query this field on type `Query`."),
    "unknown field, near miss": ("{ userss { id } }", "Cannot query this field on type `Query`."),
    "unknown argument": ("{ users(S3CR3T: 1) { totalCount } }", "This argument is not defined by the field."),
    "unknown argument of a directive": (
        "{ __typename @skip(if: true, S3CR3T: 1) }",
        "This argument is not defined by the directive.",
    ),
    "missing argument": ("{ node { id } }", "A required argument is missing."),
    "missing argument of a directive": ("{ __typename @skip }", "A required argument is missing."),
    "argument twice": ("{ users(first: 1, first: 2) { totalCount } }", "There can be only one argument of this name."),
    "unknown type": ("{ ...on S3CR3T { id } }", "This type is not defined."),
    "unknown directive": ("{ __typename @S3CR3T }", "This directive is not defined."),
    "directive in the wrong place": ("query @skip(if: true) { __typename }", "This directive cannot be used here."),
    "directive twice": (
        "{ __typename @skip(if: true) @skip(if: false) }",
        "This directive can only be used once here.",
    ),
    "no subfields": ("{ users }", "A field of type `UserConnection` needs a selection of subfields."),
    "subfields of a leaf": ("{ users { totalCount { S3CR3T } } }", "A field of type `Int` has no subfields."),
    "empty selection": ("{ users { } }", "A selection of fields cannot be empty."),
    "fragment on a scalar": ("{ ...on Int { S3CR3T } }", "A fragment needs a type that has fields."),
    "named fragment on a scalar": ("{ ...A } fragment A on Int { S3CR3T }", "A fragment needs a type that has fields."),
    "fragment that never applies": ("{ ...on User { id } }", "This fragment can never apply here."),
    "named fragment that never applies": (
        "{ viewer { ...A } } fragment A on User { id }",
        "This fragment can never apply here.",
    ),
    "C08 fragment cycle": (
        "{ viewer { user { ...A } } } fragment A on User { ...B } fragment B on User { ...A }",
        "A fragment cannot contain itself.",
    ),
    "C08 fragment in itself": ("{ ...A } fragment A on Query { ...A }", "A fragment cannot contain itself."),
    "C09 unknown fragment": ("{ ...S3CR3T }", "This fragment is not defined."),
    "unused fragment": ("{ __typename } fragment S3CR3T on User { id }", "This fragment is never used."),
    "fragment twice": (
        "{ ...A } fragment A on Query { __typename } fragment A on Query { S3CR3T }",
        "There can be only one fragment of this name.",
    ),
    "C12 unused variable": ("query ($S3CR3T: Int) { __typename }", "This variable is never used."),
    "undefined variable": (
        "{ users(first: $S3CR3T) { totalCount } }",
        "This variable is not defined by the operation.",
    ),
    "undefined variable of a named operation": (
        "query S3CR3T { users(first: $a) { totalCount } }",
        "This variable is not defined by the operation.",
    ),
    "variable twice": (
        "query ($a: Int, $a: Int) { users(first: $a) { totalCount } }",
        "There can be only one variable of this name.",
    ),
    "variable of an output type": (
        "query ($a: User) { users(first: $a) { totalCount } }",
        "A variable needs an input type.",
    ),
    "variable in the wrong place": (
        "query ($a: String) { users(first: $a) { totalCount } }",
        "The type of this variable does not fit this position.",
    ),
    "wrong default": (
        'query ($a: Int = "S3CR3T") { users(first: $a) { totalCount } }',
        "The value is not a valid `Int`.",
    ),
    "conflicting fields": (
        "{ a: __typename a: viewer { role } }",
        "These fields have one name in the answer and differ: use aliases.",
    ),
    "input field twice": (
        "{ users(where: { id: [], id: [] }) { totalCount } }",
        "There can be only one input field of this name.",
    ),
    "D04 unknown input field": (
        '{ users(where: { firstNam: { eq: "S3CR3T" } }) { totalCount } }',
        "This field is not defined by type `UserWhere`.",
    ),
    "missing input field": (
        "{ users(orderBy: [{ direction: ASC }]) { totalCount } }",
        "A required field of `UserOrder` is missing.",
    ),
    "object expected": ('{ users(where: "S3CR3T") { totalCount } }', "A value of type `UserWhere` must be an object."),
    "null where none may be": ("{ node(id: null) { id } }", "A value of type `ID` cannot be null here."),
    "D01 Int too large": ("{ users(first: 2147483648) { totalCount } }", "The value is not a valid `Int`."),
    "D01 Int as text": ('{ users(first: "S3CR3T") { totalCount } }', "The value is not a valid `Int`."),
    "D02 Float out of range": ("{ users(first: 1e400) { totalCount } }", "The value is not a valid `Int`."),
    "C24 Int of 5,000 digits": (
        "{ users(first: " + "9" * 5000 + ") { totalCount } }",
        "The value is not a valid `Int`.",
    ),
    "D05 unknown word of an enum": (
        "{ users(where: { status: S3CR3T }) { totalCount } }",
        "The value is not a valid `AccountStatus`.",
    ),
    "D05 enum as text": (
        '{ users(where: { status: ["S3CR3T"] }) { totalCount } }',
        "The value is not a valid `AccountStatus`.",
    ),
    "a scalar of ours": (
        '{ users(where: { country: { eq: "S3CR3T" } }) { totalCount } }',
        "Expected two capital letters, as in ISO 3166-1 alpha-2.",
    ),
    "C14 no such command": ("mutation { S3CR3T }", "Cannot query this field on type `Mutation`."),
    "N16 no subscriptions": ("subscription { S3CR3T }", "The schema has no operations of this kind."),
    "C16 two anonymous operations": (
        "{ __typename } { __typename }",
        "An operation without a name must be the only one.",
    ),
    "C16 two operations of one name": (
        "query A { __typename } query A { __typename }",
        "There can be only one operation of this name.",
    ),
    "C17 only a fragment": ("fragment S3CR3T on User { id }", "The document has no operation."),
    "C17 a type": ("type S3CR3T { a: Int }", "Only operations and fragments can be executed."),
    "C19 nested introspection": (
        "{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }",
        "The introspection is nested too deeply.",
    ),
    "C22 @defer": ("{ ... @defer { __typename } }", "This directive is not defined."),
}


@pytest.mark.parametrize(("document", "message"), INVALID.values(), ids=INVALID.keys())
def test_a_document_that_does_not_fit_the_schema_is_refused_in_our_words(
    schema: GraphQLSchema, document: str, message: str
) -> None:
    with pytest.raises(DocumentRefused) as caught:
        prepare(document, schema)
    assert caught.value.code is Code.VALIDATION_FAILED
    assert message in [finding.message for finding in caught.value.findings]
    answer = str(caught.value.as_errors())
    assert "S3CR3T" not in answer
    assert "99999" not in answer
    assert "Did you mean" not in answer


UNPARSABLE = {
    "empty": "",
    "only a comment": "# S3CR3T",
    "unfinished": "{ users",
    "two brackets": "{ users { totalCount } } }",
    "two strings": '{ users(search: "S3CR3T" "S3CR3T") { totalCount } }',
    "unfinished string": '{ users(search: "S3CR3T',
    "H08 lone surrogate": '{ users(search: "S3CR3T \\uD800") { totalCount } }',
    "H08 beyond Unicode": '{ users(search: "S3CR3T \\u{110000}") { totalCount } }',
    "H02 surrogate as it is": '{ users(search: "\ud800") { totalCount } }',
    "control character": "{ users\x07 }",
    "C02 deeper than the parser goes": "{ a " * 300 + "}" * 300,
}


@pytest.mark.parametrize("document", UNPARSABLE.values(), ids=UNPARSABLE.keys())
def test_what_is_not_graphql_is_refused_without_its_words(schema: GraphQLSchema, document: str) -> None:
    with pytest.raises(DocumentRefused) as caught:
        prepare(document, schema)
    assert caught.value.code is Code.PARSE_FAILED
    assert caught.value.message.startswith("Syntax error")
    assert "S3CR3T" not in str(caught.value.as_errors())


def test_an_error_has_its_place_and_code(schema: GraphQLSchema) -> None:
    with pytest.raises(DocumentRefused) as caught:
        prepare("{\n  viewer { role }\n  people\n}", schema)
    assert caught.value.as_errors() == [
        {
            "message": "Cannot query this field on type `Query`.",
            "locations": [{"line": 3, "column": 3}],
            "extensions": {"code": "VALIDATION_FAILED"},
        }
    ]


def test_c23_a_few_errors_are_told(schema: GraphQLSchema) -> None:
    with pytest.raises(DocumentRefused) as caught:
        prepare("{" + " ".join(f"field{number}" for number in range(10)) + "}", schema)
    assert len(caught.value.as_errors()) == 5


def test_h01_a_literal_cannot_hold_nul(schema: GraphQLSchema) -> None:
    for text in (r"a\u0000b", r"a\u{0}b"):
        with pytest.raises(DocumentRefused) as caught:
            prepare(f'{{ users(search: "{text}") {{ totalCount }} }}', schema)
        assert caught.value.code is Code.BAD_USER_INPUT


TWO = "query A { __typename } query B { viewer { role } }"


def test_c14_the_operation_is_the_one_that_is_named(schema: GraphQLSchema) -> None:
    document = prepare(TWO, schema)
    operation = select_operation(document, "B")
    assert operation.name is not None
    assert operation.name.value == "B"


@pytest.mark.parametrize(("document", "name"), [(TWO, None), (TWO, "S3CR3T"), (TWO, ""), ("{ __typename }", "S3CR3T")])
def test_c14_no_operation_is_chosen_for_the_caller(schema: GraphQLSchema, document: str, name: str | None) -> None:
    prepared = prepare(document, schema)
    with pytest.raises(DocumentRefused) as caught:
        select_operation(prepared, name)
    assert caught.value.code is Code.BAD_USER_INPUT
    assert "S3CR3T" not in str(caught.value.as_errors())
