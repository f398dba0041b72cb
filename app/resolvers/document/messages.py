"""Error messages of the GraphQL library, said again without the caller's words.

The library repeats names and literals of the document in its messages; a literal may be an e-mail address, and a
message may be logged. So a message is never passed on: it is recognised by a table and replaced by one that may hold
names of the public schema, after they were looked up there. What the table does not know gets a neutral sentence.
The place in the document says the rest.

In: an error of graphql-core. Out: a `Finding`.
"""

from __future__ import annotations

import re

from graphql import GraphQLError, GraphQLSchema, GraphQLSyntaxError

from app.resolvers.document.refusal import Finding, Place

_TYPE = r"'\[*(?P<type>\w+)[\]!]*'"

# Pattern of the library → our sentence. `{type}` is a type of the schema. The first that matches counts.
_VALUE_MESSAGES = (
    (rf"Expected value of non-null type {_TYPE} not to be", "A value of type `{type}` cannot be null here."),
    (rf"Expected a value of non-null type {_TYPE} to be provided", "A value of type `{type}` is required here."),
    (rf"Expected value of type {_TYPE} to be an object", "A value of type `{type}` must be an object."),
    (rf"Expected value of type {_TYPE} to include required", "A required field of `{type}` is missing."),
    (rf"Expected value of type {_TYPE} not to include unknown", "This field is not defined by type `{type}`."),
    (rf"Expected value of type {_TYPE}", "The value is not a valid `{type}`."),
    (r"(?P<type>\w+) cannot represent", "The value is not a valid `{type}`."),
    (rf"Enum {_TYPE} cannot represent", "The value is not a valid `{type}`."),
    (rf"Value .* does not exist in {_TYPE} enum\.?$", "The value is not a valid `{type}`."),
    # Our own scalars say what they expect and never what they were given: no quotation mark, no variable part.
    (r"(?P<said>Expected (?:a|an|two) [A-Za-z0-9 ,.:-]+)$", "{said}"),
    (rf"Within OneOf Input Object type {_TYPE}", "Exactly one field of `{type}` must have a value."),
)

_DOCUMENT_MESSAGES = (
    *_VALUE_MESSAGES,
    (rf"Cannot query field '\w+' on type {_TYPE}", "Cannot query this field on type `{type}`."),
    (rf"Field '\w+' must not have a selection since type {_TYPE}", "A field of type `{type}` has no subfields."),
    (rf"Field '\w+' of type {_TYPE} must have", "A field of type `{type}` needs a selection of subfields."),
    (r"Unknown argument '\w+' on directive", "This argument is not defined by the directive."),
    (r"Unknown argument", "This argument is not defined by the field."),
    (r"Argument '.*' of type '.*' is required", "A required argument is missing."),
    (r"There can be only one argument named", "There can be only one argument of this name."),
    (r"Unknown type", "This type is not defined."),
    (r"Unknown directive", "This directive is not defined."),
    (r"Directive '@\w+' may not be used on", "This directive cannot be used here."),
    (r"The directive '@\w+' can only be used once", "This directive can only be used once here."),
    (r"The \w+ operation is not supported", "The schema has no operations of this kind."),
    (r"There can be only one operation named", "There can be only one operation of this name."),
    (r"This anonymous operation must be the only", "An operation without a name must be the only one."),
    (r"(?:Anonymous Subscription|Subscription '\w+') must", "A subscription selects exactly one field."),
    (r"Fragment (?:'\w+' )?cannot condition on non composite", "A fragment needs a type that has fields."),
    (r"Fragment (?:'\w+' )?cannot be spread here", "This fragment can never apply here."),
    (r"Variable '\$\w+' cannot be non-input type", "A variable needs an input type."),
    (r"There can be only one variable named", "There can be only one variable of this name."),
    (r"Variable '\$\w+' is not defined", "This variable is not defined by the operation."),
    (r"Variable '\$\w+' is never used", "This variable is never used."),
    (r"Variable '\$\w+' of type '.*' used in position", "The type of this variable does not fit this position."),
    (r"Fields '.*' conflict because", "These fields have one name in the answer and differ: use aliases."),
    (r"There can be only one input field named", "There can be only one input field of this name."),
    (r"Maximum introspection depth exceeded", "The introspection is nested too deeply."),
    (r"Too many validation errors", "There are more errors than these."),
)

_VARIABLE = re.compile(
    r"Variable '\$\w+' has invalid (?:default )?value(?: at (?P<path>[.\[][\w.\[\]]*))?: ", re.DOTALL
)
_EXPECTED = re.compile(r"Syntax Error: Expected (?P<token>[\w ]+|'[^'\w]{1,3}'), found ")

_ANY_DOCUMENT = "The document does not fit the schema."
_ANY_VALUE = "The value does not fit its type."


def syntax_finding(error: GraphQLSyntaxError) -> Finding:
    """A fault of the grammar: what was expected where, not what stands there."""
    expected = _EXPECTED.match(error.message)
    message = f"Syntax error: expected {expected['token']} here." if expected else "Syntax error."
    return Finding(message, _places(error))


def document_finding(error: GraphQLError, schema: GraphQLSchema) -> Finding:
    """A fault that validation found."""
    return Finding(_said_again(error.message, _DOCUMENT_MESSAGES, schema) or _ANY_DOCUMENT, _places(error))


def variable_finding(error: GraphQLError, schema: GraphQLSchema) -> Finding:
    """A fault of a variable's value; its path holds fields of input types and positions only."""
    head = _VARIABLE.match(error.message)
    if head is None:
        return Finding(_ANY_VALUE, _places(error))
    path = (head["path"] or "").lstrip(".") or None
    message = _said_again(error.message[head.end() :], _VALUE_MESSAGES, schema) or _ANY_VALUE
    return Finding(message, _places(error), field=path)


def _said_again(message: str, table: tuple[tuple[str, str], ...], schema: GraphQLSchema) -> str | None:
    for pattern, sentence in table:
        match = re.match(pattern, message, re.DOTALL)
        if match is not None:
            return _with_type(sentence, match, schema)
    return None


def _with_type(sentence: str, match: re.Match[str], schema: GraphQLSchema) -> str | None:
    if sentence == "{said}":
        return match["said"]
    if "{type}" not in sentence:
        return sentence
    name = match["type"]
    return sentence.replace("{type}", name) if name in schema.type_map else None


def _places(error: GraphQLError) -> tuple[Place, ...]:
    return tuple(Place(place.line, place.column) for place in error.locations or ())
