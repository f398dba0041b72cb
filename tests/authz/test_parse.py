"""The language of conditions: every shape that is allowed, and every other one with what it is refused with."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from app.authz.expression import describe
from app.authz.parse import ConditionRefused, Parser


@dataclass(frozen=True)
class Named:
    """A term, as far as the parser needs it."""

    subject: str
    condition: str


TERMS = {
    "is_adult": Named("User", "subject.status == 'VALIDATED' and not subject.restricted"),
    "is_neighbour": Named("User", "is_adult(subject) and subject.country == viewer.country"),
    "goes_round": Named("User", "goes_further(subject)"),
    "goes_further": Named("User", "goes_round(subject)"),
    "is_open": Named("Project", "subject.published"),
}

# The condition, and the tree that it becomes, written out.
ALLOWED = {
    "": "True",
    "  ": "True",
    "True": "True",
    "False": "False",
    "not True": "False",
    "object.restricted": "object.restricted",
    "not object.restricted": "not (object.restricted)",
    "not not object.restricted": "object.restricted",
    "object.status == 'VALIDATED'": "object.status in ('VALIDATED')",
    "'VALIDATED' == object.status": "object.status in ('VALIDATED')",
    "object.status in ('PENDING', 'GENERAL')": "object.status in ('GENERAL', 'PENDING')",
    "object.status in ['PENDING']": "object.status in ('PENDING')",
    "object.status not in ('PENDING', 'GENERAL')": (
        "object.status in ('ANONYMISED', 'DEACTIVATED', 'INACTIVE', 'REFUSED', 'VALIDATED')"
    ),
    "viewer.role == 'NSO'": "viewer.role in ('NSO')",
    "object.country == 'EE'": "object.country == 'EE'",
    "object.country != 'EE'": "object.country != 'EE'",
    "object.country < 'EE'": "object.country < 'EE'",
    "object.country <= 'EE'": "object.country <= 'EE'",
    "object.country > 'EE'": "object.country > 'EE'",
    "object.country >= 'EE'": "object.country >= 'EE'",
    "'EE' != object.country": "object.country != 'EE'",
    "'EE' < object.country": "object.country > 'EE'",
    "'EE' <= object.country": "object.country >= 'EE'",
    "'EE' > object.country": "object.country < 'EE'",
    "'EE' >= object.country": "object.country <= 'EE'",
    "not object.country < 'EE'": "object.country >= 'EE'",
    "not object.country <= 'EE'": "object.country > 'EE'",
    "not object.country > 'EE'": "object.country <= 'EE'",
    "not object.country >= 'EE'": "object.country < 'EE'",
    "not object.country == 'EE'": "object.country != 'EE'",
    "object.country == viewer.country": "object.country == viewer.country",
    "viewer.user != object.id": "viewer.user != object.id",
    "object.country in ('EE', 'NO')": "object.country in ('EE', 'NO')",
    "object.country not in ('EE', 'NO')": "object.country not in ('EE', 'NO')",
    "not object.country in ('EE',)": "object.country not in ('EE',)",
    "object.id in viewer.projects": "object.id in viewer.projects",
    "object.id not in viewer.areas": "object.id not in viewer.areas",
    "viewer.region is None": "viewer.region is None",
    "viewer.region is not None": "viewer.region is not None",
    "not viewer.region is None": "viewer.region is not None",
    "consented(object, 'SURVEY')": "consented(object, 'SURVEY')",
    "not consented(object, 'SURVEY')": "not (consented(object, 'SURVEY'))",
    "consented(viewer, object, 'SURVEY')": "consented(object, 'SURVEY')",
    "has_public_partner(entry)": "has_public_partner(entry)",
    "entry.status != 'DRAFT' or entry.published": "(entry.status in ('ACTIVE', 'CLOSED')) or (entry.published)",
    "not (object.restricted and object.hide_contacts)": "(not (object.restricted)) or (not (object.hide_contacts))",
    "not (object.restricted or object.hide_contacts)": "(not (object.restricted)) and (not (object.hide_contacts))",
    "object.restricted and True": "object.restricted",
    "object.restricted and False": "False",
    "object.restricted or True": "True",
    "is_open(entry)": "entry.published",
    "is_adult(object)": "(object.status in ('VALIDATED')) and (not (object.restricted))",
    "not is_adult(object)": "(object.status in ('ANONYMISED', 'DEACTIVATED', 'GENERAL', 'INACTIVE', 'PENDING', "
    "'REFUSED')) or (object.restricted)",
    "is_neighbour(object)": "(object.status in ('VALIDATED')) and (not (object.restricted)) and "
    "(object.country == viewer.country)",
}

NOT_HERE = "there is no attribute `{}` here"
NOT_ALLOWED = "`{}` is not allowed in a condition"
CONSTANTS = "only texts, whole numbers, True, False and None are constants"
SET_OR_LIST = "`in` needs a set of the viewer or a list of constants"

REFUSED = {
    "object.": "the condition is not an expression",
    "object.country = 'EE'": "the condition is not an expression",
    "import os": "the condition is not an expression",
    "object.country == 'EE'; True": "the condition is not an expression",
    "object.country == 'EE' and\0 True": "the condition is not an expression",
    "object.email == 'x'": NOT_HERE.format("email"),
    "viewer.email == 'x'": NOT_HERE.format("email"),
    "object.__class__ == 'x'": NOT_HERE.format("__class__"),
    "viewer.__dict__": NOT_HERE.format("__dict__"),
    "object.country.upper == 'x'": "an object is expected",
    "stranger.country == 'EE'": "an object is expected",
    "viewer.user.country == 'EE'": "an object is expected",
    "object": NOT_ALLOWED.format("Name"),
    "consented": NOT_ALLOWED.format("Name"),
    "'EE'": NOT_ALLOWED.format("Constant"),
    "1": NOT_ALLOWED.format("Constant"),
    "None": NOT_ALLOWED.format("Constant"),
    "lambda: True": NOT_ALLOWED.format("Lambda"),
    "[u for u in object]": NOT_ALLOWED.format("ListComp"),
    "{'a': 1}": NOT_ALLOWED.format("Dict"),
    "(object.restricted,)": NOT_ALLOWED.format("Tuple"),
    "f'{object.country}'": NOT_ALLOWED.format("JoinedStr"),
    "object.restricted if True else False": NOT_ALLOWED.format("IfExp"),
    "object.country + 'x'": NOT_ALLOWED.format("BinOp"),
    "-object.country": NOT_ALLOWED.format("UnaryOp"),
    "object.country[0]": NOT_ALLOWED.format("Subscript"),
    "(x := object.restricted)": NOT_ALLOWED.format("NamedExpr"),
    "await object.restricted": NOT_ALLOWED.format("Await"),
    "object.country == f'{viewer.country}'": CONSTANTS,
    "object.country == b'EE'": CONSTANTS,
    "object.country == 1.5": CONSTANTS,
    "object.country == -1": CONSTANTS,
    "object.country == ...": CONSTANTS,
    "object.country == country": CONSTANTS,
    "object.country in (viewer.country, 'EE')": CONSTANTS,
    "'DE' < object.country < 'FR'": "a chained comparison is not allowed",
    "object.country == None": "a comparison with None is unknown",
    "None != object.country": "a comparison with None is unknown",
    "object.country is 'EE'": "`is` compares with None only",
    "object.country is not viewer.country": "`is` compares with None only",
    "object.country is country": "`is` compares with None only",
    "object.country is (yield)": "`is` compares with None only",
    "None is object.country": "`is` compares with None only",
    "'EE' == 'EE'": "a comparison without an attribute",
    "object == entry": "a comparison without an attribute",
    "object.country == 1": "`object.country` is a text, the constant is none",
    "object.country == True": "`object.country` is a text, the constant is none",
    "object.country in ('EE', 1)": "`object.country` is a text, the constant is none",
    "object.id == 'x'": "`object.id` is an id, no constant is one",
    "object.school in ('x', 'y')": "`object.school` is an id, no constant is one",
    "object.id == object.country": "these two attributes cannot be compared",
    "object.country == viewer.user": "these two attributes cannot be compared",
    "object.status == entry.status": "these two attributes cannot be compared",
    "object.country == object.restricted": "these two attributes cannot be compared",
    "object.country == viewer.projects": "these two attributes cannot be compared",
    "object.country < viewer.country": "attributes are compared with == and != only",
    "object.restricted == True": "`object.restricted` cannot be compared",
    "viewer.projects == object.id": "`viewer.projects` cannot be compared",
    "object.restricted in ('EE',)": "`object.restricted` cannot be compared",
    "viewer.projects in viewer.areas": "`viewer.projects` cannot be compared",
    "object.country in viewer.projects": "the sets of the viewer hold ids",
    "object.status < 'PENDING'": "words are compared with ==, != and in",
    "object.status == 'VALID'": "a constant is not a word of the attribute's vocabulary",
    "object.status == 1": "a constant is not a word of the attribute's vocabulary",
    "object.status in ('PENDING', 'pending')": "a constant is not a word of the attribute's vocabulary",
    "viewer.role != 'ADMIN'": "a constant is not a word of the attribute's vocabulary",
    "object.country in 'EE'": SET_OR_LIST,
    "object.country in viewer.country": SET_OR_LIST,
    "object.country in {'EE'}": SET_OR_LIST,
    "object.country in ()": "`in` needs at least one constant and no None",
    "object.country in ('EE', None)": "`in` needs at least one constant and no None",
    "'EE' in viewer.projects": "an attribute is expected",
    "object in viewer.projects": "an attribute is expected",
    "object is None": "an attribute is expected",
    "object.country": "`object.country` is not true or false",
    "not viewer.user": "`viewer.user` is not true or false",
    "viewer.projects": "`viewer.projects` is not true or false",
    "viewer": NOT_ALLOWED.format("Name"),
    "print(object)": "there is no predicate `print` about User",
    "__import__('os')": "an object is expected",
    "object.country.upper()": "only terms and predicates may be called",
    "consented(object, purpose='SURVEY')": "only terms and predicates may be called",
    "(lambda: True)()": "only terms and predicates may be called",
    "consented()": "`consented` needs an object",
    "consented(viewer)": "`consented` needs an object",
    "consented(object)": "`consented` does not take these constants",
    "consented(object, 'COMMISSION_NEWS')": "`consented` does not take these constants",
    "consented(object, 'SURVEY', 'SURVEY')": "`consented` does not take these constants",
    "consented(entry, 'SURVEY')": "there is no predicate `consented` about Project",
    "has_public_user(object)": "there is no predicate `has_public_user` about User",
    "consented('SURVEY', object)": "an object is expected",
    "is_open(object)": "the term `is_open` asks about one Project",
    "is_adult(object, 'x')": "the term `is_adult` asks about one User",
    "goes_round(object)": "the term `goes_round` is defined by itself",
    "subject.restricted": "an object is expected",
}


def read(text: str) -> str:
    return describe(Parser({"object": "User", "entry": "Project"}, TERMS).read(text))


@pytest.mark.parametrize(("text", "tree"), ALLOWED.items())
def test_an_allowed_shape_becomes_this_tree(text: str, tree: str) -> None:
    assert read(text) == tree


@pytest.mark.parametrize(("text", "message"), REFUSED.items())
def test_a_shape_that_is_not_allowed_is_refused_with_what_to_do(text: str, message: str) -> None:
    with pytest.raises(ConditionRefused) as refusal:
        read(text)
    assert refusal.value.message == message
    assert refusal.value.hint


@pytest.mark.parametrize("sign", ["\u00f5", "\U0001d4a9", "\u0301", "\u00a0", "\t", "(", "%", "$", ";", "/", "*"])
def test_a_constant_may_not_hold_what_a_statement_would_have_to_quote(sign: str) -> None:
    with pytest.raises(ConditionRefused, match="a constant holds a sign that has no place in a statement"):
        read(f"object.country in ('EE', 'x{sign}y')")


@pytest.mark.parametrize(
    "text", ["object.restricted # and object.ambassador", "# object.restricted", "object.country == '#'"]
)
def test_a_condition_may_not_seem_to_ask_more_than_it_does(text: str) -> None:
    with pytest.raises(ConditionRefused, match="a condition holds no comment"):
        read(text)


@pytest.mark.parametrize("sign", ["!", "&&", "||", "r.", "p.", "'", '"', "\\"])
def test_a_constant_may_not_hold_what_casbin_rewrites(sign: str) -> None:
    with pytest.raises(ConditionRefused, match="a constant holds a sign that Casbin rewrites"):
        read(f"object.country == {'x' + sign + 'y'!r}")


def test_an_attribute_that_leads_to_an_object_is_followed_and_not_compared() -> None:
    parser = Parser({"object": "Member"}, TERMS)
    assert describe(parser.read("object.user.country == object.area.country")) == (
        "object.user.country == object.area.country"
    )
    assert describe(parser.read("is_adult(object.user)")) == (
        "(object.user.status in ('VALIDATED')) and (not (object.user.restricted))"
    )
    with pytest.raises(ConditionRefused, match="an object is never missing"):
        parser.read("object.user is None")
    with pytest.raises(ConditionRefused, match=r"`object\.user` cannot be compared"):
        parser.read("object.user == viewer.user")
    with pytest.raises(ConditionRefused, match=r"`object\.user` cannot be compared"):
        parser.read("object.user in viewer.projects")
    with pytest.raises(ConditionRefused, match=r"`object\.user` is not true or false"):
        parser.read("object.user")


def test_a_condition_nested_beyond_reason_is_refused() -> None:
    with pytest.raises(ConditionRefused, match="nested too deeply"):
        read("not " * 5_000 + "object.restricted")
