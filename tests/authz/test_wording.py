"""Conditions in plain English: terms by their meaning, everything else by its phrase, and nothing left out."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from hypothesis import given

from app.authz.attributes import ENTRIES, OBJECTS, VIEWER, Shape
from app.authz.expression import FALSE, TRUE, UNKNOWN, Attribute, Expression, OneOf, negation
from app.authz.parse import Parser
from app.authz.partial import Always, Never, fold
from app.authz.phrases import CONSENTS, NAMES, NOUNS, RELATIONS, TRUTHS, WORDS
from app.authz.policy import Policy
from app.authz.predicates import PREDICATES
from app.authz.wording import Wording, words
from app.database.vocabulary import Purpose, Role
from tests.authz.conditions import NAMES as NAMES_OF_OBJECTS
from tests.authz.conditions import conditions

# A condition, the kind of object that it is about, and what is said.
SAID = {
    "is_visible(object)": ("User", "the person is visible"),
    "not object.restricted and object.status == 'VALIDATED'": ("User", "the person is visible"),
    "is_public(object) and picture_consented(object)": (
        "User",
        "the person is visible and consents to public display and consents to a public picture",
    ),
    "is_public(object) and is_public_project(entry)": (
        "User",
        "the person is visible and consents to public display, and the listed project is published and has a public "
        "partner",
    ),
    "object.id == viewer.user or is_visible(object)": ("User", "the person is the viewer; or the person is visible"),
    "viewer.user != object.id": ("User", "the person is not the viewer"),
    "object.status != 'ANONYMISED'": ("User", "the person is not anonymised"),
    "object.status in ('GENERAL', 'PENDING')": (
        "User",
        "the person is a general user or waiting for validation",
    ),
    "not is_visible(object)": (
        "User",
        "the person is not validated; or the person has restricted the processing",
    ),
    "object.ambassador": ("User", "the person is an ambassador"),
    "not object.hide_contacts": ("User", "the person does not hide the list of contacts"),
    "object.country in ('EE', 'LV', 'LT')": ("User", "the country of the person is EE, LV or LT"),
    "object.country not in ('EE', 'LV')": ("User", "the country of the person is not EE or LV"),
    "object.country < 'LV'": ("User", "the country of the person comes before LV"),
    "object.region is None": ("User", "the region of the person is missing"),
    "object.region == viewer.country": ("User", "the region of the person is the viewer's country"),
    "not consented(object, 'SURVEY')": ("User", "the person does not consent to surveys"),
    "is_public_school(object)": ("School", "the school is validated and the school of a public person"),
    "has_public_user(object)": ("School", "the school has a public person"),
    "object.id == viewer.school and not email_is_personal(object)": (
        "School",
        "the school is the viewer's own and has an e-mail address that is no person's",
    ),
    "object.country == viewer.country and (viewer.region is None or object.region == viewer.region)": (
        "School",
        "the school is in the viewer's country, and either the viewer's mandate covers the whole country or the "
        "school is in the viewer's region",
    ),
    "object.status != 'DRAFT'": ("Project", "the project is not a draft"),
    "object.id not in viewer.projects": ("Project", "the project is none of the viewer's own"),
    "object.id in viewer.areas": ("Group", "the group has the viewer as a member"),
    "viewer.school in viewer.areas": ("Group", "the viewer's school is among the viewer's areas"),
    "object.area.kind == 'EVENT' and is_registered_in_country(object.user)": (
        "Member",
        "the member is registered in the viewer's own country, and the area is an event",
    ),
    "object.user.id == viewer.user": ("Partner", "the partner is the viewer"),
    "viewer.purpose == 'SURVEY' and object.id == viewer.user": (
        "User",
        "the person is the viewer, and the viewer's purpose is SURVEY",
    ),
}


def read(text: str, kind: str, policy: Policy) -> Expression:
    entries = [("entry", found) for name, found in ENTRIES.items() if name.startswith(f"{kind}.")]
    return Parser(dict([("object", kind), *entries]), policy.definitions).read(text)


@pytest.mark.parametrize("text", SAID)
def test_a_condition_is_said_in_words(text: str, policy: Policy) -> None:
    kind, said = SAID[text]
    assert words(read(text, kind, policy), policy.definitions, kind=kind) == said


def test_what_is_decided_is_said_too(policy: Policy) -> None:
    said = [words(expression, policy.definitions) for expression in (TRUE, FALSE, UNKNOWN)]
    assert said == ["it is so", "it is never so", "it can never be told"]


def test_a_grant_is_never_always_or_where(policy: Policy) -> None:
    wording = Wording(policy.definitions, {})
    public = policy.grants(Role.ANONYMOUS, None).row("User")
    assert wording.grant(public, "User") == "where the person is visible and consents to public display"
    assert [wording.grant(grant, "User") for grant in (Always(), Never())] == ["always", "never"]


def test_every_condition_of_the_policy_has_phrases(policy: Policy) -> None:
    """No name of the program in what people read."""
    wording = Wording(policy.definitions, policy.known(Role.ETWINNER, None))
    said = [
        wording.condition(fold(rule.condition, policy.known(Role.NSO, Purpose.NATIONAL_EVENTS)), rule.object)
        for rule in policy.rules
    ]
    assert len(set(said)) > 25
    assert not [text for text in said if re.search(r"[_`'][a-z]*_|`|[a-z]\.[a-z]|\b[A-Z]{3,}", text)]


def named(kind: str, shapes: Mapping[str, Shape]) -> set[str]:
    """The attributes of a kind that have a phrase."""
    words_of = {name for found, name in WORDS if found == kind}
    return {name for name in shapes if (kind, name) in TRUTHS or name in words_of or name in NAMES}


def test_every_attribute_has_a_phrase() -> None:
    for kind, shapes in {**OBJECTS, "viewer": VIEWER}.items():
        asked = {name for name, shape in shapes.items() if shape.leads_to is None}
        assert named(kind, shapes) >= asked, kind
        assert {name for name, shape in shapes.items() if shape.is_truth} == {
            name for found, name in TRUTHS if found == kind
        }


def test_every_word_of_a_closed_list_has_a_name() -> None:
    for (kind, name), (_, called) in WORDS.items():
        assert set(called) == OBJECTS[kind][name].domain
    assert {kind for kind, _, _ in RELATIONS} <= set(OBJECTS) == set(NOUNS)


def test_every_constant_of_a_predicate_has_a_name() -> None:
    taken = {constant for predicate in PREDICATES.values() for some in predicate.constants for constant in some}
    assert taken == set(CONSENTS)
    assert all(("{}" in phrase) == bool(one.constants) for one in PREDICATES.values() for phrase in one.phrases)


def test_the_meaning_of_a_term_continues_its_object(policy: Policy) -> None:
    for term in policy.definitions.values():
        assert re.match(r"(Is|Has|Agrees) ", term.meaning), term.name


@pytest.mark.parametrize(
    ("path", "shape"),
    [(("object", "status"), OBJECTS["User"]["status"]), (("viewer", "purpose"), VIEWER["purpose"])],
    ids=lambda one: one[1] if isinstance(one, tuple) else "",
)
def test_every_word_of_a_vocabulary_and_none_can_be_said(policy: Policy, path: tuple[str, ...], shape: Shape) -> None:
    every = OneOf(Attribute(path), shape.domain, shape.domain)
    said = [words(one, policy.definitions) for one in (every, negation(every))]
    assert [text.split(" is ")[1] for text in said] == ["given", "no word at all"]


def test_a_condition_and_its_opposite_are_not_said_alike(policy: Policy) -> None:
    # The policy is no argument of the test inside: in a failure, Hypothesis would print all of it.
    @given(conditions(purposes=True))
    def check(text: str) -> None:
        condition = Parser(NAMES_OF_OBJECTS, policy.definitions).read(text)
        said = [words(one, policy.definitions, kind="School") for one in (condition, negation(condition))]
        assert all(said)
        assert said[0] != said[1] or condition == UNKNOWN

    check()
