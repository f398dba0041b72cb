"""A condition on objects in memory: borders of comparisons, what is missing on the way, what the version chooses."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from app.authz.evaluate import Judge
from app.authz.expression import Attribute, Call, Compare, Contained, Literal, Not

NOW = datetime(2025, 6, 15, 12, tzinfo=UTC)
COUNTRY = Attribute(("object", "country"))


def judged(expression: Any, switches: Mapping[str, str] | None = None, **objects: Any) -> bool | None:
    return Judge(SimpleNamespace(country="EE"), NOW, {}, switches or {}).truth(expression, objects)


def somewhere(country: str | None) -> Any:
    return SimpleNamespace(country=country)


@pytest.mark.parametrize(
    ("operator", "sides"),
    [
        ("==", [False, True, False]),
        ("!=", [True, False, True]),
        ("<", [True, False, False]),
        ("<=", [True, True, False]),
        (">", [False, False, True]),
        (">=", [False, True, True]),
    ],
)
def test_each_comparison_holds_on_its_side_of_the_border(operator: str, sides: list[bool]) -> None:
    asked = Compare(operator, COUNTRY, Literal("EE"))
    answers = [judged(asked, object=somewhere(country)) for country in ("DE", "EE", "FR")]
    assert answers == sides
    assert judged(asked, object=somewhere(None)) is None
    assert judged(Not(asked), object=somewhere(None)) is None


def test_a_predicate_about_nobody_is_unknown() -> None:
    """Somebody without a school: nothing is known of that school, and a denial must not become a grant."""
    public = Call("has_public_user", (Attribute(("object", "affiliation")),))
    nobody = SimpleNamespace(affiliation=None)
    assert judged(public, object=nobody) is None
    assert judged(Not(public), object=nobody) is None


def test_what_leads_through_a_missing_object_is_missing() -> None:
    far = Compare("==", Attribute(("object", "user", "country")), Literal("EE"))
    assert judged(far, object=SimpleNamespace(user=None)) is None
    assert judged(far, object=SimpleNamespace(user=somewhere("EE"))) is True
    member = Contained(Attribute(("object", "user", "country")), (Literal("EE"),), negated=True)  # type: ignore[arg-type]
    assert judged(member, object=SimpleNamespace(user=None)) is None


def test_the_version_chooses_by_the_name_of_the_switch() -> None:
    asked = Compare("==", Attribute(("policy", "public_picture")), Literal("CONSENT"))
    assert judged(asked, {"policy.public_picture": "CONSENT"}) is True
    assert judged(asked, {"policy.public_picture": "AMBASSADOR_AND_CONSENT"}) is False


def test_what_is_no_condition_is_refused() -> None:
    with pytest.raises(TypeError, match="not a condition"):
        judged(object())


def test_a_value_of_another_sort_is_neither_equal_nor_unequal() -> None:
    with pytest.raises(TypeError, match="not a str: int"):
        judged(Compare("==", Literal("EE"), Attribute(("object", "country"))), object=somewhere(7))  # type: ignore[arg-type]
